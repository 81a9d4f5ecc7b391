#include <algorithm>
#include <string_view>
#include <vector>

#include "6_check/checker.h"

namespace mercato {

void share_stated_clubs(const std::vector<Fact>& facts, const ClaimTypes& types,
                        std::vector<Claim>& claims) {
  constexpr std::string_view kPlaysFor = "plays_for";
  std::int32_t last = -1;
  for (const Claim& claim : claims) last = std::max(last, claim.person);
  std::vector<std::int32_t> clubs(static_cast<std::size_t>(last + 1), -1);  // by person
  for (const Fact& fact : facts) {
    if (fact.predicate != kPlaysFor || fact.subject < 0 || fact.subject > last) continue;
    std::int32_t& club = clubs[static_cast<std::size_t>(fact.subject)];
    if (club < 0) club = fact.object;
  }
  for (Claim& claim : claims) {
    const std::int32_t club = claim.person < 0 ? -1 : clubs[static_cast<std::size_t>(claim.person)];
    const bool open =
        claim.from < 0 && claim.to != club && types[claim.type].to != ClaimType::To::present_club;
    if (open) claim.from = club;
  }
}

}  // namespace mercato
