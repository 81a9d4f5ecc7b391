// What was learned? The model of the forecast, its file, and how it answers; internal to 8_score.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "8_score/forecast.h"
#include "8_score/forecast_features.h"
#include "8_score/forecast_fit.h"

namespace mercato::forecast {

// The probabilities in which the model speaks. A few hundred outcomes cannot tell finer differences
// apart, so raw probabilities are binned, and each bin says what came of it out of sample.
struct Levels {
  std::vector<double> edges;   // rising, inside (0, 1)
  std::vector<double> values;  // one more than edges, rising

  double of(double raw) const;
};

struct Model {
  Weights weights;  // in the order of kFeatures
  Levels levels;
  Outlets outlets;     // records from the model file, popular from outlets.toml
  double average = 0;  // share of the trained rumours that came true
  // Where it comes from, for the reader of the file.
  std::string trained_until;
  std::size_t rumours = 0, items = 0;
};

std::string write_model(const Model& model);
// `name` is for problems.
Result<Model> read_model(std::string_view toml, const std::string& name);
Result<std::set<std::string, std::less<>>> read_popular(std::string_view toml,
                                                        const std::string& name);

// Raw probability of one suitor alone.
double raw_of(const Model& model, const FeatureVector& features);

// The raw probabilities of all suitors that are not silent, shared out: each suitor's odds against
// staying, so that with one suitor alone nothing changes. Silent suitors get −1.
struct Shared {
  std::vector<FeatureVector> features;
  std::vector<double> raw, shared;
};
Shared share_out(const Model& model, const ForecastQuestion& question, const Reference& reference);

Forecast answer(const Model& model, const ForecastQuestion& question, const Reference& reference);

// A model as the front header shows it.
std::shared_ptr<const ForecastModel> make_forecast_model(Model model);

}  // namespace mercato::forecast
