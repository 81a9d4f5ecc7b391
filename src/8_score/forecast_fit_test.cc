#include "8_score/forecast_fit.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mercato::forecast {
namespace {

std::vector<Example> two_groups(double share_with, double share_without) {
  std::vector<Example> out;
  for (int i = 0; i < 20; ++i) {
    out.push_back({{1}, i < 20 * share_with ? 1.0 : 0.0, 1});
    out.push_back({{0}, i < 20 * share_without ? 1.0 : 0.0, 1});
  }
  return out;
}

TEST(Fit, without_features_says_the_share) {
  const std::vector<Example> examples = {{{}, 1, 1}, {{}, 0, 3}};
  EXPECT_NEAR(sigmoid(fit(examples, {}, 1).logit({})), 0.25, 1e-9);
}

// With next to no penalty, the maximum of the likelihood is the share of each group.
TEST(Fit, says_the_share_of_each_group) {
  const std::vector<int> any = {0};
  const Weights w = fit(two_groups(0.8, 0.3), any, 1e-9);
  EXPECT_NEAR(sigmoid(w.logit(std::vector<double>{1})), 0.8, 1e-6);
  EXPECT_NEAR(sigmoid(w.logit(std::vector<double>{0})), 0.3, 1e-6);
}

TEST(Fit, penalty_draws_towards_the_average) {
  const std::vector<int> any = {0};
  const double free = fit(two_groups(0.8, 0.3), any, 1e-9).weight[0],
               held = fit(two_groups(0.8, 0.3), any, 20).weight[0];
  EXPECT_GT(held, 0);
  EXPECT_LT(held, free);
}

// At the minimum the slope is 0: Σ w (p − y) z + λ v = 0.
TEST(Fit, ends_where_the_slope_is_zero) {
  const auto examples = two_groups(0.7, 0.2);
  const std::vector<int> any = {0};
  const Weights w = fit(examples, any, 3);
  double slope = 3 * w.weight[0], balance = 0;
  for (const Example& e : examples) {
    const double off = sigmoid(w.logit(e.x)) - e.y;
    slope += off * (e.x[0] - w.mean[0]) / w.deviation[0];
    balance += off;
  }
  EXPECT_NEAR(slope, 0, 1e-7);
  EXPECT_NEAR(balance, 0, 1e-7);
}

TEST(Fit, a_weight_of_the_wrong_sign_is_none) {
  const std::vector<int> falls = {-1}, rises = {+1};
  EXPECT_EQ(fit(two_groups(0.8, 0.3), falls, 1).weight[0], 0);
  EXPECT_GT(fit(two_groups(0.8, 0.3), rises, 1).weight[0], 0);
}

TEST(Fit, what_never_varies_has_no_weight) {
  const std::vector<Example> examples = {{{1, 5}, 1, 1}, {{0, 5}, 0, 1}};
  const std::vector<int> any = {0, 0};
  const Weights w = fit(examples, any, 1);
  EXPECT_EQ(w.weight[1], 0);
  EXPECT_EQ(w.deviation[1], 1);
}

}  // namespace
}  // namespace mercato::forecast
