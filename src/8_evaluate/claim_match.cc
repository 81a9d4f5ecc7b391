#include "8_evaluate/claim_match.h"

#include <algorithm>
#include <cmath>

namespace mercato::evaluation {
namespace {

template <typename T>
void append(const std::vector<T>& from, std::vector<T>& to) {
  to.insert(to.end(), from.begin(), from.end());
}

void join(const LabelClaim& claim, LabelClaim& into) {
  append(claim.sources, into.sources);
  append(claim.money, into.money);
  append(claim.evidence, into.evidence);
  append(claim.rules, into.rules);
  into.optional = into.optional && claim.optional;
}

bool same_money(const LabelMoney& gold, const LabelMoney& predicted) {
  constexpr double kTolerance = 0.01;
  const auto currency = [](const LabelMoney& m) -> std::string_view {
    return m.currency.empty() ? std::string_view("EUR") : std::string_view(m.currency);
  };
  return gold.amount != 0 && predicted.amount != 0 &&
         std::abs(gold.amount - predicted.amount) <= kTolerance * gold.amount &&
         currency(gold) == currency(predicted);
}

bool same_group(const std::string& a, const std::string& b, const ClaimTypes& types) {
  const ClaimTypeId x = types.find(a), y = types.find(b);
  return x != kNoClaimType && y != kNoClaimType && types[x].group == types[y].group;
}

void count(bool right, Share& share) {
  share.right += right;
  ++share.all;
}

bool share_source(const LabelClaim& gold, const LabelClaim& predicted, const LabelNames& names) {
  return std::any_of(gold.sources.begin(), gold.sources.end(), [&](const std::string& x) {
    return std::any_of(predicted.sources.begin(), predicted.sources.end(),
                       [&](const std::string& y) { return names.same_either(x, y); });
  });
}

bool holds_money(const LabelClaim& gold, const LabelClaim& predicted) {
  return std::all_of(gold.money.begin(), gold.money.end(), [&](const LabelMoney& x) {
    return std::any_of(predicted.money.begin(), predicted.money.end(),
                       [&](const LabelMoney& y) { return same_money(x, y); });
  });
}

}  // namespace

bool same_pair(const LabelClaim& a, const LabelClaim& b, const LabelNames& names) {
  return names.same_person(a.person, b.person) && names.same_club(a.to, b.to);
}

std::vector<LabelClaim> fold_labels(const std::vector<LabelClaim>& claims,
                                    const LabelNames& names) {
  std::vector<LabelClaim> out;
  for (const LabelClaim& claim : claims) {
    const auto have = std::find_if(out.begin(), out.end(), [&](const LabelClaim& one) {
      return one.type == claim.type && one.polarity == claim.polarity &&
             same_pair(one, claim, names);
    });
    if (have == out.end())
      out.push_back(claim);
    else
      join(claim, *have);
  }
  return out;
}

std::vector<LabelClaim> fold_pairs(const std::vector<LabelClaim>& claims, const LabelNames& names) {
  std::vector<LabelClaim> out;
  for (const LabelClaim& claim : claims) {
    bool had = false;
    for (LabelClaim& one : out) {
      if (!same_pair(one, claim, names)) continue;
      one.optional = one.optional && claim.optional;
      had = true;
    }
    if (!had) out.push_back(claim);
  }
  return out;
}

bool meets(const LabelClaim& gold, const LabelClaim& predicted, Level level,
           const LabelNames& names, const ClaimTypes& types) {
  if (level != kPair && gold.polarity != predicted.polarity) return false;
  if (level == kStrict && gold.type != predicted.type) return false;
  if (level == kCoarse && !same_group(gold.type, predicted.type, types)) return false;
  return same_pair(gold, predicted, names);
}

bool meets(const LabelFact& gold, const LabelFact& predicted, const LabelNames& names) {
  if (gold.predicate != predicted.predicate) return false;
  const bool object =
      same_words(gold.object, predicted.object) || names.same_either(gold.object, predicted.object);
  if (object && names.same_either(gold.subject, predicted.subject)) return true;
  // These say the same of either side.
  const bool mutual = gold.predicate == "compatriots" || gold.predicate == "teammates" ||
                      gold.predicate == "opponents";
  return mutual && names.same_either(gold.subject, predicted.object) &&
         names.same_either(gold.object, predicted.subject);
}

void count_attributes(const LabelClaim& gold, const LabelClaim& predicted, const LabelNames& names,
                      std::array<Share, kAttributes>& into) {
  count(gold.certainty == predicted.certainty, into[0]);
  count(gold.when == predicted.when, into[1]);
  count(gold.deal == predicted.deal, into[2]);
  if (!gold.from.empty())
    count(!predicted.from.empty() && names.same_club(gold.from, predicted.from), into[3]);
  count(share_source(gold, predicted, names), into[4]);
  if (!gold.money.empty()) count(holds_money(gold, predicted), into[5]);
}

}  // namespace mercato::evaluation
