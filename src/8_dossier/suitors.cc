#include "8_dossier/suitors.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

namespace mercato::dossier {
namespace {

void add_once(std::vector<std::int32_t>& list, std::int32_t value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

bool same_amount(const Money& a, const Money& b) {
  const bool currency = a.currency == b.currency || a.currency.empty() || b.currency.empty();
  return currency && a.kind == b.kind && a.amount == b.amount;
}

// An amount that is told again is no new price; one that comes back after another is.
void add_prices(Suitor& suitor, std::int32_t i, const LedgerClaim& claim) {
  for (const Money& money : claim.money) {
    const auto last = std::find_if(suitor.prices.rbegin(), suitor.prices.rend(),
                                   [&](const Price& p) { return p.money.kind == money.kind; });
    if (last != suitor.prices.rend() && same_amount(last->money, money)) continue;
    suitor.prices.push_back({i, money});
  }
}

// The stage that a claim puts its suitor at: its own, or what it implies; nullptr for a claim that
// says nothing of a stage reached.
const ClaimType* reached(const Saga& saga, std::int32_t i) {
  const ClaimType& type = saga.type(i);
  if (!saga.affirmed(i) || type.stage == 0 || type.ends != Ending::none) return nullptr;
  return type.implies == kNoClaimType ? &type : &(*saga.types)[type.implies];
}

// Stages that are stated come before those that are asked or supposed, then the later stage, then
// the surer word, then the earlier claim.
auto rank(const Saga& saga, std::int32_t i, const ClaimType& type) {
  return std::tuple(saga.stated(i), type.stage, saga.claim(i).certainty);
}

void take_stage(const Saga& saga, Suitor& suitor, std::int32_t i) {
  const ClaimType* type = reached(saga, i);
  if (!type) return;
  if (suitor.furthest_claim >= 0) {
    const ClaimType* best = reached(saga, suitor.furthest_claim);
    if (rank(saga, i, *type) <= rank(saga, suitor.furthest_claim, *best)) return;
  }
  suitor.furthest_claim = i;
  suitor.furthest = type->name;
  suitor.stage = type->stage;
  suitor.certainty = saga.claim(i).certainty;
}

void take_word(const Saga& saga, Suitor& suitor, std::int32_t i) {
  if (saga.affirmed(i)) {
    if (saga.stated(i)) add_once(suitor.origins, saga.item(i).origin);
    add_prices(suitor, i, saga.claim(i));
  }
  take_stage(saga, suitor, i);
}

// What its source edited away counts only where nothing else was ever said of the suitor.
void weigh(const Saga& saga, Suitor& suitor) {
  bool stands = false;
  for (const std::int32_t i : suitor.claims) {
    if (saga.taken_back_at(i) != kEndOfTime) continue;
    stands = true;
    take_word(saga, suitor, i);
  }
  if (stands) return;
  for (const std::int32_t i : suitor.claims) take_word(saga, suitor, i);
}

}  // namespace

void gather_suitors(Saga& saga) {
  std::unordered_map<Row, std::size_t> places;
  auto& suitors = saga.dossier.suitors;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(saga.size()); ++i) {
    const Row club = saga.counts(i) ? saga.suitor(i) : 0;
    if (!club) continue;
    const auto [place, fresh] = places.emplace(club, suitors.size());
    if (fresh) {
      suitors.emplace_back();
      if (const LedgerEntity* entity = saga.history->entity(club)) suitors.back().club = *entity;
      suitors.back().club.row = club;
      suitors.back().first_claim = i;
    }
    Suitor& suitor = suitors[place->second];
    suitor.claims.push_back(i);
    suitor.last_claim = i;
  }
  for (Suitor& suitor : suitors) weigh(saga, suitor);
}

void sort_suitors(Saga& saga) {
  std::stable_sort(saga.dossier.suitors.begin(), saga.dossier.suitors.end(),
                   [](const Suitor& a, const Suitor& b) {
                     const auto rank = [](const Suitor& s) {
                       return std::tuple(s.status == SuitorStatus::done,
                                         s.certainty >= Certainty::hedged, s.stage, s.certainty,
                                         s.origins.size());
                     };
                     return rank(a) > rank(b);
                   });
}

}  // namespace mercato::dossier
