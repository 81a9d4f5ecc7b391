#include "8_evaluate/error_kinds.h"

#include <gtest/gtest.h>

#include "8_evaluate/evaluate_testing.h"

namespace mercato::evaluation {
namespace {

const NamesFound kBoth{{"Ilan Kerdrel"}, {"AC Montefalda"}};

// "missed cue, wrong role": the verdicts of a document in words, hits left out.
std::string kinds(const std::vector<LabelClaim>& gold, const std::vector<LabelClaim>& said,
                  const NamesFound& found = kBoth) {
  const auto matches = match_rows(gold, said, [](const LabelClaim& g, const LabelClaim& p) {
    return meets(g, p, kStrict, test_names(), test_engine()->types());
  });
  std::string out;
  for (const Verdict& verdict : judge_claims(gold, said, matches, found, test_names())) {
    if (verdict.outcome == ClaimOutcome::hit) continue;
    out += (out.empty() ? "" : ", ") + std::string(to_string(verdict.outcome)) + " " +
           std::string(to_string(verdict.kind));
  }
  return out;
}

const LabelClaim kInterest = label("Ilan Kerdrel", "AC Montefalda", "interest");

TEST(ErrorKinds, what_is_met_is_no_error) { EXPECT_EQ(kinds({kInterest}, {kInterest}), ""); }

TEST(ErrorKinds, nothing_said_is_a_missing_cue_unless_a_name_is_missing) {
  EXPECT_EQ(kinds({kInterest}, {}), "missed cue");
  EXPECT_EQ(kinds({kInterest}, {}, {{}, {"AC Montefalda"}}), "missed person");
  EXPECT_EQ(kinds({kInterest}, {}, {{"Kerdrel"}, {"Racing Corvaille"}}), "missed club");
}

TEST(ErrorKinds, another_club_or_person_is_a_wrong_role_on_both_sides) {
  EXPECT_EQ(kinds({kInterest}, {label("Ilan Kerdrel", "Racing Corvaille", "interest")}),
            "missed role, wrong role");
  EXPECT_EQ(kinds({kInterest}, {label("Yaw Adomfeh", "Montefalda", "interest")}),
            "missed role, wrong role");
}

TEST(ErrorKinds, another_type_or_polarity_of_the_pair_is_told_apart) {
  EXPECT_EQ(kinds({kInterest}, {label("Kerdrel", "Montefalda", "bid")}), "missed type, wrong type");
  EXPECT_EQ(kinds({kInterest}, {label("Kerdrel", "Montefalda", "interest", "denied")}),
            "missed polarity, wrong polarity");
}

TEST(ErrorKinds, a_second_type_of_a_pair_that_is_right_is_its_own_kind) {
  const auto bid = label("Kerdrel", "Montefalda", "bid");
  EXPECT_EQ(kinds({kInterest, bid}, {kInterest}), "missed second");
  EXPECT_EQ(kinds({kInterest}, {kInterest, bid}), "wrong second");
}

TEST(ErrorKinds, what_nobody_claims_is_invented) {
  EXPECT_EQ(kinds({}, {kInterest}), "wrong invented");
  EXPECT_EQ(kinds({kInterest}, {kInterest, label("Yaw Adomfeh", "", "stay")}), "wrong invented");
}

TEST(ErrorKinds, optional_labels_are_never_missed) {
  auto maybe = kInterest;
  maybe.optional = true;
  EXPECT_EQ(kinds({maybe}, {}), "");
  EXPECT_EQ(kinds({maybe}, {label("Kerdrel", "Montefalda", "bid")}), "wrong type");
}

TEST(ErrorKinds, names_read_back_as_what_they_were) {
  for (int i = 0; i < kErrorKinds; ++i) {
    const auto kind = static_cast<ErrorKind>(i);
    EXPECT_EQ(parse_error_kind(to_string(kind)), kind);
    EXPECT_FALSE(meaning(kind).empty());
  }
  EXPECT_FALSE(parse_error_kind("cues"));
}

}  // namespace
}  // namespace mercato::evaluation
