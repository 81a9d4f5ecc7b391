// What are the bytes of this file? Whole files, gunzipped where the name ends in ".gz".
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "0_core/result.h"

namespace mercato {

// No published table comes near this; more is refused rather than filling the memory.
inline constexpr std::uint64_t kMaxTableBytes = 2ull << 30;

Result<std::string> read_input_file(const std::filesystem::path& file);

}  // namespace mercato
