// How well would the forecast have done? Files of dated rumours (docs/formats/forecast.md) into
// probabilities, and into scores where the file tells what happened. Front header of 8_score.
//
// Each probability comes from what was known on its day: items up to it, and rows of the reference
// dated before it. One thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "8_score/forecast.h"
#include "8_score/forecast_metrics.h"

namespace mercato {

struct RumourForecast {
  std::string id;    // of the rumour
  std::string date;  // as the item gives it
  double p = 0;
  std::optional<bool> outcome;
  std::size_t rumour = 0;  // its place in the file, from 0
  Forecast forecast;       // of the rumour's club, first, and of its rivals
};

// One for each item that is marked `forecast`, in the order of the file. Fails, with the line, on a
// file that is not as it should be.
Result<std::vector<RumourForecast>> forecast_rumours(std::string_view bytes,
                                                     const std::string& name,
                                                     const std::filesystem::path& data,
                                                     const std::filesystem::path& reference);

// Over the forecasts whose outcome is known. A rumour counts once: with its last forecast, or with
// the mean of its forecasts; or each forecast counts.
struct RumourScores {
  ForecastScores last, mean, each;
};
RumourScores score(const std::vector<RumourForecast>& forecasts);

}  // namespace mercato
