// What can be asked of the future? Options of `mercato forecast NAME`.
#pragma once

#include <string>

#include "9_command/commands.h"

namespace mercato {

struct ForecastOptions {
  std::string name;
  bool explain = false;  // what moved each probability
};
// 1 where nobody, or more than one, is so called, or where there is too little to say.
int run_forecast(const CommonOptions& common, const LedgerOptions& ledger,
                 const ForecastOptions& options);

}  // namespace mercato
