// What do resolved rumours teach? Training of the forecast and its test by walking forward in time;
// internal to 8_score and its program train_forecast.
//
// Deterministic: the same rumours, reference and data give the same model, byte for byte. The items
// of a rumour that ask share a weight of 1, the others a smaller one.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "8_score/forecast_metrics.h"
#include "8_score/forecast_model.h"
#include "8_score/forecast_rumours.h"

namespace mercato::forecast {

struct TrainingOptions {
  double unasked = 0.5;      // weight that a rumour's items that do not ask share
  double penalty = 10;       // of squared weights
  double record_prior = 20;  // rumours as expected that each outlet is credited with beforehand
  double level_prior = 200;  // rumours as the model says that each level is credited with
  std::vector<double> edges = {0.05, 0.15, 0.35, 0.65};  // of the levels; empty = none, raw values
  std::string association = "ENG";                       // whose windows cut time into folds
  std::set<std::string, std::less<>> without;            // features or groups left out
};

// The probability given to an item that asks, by a model that saw nothing of its window or later.
struct Prediction {
  std::size_t rumour = 0, item = 0;
  std::string window;
  double p = 0;
};

class Trainer {
 public:
  // REQUIRES: the book outlives the trainer. Rumours without an outcome are left out.
  Trainer(const RumourBook& book, const Windows& windows, Outlets outlets,
          const TrainingOptions& options);

  // Whether there is anything to learn from.
  bool has_outcomes() const { return !rows_.empty(); }
  // REQUIRES: has_outcomes().
  Model train() const;
  // For each window but the first, in order: trained on the rumours whose last item lies in an
  // earlier window, asked at the items that lie in this one.
  std::vector<Prediction> walk_forward() const;

 private:
  struct Row {
    std::size_t rumour = 0, item = 0;
    std::int32_t window = 0;       // the day on which the item's window closes
    std::int32_t last_window = 0;  // of the rumour's last item
    std::string outlet;
    FeatureVector x{};
    double y = 0;
    double weight = 1;
  };
  using Rows = std::vector<const Row*>;
  struct Tally {
    double off = 0, weight = 0;
  };

  Row row(std::size_t rumour, std::size_t item, const Windows& windows) const;
  FeatureVector without(FeatureVector x) const;
  Model train(const Rows& rows) const;
  Model fit_rows(const Rows& rows) const;
  void learn_records(const Rows& rows, const Weights& weights, Model& out,
                     std::vector<Example>& examples) const;
  Levels learn_levels(const Rows& rows) const;
  double shared(const Model& model, const Row& row) const;
  bool asks(const Row& row) const;

  const RumourBook& book_;
  Outlets outlets_;
  TrainingOptions options_;
  std::vector<Row> rows_;
  std::vector<std::pair<std::int32_t, std::string>> windows_;  // that hold an item, in order
};

// Scores of predictions, and how a rumour with several items counts.
enum class Unit { last, mean, item };
ForecastScores score(const RumourBook& book, const std::vector<Prediction>& predictions, Unit unit,
                     std::string_view window = {});

}  // namespace mercato::forecast
