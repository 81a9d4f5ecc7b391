// mercato eval: how well are labelled documents read?
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "9_command/commands.h"

namespace mercato {

struct EvalOptions {
  std::vector<std::string> gold;  // NDJSON of labelled documents; "-" = standard input
  std::string language;           // only its documents; empty = all
  bool errors = false;            // list them
  std::string kind;               // only errors of this kind; empty = all
  std::string save;               // file to write this run to; "-" = standard output
  std::string against;            // a saved run to compare with
  unsigned workers = 0;           // 0 = one for each core
  std::size_t limit = 0;          // of listed errors; 0 = 20 on a terminal, all in JSON
};
// 0 measured, 2 where something cannot be read or written.
int run_eval(const CommonOptions& common, const EvalOptions& options);

}  // namespace mercato
