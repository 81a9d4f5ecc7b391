#include "8_score/forecast_fit.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace mercato::forecast {
namespace {

constexpr int kMostRounds = 100;
constexpr double kTolerance = 1e-10, kLeastDeviation = 1e-9, kLeastCurvature = 1e-12;

// Solves A d = g for a positive definite A (row major, lower triangle read), in place: Cholesky.
std::vector<double> solve(std::vector<double> a, std::vector<double> g) {
  const std::size_t n = g.size();
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t k = 0; k <= j; ++k) {
      double sum = a[j * n + k];
      for (std::size_t m = 0; m < k; ++m) sum -= a[j * n + m] * a[k * n + m];
      a[j * n + k] = j == k ? std::sqrt(std::max(sum, kLeastCurvature)) : sum / a[k * n + k];
    }
  }
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t m = 0; m < j; ++m) g[j] -= a[j * n + m] * g[m];
    g[j] /= a[j * n + j];
  }
  for (std::size_t j = n; j-- > 0;) {
    for (std::size_t m = j + 1; m < n; ++m) g[j] -= a[m * n + j] * g[m];
    g[j] /= a[j * n + j];
  }
  return g;
}

void standardise(std::span<const Example> examples, Weights& out) {
  const std::size_t n = out.weight.size();
  double all = 0;
  for (const Example& e : examples) all += e.weight;
  for (std::size_t j = 0; j < n; ++j) {
    for (const Example& e : examples) out.mean[j] += e.weight * e.x[j] / all;
    double variance = 0;
    for (const Example& e : examples) {
      const double off = e.x[j] - out.mean[j];
      variance += e.weight * off * off / all;
    }
    out.deviation[j] = variance > kLeastDeviation * kLeastDeviation ? std::sqrt(variance) : 1;
  }
}

// Newton's method over the intercept and the features in `used`.
class Newton {
 public:
  Newton(std::span<const Example> examples, const std::vector<std::size_t>& used, double penalty,
         Weights& out)
      : examples_(examples), used_(used), penalty_(penalty), out_(out), size_(used.size() + 1) {}

  void run() {
    for (int round = 0; round < kMostRounds && step() > kTolerance; ++round) {
    }
  }

 private:
  double step() {
    std::vector<double> gradient(size_), curvature(size_ * size_), row(size_);
    for (std::size_t j = 1; j < size_; ++j) {
      gradient[j] = penalty_ * out_.weight[used_[j - 1]];
      curvature[j * size_ + j] = penalty_;
    }
    for (const Example& e : examples_) add(e, row, gradient, curvature);
    const std::vector<double> move = solve(std::move(curvature), std::move(gradient));
    out_.intercept -= move[0];
    double longest = std::abs(move[0]);
    for (std::size_t j = 1; j < size_; ++j) {
      out_.weight[used_[j - 1]] -= move[j];
      longest = std::max(longest, std::abs(move[j]));
    }
    return longest;
  }

  void add(const Example& e, std::vector<double>& row, std::vector<double>& gradient,
           std::vector<double>& curvature) const {
    row[0] = 1;
    for (std::size_t j = 1; j < size_; ++j) {
      const std::size_t f = used_[j - 1];
      row[j] = (e.x[f] - out_.mean[f]) / out_.deviation[f];
    }
    const double p = sigmoid(out_.logit(e.x));
    const double slope = e.weight * (p - e.y);
    const double bend = std::max(e.weight * p * (1 - p), kLeastCurvature);
    for (std::size_t j = 0; j < size_; ++j) {
      gradient[j] += slope * row[j];
      for (std::size_t k = 0; k <= j; ++k) curvature[j * size_ + k] += bend * row[j] * row[k];
    }
  }

  std::span<const Example> examples_;
  const std::vector<std::size_t>& used_;
  double penalty_;
  Weights& out_;
  std::size_t size_;
};

}  // namespace

double sigmoid(double logit) { return 1 / (1 + std::exp(-logit)); }

double Weights::logit(std::span<const double> x) const {
  double sum = intercept;
  for (std::size_t j = 0; j < weight.size(); ++j)
    if (weight[j] != 0) sum += weight[j] * (x[j] - mean[j]) / deviation[j];
  return sum;
}

Weights fit(std::span<const Example> examples, std::span<const int> signs, double penalty) {
  const std::size_t n = signs.size();
  Weights out{0, std::vector<double>(n), std::vector<double>(n), std::vector<double>(n, 1)};
  standardise(examples, out);
  std::vector<std::size_t> used;
  for (std::size_t j = 0; j < n; ++j) {
    const auto varies = [&](const Example& e) { return e.x[j] != examples[0].x[j]; };
    if (std::any_of(examples.begin(), examples.end(), varies)) used.push_back(j);
  }
  while (true) {
    out.intercept = 0;
    std::fill(out.weight.begin(), out.weight.end(), 0.0);
    Newton(examples, used, penalty, out).run();
    const auto wrong = std::remove_if(used.begin(), used.end(),
                                      [&](std::size_t j) { return signs[j] * out.weight[j] < 0; });
    if (wrong == used.end()) return out;
    used.erase(wrong, used.end());
  }
}

}  // namespace mercato::forecast
