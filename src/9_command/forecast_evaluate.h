// mercato forecast evaluate: what would the forecast have said of these rumours, and was it right?
#pragma once

#include <string>

#include "9_command/commands.h"

namespace mercato {

struct ForecastEvaluateOptions {
  std::string items;        // NDJSON of rumours (docs/formats/forecast.md); "-" = standard input
  std::string predictions;  // NDJSON to write; empty = none, "-" = standard output
};
// Prints scores and reliability where outcomes are known (JSON with --json), and writes one line
// for each item that is marked `forecast`. 0 on success, 2 where something cannot be read or
// written.
int run_forecast_evaluate(const CommonOptions& common, const ForecastEvaluateOptions& options);

}  // namespace mercato
