// Which weights fit these outcomes best? Logistic regression with a quadratic penalty and weights
// of a given sign; internal to 8_score.
//
// Minimises Σ w·loss(y, σ(b + Σ v_j z_j)) + ½ λ Σ v_j² by Newton's method, where z are the features
// with mean 0 and deviation 1 (weighted). A weight of the wrong sign is set to 0 and the rest
// fitted again, until none is left: the result is deterministic. No threads, no randomness.
#pragma once

#include <span>
#include <vector>

namespace mercato::forecast {

struct Example {
  std::vector<double> x;
  double y = 0;       // 0 or 1
  double weight = 1;  // > 0
};

// Per feature: weight of the standardised feature, its mean and deviation in training. A feature
// that never varies has weight 0 and deviation 1.
struct Weights {
  double intercept = 0;
  std::vector<double> weight, mean, deviation;

  double logit(std::span<const double> x) const;
};

// REQUIRES: examples not empty, all x as long as `signs`; penalty > 0.
Weights fit(std::span<const Example> examples, std::span<const int> signs, double penalty);

double sigmoid(double logit);

}  // namespace mercato::forecast
