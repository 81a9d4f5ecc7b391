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

const Span& cue_of(const Claim& claim) { return claim.derivations.front().cue; }

void add(const MoneyContext& context, const Mention& mention, Claim& claim) {
  const Quantity& quantity = context.linked.quantities[static_cast<std::size_t>(mention.entity)];
  const auto named = context.modality.money_kind(context.tokens, context.modal, mention.first_token,
                                                 mention.end_token);
  const MoneyKind kind = named.value_or(default_kind(context.types[claim.type]));
  claim.money.push_back({quantity.amount, quantity.currency_code, kind, mention.span});
  if (quantity.amount_to > quantity.amount)
    claim.money.push_back({quantity.amount_to, quantity.currency_code, kind, mention.span});
}

// The last statement that a sentence which names nobody else can go on with; -1 where there is
// none.
std::ptrdiff_t statement_before(const MoneyContext& context, const std::vector<Claim>& statements) {
  constexpr std::uint32_t kReach = 3, kNamedReach = 8;  // sentences
  constexpr std::ptrdiff_t kMostStatements = 32;
  std::int32_t person = -1;
  for (std::uint32_t m = context.first; m < context.end; ++m) {
    const Mention& mention = context.linked.mentions[m];
    if (mention.kind != MentionKind::person || mention.form == MentionForm::pronoun) continue;
    if (person >= 0 && mention.entity != person) return -1;
    person = mention.entity;
  }
  const auto last = static_cast<std::ptrdiff_t>(statements.size()) - 1;
  for (std::ptrdiff_t i = last; i >= 0 && last - i < kMostStatements; --i) {
    const Claim& claim = statements[static_cast<std::size_t>(i)];
    const std::uint32_t distance = context.sentence - claim.derivations.front().sentence;
    if (distance > (person >= 0 ? kNamedReach : kReach)) return -1;
    if (person < 0 || claim.person == person) return i;
  }
  return -1;
}

}  // namespace

void attach_money(const MoneyContext& context, std::vector<Claim>& statements, std::size_t begin) {
  if (statements.size() == begin) return;
  for (std::uint32_t m = context.first; m < context.end; ++m) {
    const Mention& mention = context.linked.mentions[m];
    if (mention.kind != MentionKind::money || mention.entity < 0) continue;
    const auto nearest = std::min_element(statements.begin() + static_cast<std::ptrdiff_t>(begin),
                                          statements.end(), [&](const Claim& a, const Claim& b) {
                                            return distance(cue_of(a), mention.span) <
                                                   distance(cue_of(b), mention.span);
                                          });
    const Span cue = cue_of(*nearest);
    for (std::size_t i = begin; i < statements.size(); ++i) {
      if (cue_of(statements[i]) == cue) add(context, mention, statements[i]);
    }
  }
}

void continue_money(const MoneyContext& context, std::vector<Claim>& statements) {
  const std::ptrdiff_t before = statement_before(context, statements);
  if (before < 0) return;
  const Span cue = cue_of(statements[static_cast<std::size_t>(before)]);
  for (std::uint32_t m = context.first; m < context.end; ++m) {
    const Mention& mention = context.linked.mentions[m];
    if (mention.kind != MentionKind::money || mention.entity < 0) continue;
    const Modality modality = context.modality.read(context.tokens, context.sentence, context.modal,
                                                    mention.first_token, mention.end_token);
    if (modality.when == When::past) continue;
    for (std::ptrdiff_t i = before; i >= 0; --i) {
      Claim& claim = statements[static_cast<std::size_t>(i)];
      if (!(cue_of(claim) == cue)) break;
      add(context, mention, claim);
    }
  }
}

}  // namespace mercato
