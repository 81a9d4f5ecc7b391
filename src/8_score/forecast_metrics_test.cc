#include "8_score/forecast_metrics.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace mercato {
namespace {

const std::vector<Judged> kFour = {{0.1, false}, {0.4, false}, {0.4, true}, {0.8, true}};

// (0.01 + 0.16 + 0.36 + 0.04) / 4
TEST(Score, brier_is_the_mean_square) { EXPECT_DOUBLE_EQ(score(kFour).brier, 0.1425); }

// −(ln 0.9 + ln 0.6 + ln 0.4 + ln 0.8) / 4
TEST(Score, log_loss_is_the_mean_logarithm) { EXPECT_NEAR(score(kFour).log_loss, 0.438905, 1e-6); }

// Pairs: 0.4>0.1, 0.4=0.4, 0.8>0.1, 0.8>0.4: (1 + 1/2 + 1 + 1) / 4
TEST(Score, auc_counts_ties_a_half) { EXPECT_DOUBLE_EQ(score(kFour).auc, 0.875); }

// Bins [0.1,0.2): |0.1 − 0|/4; [0.4,0.5): |0.8 − 1|/4; [0.8,0.9): |0.8 − 1|/4
TEST(Score, ece_weighs_bins_by_what_they_hold) {
  const ForecastScores s = score(kFour);
  EXPECT_NEAR(s.ece, 0.125, 1e-12);
  ASSERT_EQ(s.bins.size(), 3u);
  EXPECT_EQ(s.bins[1].count, 2u);
  EXPECT_DOUBLE_EQ(s.bins[1].share, 0.5);
}

TEST(Score, a_probability_of_one_lies_in_the_last_bin) {
  const std::vector<Judged> sure = {{1.0, true}, {0.95, true}};
  ASSERT_EQ(score(sure).bins.size(), 1u);
  EXPECT_EQ(score(sure).bins[0].count, 2u);
}

// Twice the weight is the same as twice the forecast.
TEST(Score, weights_count_as_repeats) {
  const std::vector<Judged> weighted = {{0.2, false, 2}, {0.7, true, 1}},
                            repeated = {{0.2, false}, {0.2, false}, {0.7, true}};
  EXPECT_DOUBLE_EQ(score(weighted).brier, score(repeated).brier);
  EXPECT_DOUBLE_EQ(score(weighted).ece, score(repeated).ece);
  EXPECT_DOUBLE_EQ(score(weighted).auc, score(repeated).auc);
}

TEST(Score, one_class_has_no_auc) {
  EXPECT_TRUE(std::isnan(score(std::vector<Judged>{{0.3, true}}).auc));
}

TEST(Score, nothing_has_no_score) { EXPECT_TRUE(std::isnan(score(std::vector<Judged>{}).brier)); }

// Wilson 1927, 8 of 10: 0.4902 to 0.9433 (as tables give it).
TEST(Wilson, agrees_with_tables) {
  const Interval i = wilson(8, 10);
  EXPECT_NEAR(i.low, 0.4902, 1e-4);
  EXPECT_NEAR(i.high, 0.9433, 1e-4);
}

TEST(Wilson, knows_nothing_of_nothing) {
  EXPECT_EQ(wilson(0, 0).low, 0);
  EXPECT_EQ(wilson(0, 0).high, 1);
}

RC_GTEST_PROP(Wilson, holds_the_share, ()) {
  const int count = *rc::gen::inRange(1, 500), hits = *rc::gen::inRange(0, count + 1);
  const Interval i = wilson(hits, count);
  const double share = static_cast<double>(hits) / count;
  RC_ASSERT(0 <= i.low && i.low <= share + 1e-12 && share <= i.high + 1e-12 && i.high <= 1);
}

RC_GTEST_PROP(Score, auc_is_that_of_all_pairs, ()) {
  const auto ps = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::pair<int, bool>>>(
      rc::gen::pair(rc::gen::inRange(0, 8), rc::gen::arbitrary<bool>())));
  std::vector<Judged> judged;
  for (const auto& [p, happened] : ps) judged.push_back({p / 8.0, happened});
  double won = 0, pairs = 0;
  for (const Judged& a : judged) {
    for (const Judged& b : judged) {
      if (!a.happened || b.happened) continue;
      won += a.p > b.p ? 1 : a.p == b.p ? 0.5 : 0;
      ++pairs;
    }
  }
  if (pairs > 0) RC_ASSERT(std::abs(score(judged).auc - won / pairs) < 1e-9);
}

}  // namespace
}  // namespace mercato
