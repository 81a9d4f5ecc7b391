#include "5_claim/money.h"

#include <algorithm>

namespace mercato {
namespace {

MoneyKind default_kind(const ClaimType& type) {
  if (type.name.starts_with("bid")) return MoneyKind::bid;
  if (type.name == "for_sale" || type.name == "not_for_sale") return MoneyKind::asking;
  if (type.group == "renewal") return MoneyKind::salary;
  return MoneyKind::fee;
}

std::uint32_t distance(Span a, Span b) {
  if (a.end <= b.begin) return b.begin - a.end;
  return a.begin >= b.end ? a.begin - b.end : 0;
}

}  // namespace

void attach_money(const TokenizedText& tokens, const LinkedText& linked, std::uint32_t first,
                  std::uint32_t end, const std::vector<RuleMatch>& modal,
                  const ModalityReader& modality, const ClaimTypes& types,
                  std::vector<Claim>& statements, std::size_t begin) {
  if (statements.size() == begin) return;
  for (std::uint32_t m = first; m < end; ++m) {
    const Mention& mention = linked.mentions[m];
    if (mention.kind != MentionKind::money || mention.entity < 0) continue;
    const auto cue_of = [](const Claim& claim) { return claim.derivations.front().cue; };
    const auto nearest = std::min_element(statements.begin() + static_cast<std::ptrdiff_t>(begin),
                                          statements.end(), [&](const Claim& a, const Claim& b) {
                                            return distance(cue_of(a), mention.span) <
                                                   distance(cue_of(b), mention.span);
                                          });
    const Quantity& quantity = linked.quantities[static_cast<std::size_t>(mention.entity)];
    const auto named = modality.money_kind(tokens, modal, mention.first_token, mention.end_token);
    const Span cue = cue_of(*nearest);
    for (std::size_t i = begin; i < statements.size(); ++i) {
      if (!(cue_of(statements[i]) == cue)) continue;
      statements[i].money.push_back({quantity.amount, quantity.currency_code,
                                     named.value_or(default_kind(types[statements[i].type])),
                                     mention.span});
    }
  }
}

}  // namespace mercato
