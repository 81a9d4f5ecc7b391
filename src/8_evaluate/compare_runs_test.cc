#include <gtest/gtest.h>

#include "8_evaluate/evaluate_testing.h"

namespace mercato::evaluation {
namespace {

DocumentResult result_of(const std::string& id, std::vector<Verdict> verdicts) {
  DocumentResult out;
  out.id = id;
  out.language = "fr";
  out.kind = "snippet";
  for (const Verdict& verdict : verdicts) {
    out.levels[kStrict].hit += verdict.outcome == ClaimOutcome::hit;
    out.levels[kStrict].missed += verdict.outcome == ClaimOutcome::missed;
    out.levels[kStrict].wrong += verdict.outcome == ClaimOutcome::wrong;
  }
  out.verdicts = std::move(verdicts);
  return out;
}

Verdict hit(const LabelClaim& claim) {
  return {ClaimOutcome::hit, ErrorKind::person, claim, claim};
}
Verdict missed(const LabelClaim& claim) {
  return {ClaimOutcome::missed, ErrorKind::cue, claim, {}};
}
Verdict wrong(const LabelClaim& claim) {
  return {ClaimOutcome::wrong, ErrorKind::invented, claim, {}};
}

Evaluator::Comparison compare(const std::vector<DocumentResult>& before,
                              const std::vector<DocumentResult>& now) {
  const auto saved = Evaluator::read_run(save_run(before), "run");
  EXPECT_TRUE(saved) << saved.error().to_string();
  return test_evaluator().compare(*saved, now);
}

const LabelClaim kBid = label("Ilan Kerdrel", "AC Montefalda", "bid");
const LabelClaim kStay = label("Yaw Adomfeh", "", "stay");

TEST(CompareRuns, tells_what_was_fixed_and_what_was_broken) {
  const auto c =
      compare({result_of("a", {missed(kBid), hit(kStay)}), result_of("b", {wrong(kBid)})},
              {result_of("a", {hit(kBid), missed(kStay)}), result_of("b", {})});
  const auto& all = c.languages.at("all");
  EXPECT_EQ(all.documents, 2u);
  EXPECT_EQ(all.fixed_missed, 1u);
  EXPECT_EQ(all.fixed_wrong, 1u);
  EXPECT_EQ(all.broken_missed, 1u);
  EXPECT_EQ(all.broken_wrong, 0u);
  ASSERT_EQ(c.changes.size(), 3u);
  EXPECT_TRUE(c.changes[0].fixed);
  EXPECT_EQ(c.changes[0].right->type, "bid");
  EXPECT_FALSE(c.changes[1].fixed);
}

TEST(CompareRuns, a_wrong_claim_whose_name_is_written_otherwise_is_the_same) {
  const auto c = compare({result_of("a", {wrong(kBid)})},
                         {result_of("a", {wrong(label("Kerdrel", "Montefalda", "bid"))})});
  EXPECT_TRUE(c.changes.empty());
}

TEST(CompareRuns, documents_and_labels_of_one_run_alone_are_left_out) {
  const auto c = compare({result_of("a", {hit(kBid)}), result_of("gone", {wrong(kStay)})},
                         {result_of("a", {missed(kStay)}), result_of("new", {wrong(kStay)})});
  EXPECT_TRUE(c.changes.empty());
  EXPECT_EQ(c.only_before, 1u);
  EXPECT_EQ(c.only_now, 1u);
  EXPECT_EQ(c.relabelled, 2u);
}

TEST(SavedRun, reads_back_what_was_written) {
  Verdict verdict = wrong(kBid);
  verdict.claim.evidence = {"a \"quoted\" word"};
  verdict.claim.rules = {"fr/bid/offers"};
  const auto read = Evaluator::read_run(save_run({result_of("a", {verdict, hit(kStay)})}), "run");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->front().verdicts.size(), 2u);
  EXPECT_EQ(read->front().verdicts[0].claim.evidence, verdict.claim.evidence);
  EXPECT_EQ(read->front().verdicts[0].claim.rules, verdict.claim.rules);
  EXPECT_EQ(read->front().verdicts[0].kind, ErrorKind::invented);
  EXPECT_EQ(read->front().strict.hit, 1u);
}

TEST(SavedRun, other_lines_are_told_with_their_number) {
  for (const char* line : {"{}", "[]", "{\"doc\":\"a\",\"claims\":[1]}", "broken",
                           "{\"doc\":\"a\",\"claims\":[{\"verdict\":\"so\",\"claim\":{}}]}"}) {
    const auto read = Evaluator::read_run("\n" + std::string(line), "run");
    ASSERT_FALSE(read) << line;
    EXPECT_EQ(read.error().line, 2u);
    EXPECT_EQ(read.error().where, "run");
  }
}

}  // namespace
}  // namespace mercato::evaluation
