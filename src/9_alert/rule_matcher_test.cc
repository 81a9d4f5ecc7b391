#include "9_alert/rule_matcher.h"

#include <gtest/gtest.h>

#include "7_ledger/ledger_test_support.h"

namespace mercato {
namespace {

const std::filesystem::path kData = std::filesystem::path(MERCATO_SOURCE_DIR) / "data";

class RuleMatching : public testing::Test {
 protected:
  RuleMatching() {
    auto types = ClaimTypes::load(kData);
    types_ = *types;
    auto writer = open_writer(folder_.file());
    take(writer->append(prepared({"https://a.example/1",
                                  "2024-06-12",
                                  "Norville want Jan Marek",
                                  {{"Jan Marek", "Norville"}}}),
                        at("2024-07-01")));
    take(writer->append(prepared({"https://a.example/2",
                                  "2024-06-12",
                                  "Norville want Pim Marek",
                                  {{"Pim Marek", "Norville"}}}),
                        at("2024-07-01")));
    expect_done(writer->commit());
    view_.ledger = open_ledger(folder_.file());
    view_.types = types_;
    const auto made = std::filesystem::path(folder_.file("names.ref"));
    const auto languages = Languages::load(kData);
    const auto imported = import_reference({kData / "reference", kData / "examples" / "reference"},
                                           made, **languages);
    EXPECT_TRUE(imported.has_value());
    view_.reference = *Reference::open(made);
    claim_.claim.type = "talks";
    claim_.claim.certainty = Certainty::hedged;
    claim_.claim.source.kind = SourceKind::self;
    claim_.document.outlet = "Gazzettino di Prova";
    claim_.person = {1, MentionKind::person, "", "Jan Marek"};
    claim_.to = {2, MentionKind::club, "", "Norville"};
  }

  bool takes(const AlertRule& rule) {
    EXPECT_TRUE(RuleMatcher::check(rule, *types_).has_value());
    auto matcher = RuleMatcher::create(rule, *types_, view_);
    EXPECT_TRUE(matcher.has_value());
    unclear_ = matcher->unclear_names();
    return matcher->takes(claim_);
  }

  const TestFolder folder_;
  std::shared_ptr<const ClaimTypes> types_;
  LedgerView view_;
  NewClaim claim_;
  std::vector<std::string> unclear_;
};

TEST_F(RuleMatching, without_conditions_takes_everything) { EXPECT_TRUE(takes({})); }

TEST_F(RuleMatching, persons_by_name_and_by_id) {
  for (const std::string& name :
       {std::string("Jan Marek"), std::string("JAN MÁREK"), stable_id(claim_.person)}) {
    AlertRule rule;
    rule.persons = {"Somebody Else", name};
    EXPECT_TRUE(takes(rule)) << name;
    ASSERT_EQ(unclear_.size(), 1u);
    EXPECT_EQ(unclear_[0], "nobody is called 'Somebody Else' so far");
  }
  AlertRule other;
  other.persons = {"Somebody Else"};
  EXPECT_FALSE(takes(other));
}

TEST_F(RuleMatching, a_name_that_may_mean_several_means_all) {
  AlertRule rule;
  rule.persons = {"Marek"};
  EXPECT_TRUE(takes(rule));
  ASSERT_EQ(unclear_.size(), 1u);
  EXPECT_NE(unclear_.front().find("Pim Marek"), std::string::npos);
}

TEST_F(RuleMatching, clubs_that_come_or_go) {
  AlertRule rule;
  rule.clubs = {"Norville"};
  EXPECT_TRUE(takes(rule));
  std::swap(claim_.to, claim_.from);
  EXPECT_TRUE(takes(rule));
  claim_.from = {};
  EXPECT_FALSE(takes(rule));
}

TEST_F(RuleMatching, a_stage_or_a_later_one) {
  AlertRule rule;
  const auto of = [&](const char* stage) {
    rule.stage = stage;
    return takes(rule);
  };
  EXPECT_TRUE(of("interest"));
  EXPECT_TRUE(of("talks"));
  EXPECT_FALSE(of("bid"));
  claim_.claim.type = "bid_rejected";  // there was a bid
  EXPECT_TRUE(of("bid"));
  claim_.claim.type = "wants_out";  // a position, no stage
  EXPECT_FALSE(of("interest"));
  claim_.claim.type = "official";
  claim_.claim.when = When::past;
  EXPECT_FALSE(of("interest"));
}

TEST_F(RuleMatching, certainty_sources_and_outlets) {
  AlertRule sure;
  sure.certainty = "asserted";
  EXPECT_FALSE(takes(sure));
  claim_.claim.certainty = Certainty::asserted;
  EXPECT_TRUE(takes(sure));
  AlertRule source;
  source.sources = {"GAZZETTINO di prova"};
  EXPECT_TRUE(takes(source));
  claim_.claim.source.kind = SourceKind::journalist;
  claim_.claim.source.name = "Anna Roux";
  claim_.claim.source.handle = "annaroux";
  EXPECT_FALSE(takes(source));
  source.sources = {"@AnnaRoux"};
  EXPECT_TRUE(takes(source));
  AlertRule outlet;
  outlet.outlets = {"Gazzettino di Prova"};
  EXPECT_TRUE(takes(outlet));
  outlet.outlets = {"Gazzettino"};
  EXPECT_FALSE(takes(outlet));
}

TEST_F(RuleMatching, facts_by_predicate_and_subject) {
  AlertRule rule;
  rule.subject = AlertSubject::contradicted_fact;
  rule.types = {"age"};
  rule.persons = {"Jan Marek"};
  const auto matcher = RuleMatcher::create(rule, *types_, view_);
  ASSERT_TRUE(matcher.has_value());
  EXPECT_TRUE(matcher->takes_fact("age", claim_.person, {}, "X"));
  EXPECT_FALSE(matcher->takes_fact("position", claim_.person, {}, "X"));
  EXPECT_FALSE(matcher->takes_fact("age", claim_.to, {}, "X"));
}

TEST_F(RuleMatching, refuses_types_that_there_are_not) {
  AlertRule rule;
  rule.types = {"lunch"};
  EXPECT_FALSE(RuleMatcher::check(rule, *types_));
  rule.types = {};
  rule.stage = "wants_out";
  EXPECT_FALSE(RuleMatcher::check(rule, *types_));
}

}  // namespace
}  // namespace mercato
