#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "5_claim/extractor.h"

namespace mercato {
namespace {

Claim statement(std::int32_t person, std::int32_t to, ClaimTypeId type, std::uint32_t at) {
  Claim claim;
  claim.person = person;
  claim.to = to;
  claim.type = type;
  claim.evidence.push_back({{at, at + 10}, "fr"});
  claim.derivations.emplace_back();
  return claim;
}

TEST(Fold, repeats_become_evidence_of_one_claim_in_text_order) {
  const auto claims = fold({statement(0, 1, 2, 50), statement(0, 1, 2, 10)});
  ASSERT_EQ(claims.size(), 1u);
  ASSERT_EQ(claims[0].evidence.size(), 2u);
  EXPECT_EQ(claims[0].evidence[0].span.begin, 10u);
  EXPECT_EQ(claims[0].derivations.size(), 2u);
}

TEST(Fold, overlapping_evidence_is_joined) {
  const auto claims = fold({statement(0, 1, 2, 10), statement(0, 1, 2, 15)});
  ASSERT_EQ(claims[0].evidence.size(), 1u);
  EXPECT_EQ(claims[0].evidence[0].span, (Span{10, 25}));
}

TEST(Fold, person_club_type_polarity_and_source_keep_claims_apart) {
  Claim denied = statement(0, 1, 2, 0), sourced = statement(0, 1, 2, 0);
  denied.polarity = Polarity::denied;
  sourced.source.kind = SourceKind::journalist;
  sourced.source.name = "Ada Okafor";
  const auto claims = fold({statement(0, 1, 2, 0), statement(5, 1, 2, 0), statement(0, 6, 2, 0),
                            statement(0, 1, 7, 0), denied, sourced});
  EXPECT_EQ(claims.size(), 6u);
}

TEST(Fold, strongest_statement_gives_certainty_and_a_weaker_one_fills_what_is_open) {
  Claim weak = statement(0, 1, 2, 0), strong = statement(0, 1, 2, 40);
  weak.certainty = Certainty::hedged;
  weak.from = 3;
  weak.deal = Deal::loan;
  weak.money.push_back({5e6, "EUR", MoneyKind::fee, {}});
  strong.certainty = Certainty::asserted;
  strong.money.push_back({5e6, "EUR", MoneyKind::fee, {}});
  for (const auto& claims : {fold({weak, strong}), fold({strong, weak})}) {
    ASSERT_EQ(claims.size(), 1u);
    EXPECT_EQ(claims[0].certainty, Certainty::asserted);
    EXPECT_EQ(claims[0].from, 3);
    EXPECT_EQ(claims[0].deal, Deal::loan);
    EXPECT_EQ(claims[0].money.size(), 1u);
  }
}

RC_GTEST_PROP(Fold, keeps_every_derivation_and_folds_nothing_twice, ()) {
  std::vector<Claim> statements;
  const auto count = *rc::gen::inRange(0, 20);
  for (int i = 0; i < count; ++i) {
    statements.push_back(statement(*rc::gen::inRange(0, 3), *rc::gen::inRange(-1, 2),
                                   static_cast<ClaimTypeId>(*rc::gen::inRange(0, 3)),
                                   static_cast<std::uint32_t>(*rc::gen::inRange(0, 200))));
  }
  const auto claims = fold(statements);
  std::size_t derivations = 0;
  for (const Claim& claim : claims) {
    derivations += claim.derivations.size();
    RC_ASSERT(!claim.evidence.empty());
    for (std::size_t i = 1; i < claim.evidence.size(); ++i)
      RC_ASSERT(claim.evidence[i - 1].span.begin <= claim.evidence[i].span.begin);
  }
  RC_ASSERT(derivations == statements.size());
  RC_ASSERT(fold(claims).size() == claims.size());
}

}  // namespace
}  // namespace mercato
