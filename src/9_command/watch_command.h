// What is new in the feeds? Options of `mercato watch`.
#pragma once

#include <filesystem>
#include <string>

#include "9_command/commands.h"

namespace mercato {

struct WatchOptions {
  std::string state;  // file; empty = beside the ledger
  bool once = false;  // every feed once, then end
  bool quiet = false;
};
// 0 ended as asked; 2 where it cannot go on or, with `once`, where a feed could not be read.
int run_watch(const CommonOptions& common, const LedgerOptions& ledger,
              const WatchOptions& options);

// The state of the feeds: --state, else "<ledger>.feeds".
std::filesystem::path watch_state_file(const LedgerOptions& ledger, const std::string& state);

}  // namespace mercato
