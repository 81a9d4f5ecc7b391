#include <string_view>

#include "6_check/checker.h"

namespace mercato {

void share_stated_clubs(const std::vector<Fact>& facts, const ClaimTypes& types,
                        std::vector<Claim>& claims) {
  constexpr std::string_view kPlaysFor = "plays_for";
  for (const Fact& fact : facts) {
    if (fact.predicate != kPlaysFor || fact.subject < 0 || fact.object < 0) continue;
    for (Claim& claim : claims) {
      const bool open = claim.person == fact.subject && claim.from < 0 && claim.to != fact.object &&
                        types[claim.type].to != ClaimType::To::present_club;
      if (open) claim.from = fact.object;
    }
  }
}

}  // namespace mercato
