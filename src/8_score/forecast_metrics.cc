#include "8_score/forecast_metrics.h"

#include <algorithm>
#include <cmath>

namespace mercato {
namespace {

constexpr double kSurest = 1e-6;
constexpr double kZ = 1.959963984540054;  // 97.5 % quantile of the normal distribution

std::size_t bin_of(double p) {
  const auto bin = static_cast<int>(std::floor(p * kReliabilityBins));
  return static_cast<std::size_t>(std::clamp(bin, 0, kReliabilityBins - 1));
}

// By ranks: the weight of the misses below each hit, and half of those level with it.
double auc_of(std::vector<Judged> sorted) {
  std::sort(sorted.begin(), sorted.end(),
            [](const Judged& a, const Judged& b) { return a.p < b.p; });
  double below = 0, pairs = 0, hits = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    double level_hits = 0, level_misses = 0;
    const double p = sorted[i].p;
    for (; i < sorted.size() && sorted[i].p == p; ++i)
      (sorted[i].happened ? level_hits : level_misses) += sorted[i].weight;
    pairs += level_hits * (below + level_misses / 2);
    below += level_misses;
    hits += level_hits;
  }
  return pairs / (hits * below);
}

struct Sum {
  double weight = 0, p = 0, happened = 0, hits = 0;
  std::size_t count = 0;

  void add(const Judged& j) {
    weight += j.weight;
    p += j.weight * j.p;
    happened += j.happened ? j.weight : 0;
    hits += j.happened ? 1 : 0;
    ++count;
  }
};

void add_bins(std::span<const Judged> judged, double weight, ForecastScores& out) {
  std::vector<Sum> sums(kReliabilityBins);
  for (const Judged& j : judged) sums[bin_of(j.p)].add(j);
  out.ece = 0;
  for (std::size_t b = 0; b < sums.size(); ++b) {
    const Sum& sum = sums[b];
    if (sum.count == 0) continue;
    out.ece += std::abs(sum.p - sum.happened) / weight;
    const double width = 1.0 / kReliabilityBins, low = static_cast<double>(b) * width;
    const Interval share = wilson(sum.hits, static_cast<double>(sum.count));
    out.bins.push_back({low, low + width, sum.count, sum.p / sum.weight, sum.happened / sum.weight,
                        share.low, share.high});
  }
}

}  // namespace

Interval wilson(double hits, double count) {
  if (count <= 0) return {0, 1};
  const double share = hits / count, z2 = kZ * kZ;
  const double middle = (share + z2 / (2 * count)) / (1 + z2 / count);
  const double half =
      kZ / (1 + z2 / count) * std::sqrt(share * (1 - share) / count + z2 / (4 * count * count));
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

ForecastScores score(std::span<const Judged> judged) {
  ForecastScores out;
  out.count = judged.size();
  Sum all;
  for (const Judged& j : judged) {
    all.add(j);
    const double off = j.p - (j.happened ? 1 : 0);
    out.brier += j.weight * off * off;
    const double p = std::clamp(j.happened ? j.p : 1 - j.p, kSurest, 1 - kSurest);
    out.log_loss -= j.weight * std::log(p);
  }
  out.mean_p = all.p / all.weight;
  out.share = all.happened / all.weight;
  out.brier /= all.weight;
  out.log_loss /= all.weight;
  out.auc = auc_of({judged.begin(), judged.end()});
  add_bins(judged, all.weight, out);
  if (judged.empty()) out.ece = std::nan("");
  return out;
}

}  // namespace mercato
