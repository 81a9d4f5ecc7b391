#include "7_ledger/date_back.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

LedgerClaim claim_on(Row club, const char* type = "bid") {
  LedgerClaim out;
  out.to = club;
  out.type = type;
  return out;
}

TEST(DateBack, the_first_version_that_says_it_so_stands) {
  const LedgerClaim first = claim_on(7), second = claim_on(7), third = claim_on(7);
  DatedBackClaims out;
  date_back(3, {{1, {&first}}, {2, {&second}}, {3, {&third}}}, out);
  EXPECT_TRUE(out.at(&first).stays);
  EXPECT_FALSE(out.contains(&second));
  EXPECT_FALSE(out.at(&third).stays);
}

TEST(DateBack, what_was_changed_stands_as_it_was_and_as_it_is) {
  LedgerClaim first = claim_on(7), second = claim_on(7);
  const LedgerClaim third = claim_on(7);
  first.certainty = Certainty::hedged;
  DatedBackClaims out;
  date_back(3, {{1, {&first}}, {2, {&second}}, {3, {&third}}}, out);
  EXPECT_TRUE(out.at(&first).stays);
  EXPECT_TRUE(out.at(&second).stays) << "the first that says it as it is now";
  EXPECT_FALSE(out.at(&third).stays);
}

TEST(DateBack, a_club_that_is_left_may_be_told_later) {
  const LedgerClaim first = claim_on(7);
  LedgerClaim second = claim_on(7);
  second.from = 9;
  DatedBackClaims out;
  date_back(2, {{1, {&first}}, {2, {&second}}}, out);
  EXPECT_EQ(out.at(&first).from, 9);
  EXPECT_FALSE(out.at(&second).stays);
}

TEST(DateBack, what_is_new_or_gone_is_left_alone) {
  const LedgerClaim gone = claim_on(7), fresh = claim_on(8);
  DatedBackClaims out;
  date_back(2, {{1, {&gone}}, {2, {&fresh}}}, out);
  EXPECT_TRUE(out.empty());
}

TEST(DateBack, a_fact_is_that_of_the_version_that_stated_it_first) {
  LedgerFact first, other, now;
  first.predicate = other.predicate = now.predicate = "age";
  first.value = now.value = "25";
  other.value = "24";
  first.document = 1;
  other.document = 1;
  now.document = 2;
  date_back({other, first}, now);
  EXPECT_EQ(now.document, 1);
  now.document = 2;
  now.value = "26";
  date_back({other, first}, now);
  EXPECT_EQ(now.document, 2);
}

}  // namespace
}  // namespace mercato
