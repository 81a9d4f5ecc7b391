#include <algorithm>

#include "5_claim/extractor.h"

namespace mercato {
namespace {

bool is_same_claim(const Claim& a, const Claim& b) {
  return a.person == b.person && a.to == b.to && a.type == b.type && a.polarity == b.polarity &&
         a.source.same_origin(b.source);
}

void add_evidence(Claim& claim, const Evidence& evidence) {
  for (Evidence& have : claim.evidence) {
    if (!have.span.overlaps(evidence.span)) continue;
    have.span = cover(have.span, evidence.span);
    return;
  }
  claim.evidence.push_back(evidence);
}

void add_money(Claim& claim, const Money& money) {
  const bool known = std::any_of(claim.money.begin(), claim.money.end(), [&](const Money& m) {
    return m.amount == money.amount && m.kind == money.kind;
  });
  if (!known) claim.money.push_back(money);
}

void join(Claim& claim, Claim&& other) {
  // The deal, owner and time are those of the strongest statement; a weaker one fills what that
  // leaves open.
  if (other.certainty > claim.certainty) claim.when = other.when;
  claim.certainty = std::max(claim.certainty, other.certainty);
  if (claim.deal == Deal::unknown) claim.deal = other.deal;
  if (claim.from < 0) claim.from = other.from;
  claim.confidence = std::max(claim.confidence, other.confidence);
  for (const Evidence& evidence : other.evidence) add_evidence(claim, evidence);
  for (const Money& money : other.money) add_money(claim, money);
  for (Derivation& derivation : other.derivations)
    claim.derivations.push_back(std::move(derivation));
}

}  // namespace

std::vector<Claim> fold(std::vector<Claim> statements) {
  std::vector<Claim> claims;
  for (Claim& statement : statements) {
    const auto same = std::find_if(claims.begin(), claims.end(),
                                   [&](const Claim& c) { return is_same_claim(c, statement); });
    if (same == claims.end())
      claims.push_back(std::move(statement));
    else
      join(*same, std::move(statement));
  }
  for (Claim& claim : claims) {
    std::sort(claim.evidence.begin(), claim.evidence.end(),
              [](const Evidence& a, const Evidence& b) { return a.span.begin < b.span.begin; });
  }
  return claims;
}

}  // namespace mercato
