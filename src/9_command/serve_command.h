// How is the ledger served? `mercato serve`.
#pragma once

#include <optional>
#include <string>

#include "9_command/commands.h"

namespace mercato {

struct ServeOptions {
  std::string address;      // before the configuration's; empty = as that says
  std::optional<int> port;  // 0 = any that is free
  std::string page;         // folder of the page, for development; empty = the page inside
  bool only_url = false;    // print the address and nothing else
  bool log = false;         // a line on standard error for each request
};
int run_serve(const CommonOptions& common, const LedgerOptions& ledger,
              const ServeOptions& options);

}  // namespace mercato
