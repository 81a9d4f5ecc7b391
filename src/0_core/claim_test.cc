#include "0_core/claim.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace mercato {
namespace {

TEST(Claim, names_of_values_read_back_as_the_value) {
  EXPECT_EQ(parse_enum<Deal>(to_string(Deal::loan_obligation)), Deal::loan_obligation);
  EXPECT_EQ(parse_enum<MoneyKind>(to_string(MoneyKind::value)), MoneyKind::value);
  EXPECT_EQ(parse_enum<MentionKind>(to_string(MentionKind::handle)), MentionKind::handle);
  EXPECT_FALSE(parse_enum<Deal>("barter"));
}

TEST(Claim, strongest_certainty_is_the_maximum) {
  EXPECT_EQ(std::max({Certainty::hedged, Certainty::asserted, Certainty::question}),
            Certainty::asserted);
  EXPECT_EQ(std::max(Certainty::question, Certainty::conditional), Certainty::conditional);
}

}  // namespace
}  // namespace mercato
