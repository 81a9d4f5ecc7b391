// How good were these probabilities? Scores of forecasts against what happened.
//
// Brier: mean (p − y)² (Brier 1950). Log loss: mean −ln of the probability given to what happened,
// with p kept in [1e-6, 1 − 1e-6]. AUC: the share of pairs (one that happened, one that did not) in
// which the former has the larger p, ties a half (Mann and Whitney 1947). ECE: Σ n_b/n |mean p −
// mean y| over bins of equal width (Naeini, Cooper and Hauskrecht 2015). Intervals are Wilson's
// (1927) at 95 %. Pure functions; inputs of no forecast give NaN, an AUC of one class too.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace mercato {

struct Judged {
  double p = 0;
  bool happened = false;
  double weight = 1;  // > 0
};

inline constexpr int kReliabilityBins = 10;

struct ReliabilityBin {
  double low = 0, high = 0;  // bounds of p; the last bin includes 1
  std::size_t count = 0;
  double mean_p = 0, share = 0;          // of those in the bin
  double share_low = 0, share_high = 0;  // 95 % interval of the share
};

struct ForecastScores {
  std::size_t count = 0;
  double mean_p = 0, share = 0;
  double brier = 0, log_loss = 0, auc = 0, ece = 0;
  std::vector<ReliabilityBin> bins;  // only those that hold a forecast
};

// Weighted by Judged::weight throughout, but for counts and intervals.
ForecastScores score(std::span<const Judged> judged);

struct Interval {
  double low = 0, high = 0;
};
// REQUIRES: 0 <= hits <= count; count 0 gives [0, 1].
Interval wilson(double hits, double count);

}  // namespace mercato
