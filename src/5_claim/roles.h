// Which roles do claim rules name? The positions of the book "claims" in RuleMatch::roles.
#pragma once

#include <vector>

#include "2_rules/rules.h"

namespace mercato {

enum ClaimRole : std::size_t { kPerson, kTo, kFrom, kMoney, kClaimRoles };

inline std::vector<RoleSpec> claim_roles() {
  const std::uint32_t clubs = kind_bit(MentionKind::club) | kind_bit(MentionKind::national_team);
  constexpr float kHeldCost =
      5;  // a club that the text gives as a person's present one is hardly a suitor
  return {{"PERSON", kind_bit(MentionKind::person), 0},
          {"TO", clubs, kHeldCost},
          {"FROM", clubs, 0},
          {"MONEY", kind_bit(MentionKind::money), 0}};
}

}  // namespace mercato
