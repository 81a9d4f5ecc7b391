// How large is the ledger, and can it be read at all?
#pragma once

#include <filesystem>
#include <string>

namespace mercato {

bool can_read(const std::filesystem::path& ledger);
// In the text form of Prometheus; empty where it cannot be read.
std::string ledger_metrics(const std::filesystem::path& ledger);

}  // namespace mercato
