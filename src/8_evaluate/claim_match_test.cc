#include "8_evaluate/claim_match.h"

#include <gtest/gtest.h>

#include "8_evaluate/evaluate_testing.h"

namespace mercato::evaluation {
namespace {

const ClaimTypes& types() { return test_engine()->types(); }

HitCounts count_at(const std::vector<LabelClaim>& gold, const std::vector<LabelClaim>& said,
                   Level level) {
  return count_matches(gold, said,
                       match_rows(gold, said, [&](const LabelClaim& g, const LabelClaim& p) {
                         return meets(g, p, level, test_names(), types());
                       }));
}

TEST(FoldLabels, the_same_claim_of_two_sources_is_one) {
  auto first = label("Ilan Kerdrel", "AC Montefalda", "interest");
  auto second = label("Kerdrel", "Montefalda", "interest");
  first.optional = true;
  second.sources = {"Radio Brume"};
  second.money = {{8e6, "EUR"}};
  const auto out = fold_labels({first, second, label("Kerdrel", "", "interest")}, test_names());
  ASSERT_EQ(out.size(), 2u);
  EXPECT_EQ(out[0].sources, (std::vector<std::string>{"self", "Radio Brume"}));
  EXPECT_EQ(out[0].money.size(), 1u);
  EXPECT_FALSE(out[0].optional);
}

TEST(FoldLabels, a_denial_is_a_claim_of_its_own) {
  const auto claim = label("Ilan Kerdrel", "AC Montefalda", "bid");
  const auto denial = label("Ilan Kerdrel", "AC Montefalda", "bid", "denied");
  EXPECT_EQ(fold_labels({claim, denial}, test_names()).size(), 2u);
  EXPECT_EQ(fold_pairs({claim, denial}, test_names()).size(), 1u);
}

TEST(Meets, levels_ask_for_more_and_more) {
  const auto gold = label("Ilan Kerdrel", "AC Montefalda", "interest");
  const auto contact = label("Kerdrel", "Montefalda", "contact");
  const auto denied = label("Kerdrel", "Montefalda", "interest", "denied");
  EXPECT_TRUE(meets(gold, denied, kPair, test_names(), types()));
  EXPECT_FALSE(meets(gold, denied, kCoarse, test_names(), types()));
  EXPECT_TRUE(meets(gold, contact, kCoarse, test_names(), types()));
  EXPECT_FALSE(meets(gold, contact, kStrict, test_names(), types()));
  EXPECT_TRUE(meets(gold, gold, kStrict, test_names(), types()));
}

TEST(CountMatches, optional_labels_are_neither_hit_nor_missed) {
  auto maybe = label("Ilan Kerdrel", "AC Montefalda", "interest");
  maybe.optional = true;
  const auto sure = label("Yaw Adomfeh", "", "wants_out");
  const HitCounts met = count_at({maybe, sure}, {maybe, sure}, kStrict);
  EXPECT_EQ(met.hit, 1u);
  EXPECT_EQ(met.wrong, 0u);
  EXPECT_EQ(met.missed, 0u);
  const HitCounts unmet = count_at({maybe, sure}, {}, kStrict);
  EXPECT_EQ(unmet.missed, 1u);
}

TEST(CountMatches, one_predicted_claim_meets_one_label) {
  const auto claim = label("Kerdrel", "", "stay");
  const HitCounts counts = count_at({claim, claim}, {claim}, kStrict);
  EXPECT_EQ(counts.hit, 1u);
  EXPECT_EQ(counts.missed, 1u);
}

TEST(MeetsFact, mutual_facts_may_be_told_from_either_side) {
  const LabelFact gold{"opponents", "AC Montefalda", "Racing Corvaille", false};
  const LabelFact turned{"opponents", "Racing Corvaille", "Montefalda", false};
  EXPECT_TRUE(meets(gold, turned, test_names()));
  const LabelFact coach{"coach_of", "AC Montefalda", "Racing Corvaille", false};
  const LabelFact coached{"coach_of", "Racing Corvaille", "Montefalda", false};
  EXPECT_FALSE(meets(coach, coached, test_names()));
}

TEST(CountAttributes, each_is_asked_where_the_label_says_it) {
  auto gold = label("Kerdrel", "AC Montefalda", "bid");
  auto said = gold;
  gold.money = {{8e6, ""}};
  said.money = {{8.05e6, "EUR"}};
  said.certainty = "hedged";
  std::array<Share, kAttributes> shares;
  count_attributes(gold, said, test_names(), shares);
  EXPECT_EQ(shares[0].right, 0u);  // certainty
  EXPECT_EQ(shares[1].right, 1u);  // when
  EXPECT_EQ(shares[3].all, 0u);    // from: not labelled
  EXPECT_EQ(shares[4].right, 1u);  // source
  EXPECT_EQ(shares[5].right, 1u);  // money, within a hundredth
}

}  // namespace
}  // namespace mercato::evaluation
