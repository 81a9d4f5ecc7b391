// Who is told of what? `mercato alerts`: what the rules did, what they would do, and doing it.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "9_command/commands.h"

namespace mercato {

// Of each rule: firings, the last one, deliveries that are owed. 1 where a delivery was given up or
// is in trouble.
int run_alerts(const CommonOptions& common, const LedgerOptions& ledger);

struct AlertTestOptions {
  std::string rule;  // empty = all
};
// What would have fired on the whole ledger. 1 where nothing would.
int run_alerts_test(const CommonOptions& common, const LedgerOptions& ledger,
                    const AlertTestOptions& options);

struct AlertRunOptions {
  bool once = false;
};
// Looks and delivers until SIGTERM or SIGINT. With `once`, a single time: 1 where something is
// still owed.
int run_alerts_run(const CommonOptions& common, const LedgerOptions& ledger,
                   const AlertRunOptions& options);

}  // namespace mercato
