#include "8_dossier/positions.h"

#include <algorithm>

namespace mercato::dossier {
namespace {

// What was heard before moves nobody.
bool takes_position(const Saga& saga, std::int32_t i) {
  return saga.counts(i) && saga.type(i).stage == 0 && saga.stated(i) && saga.item(i).restates < 0;
}

bool same(const Saga& saga, const Position& position, std::int32_t i) {
  const LedgerClaim &a = saga.claim(position.claim), &b = saga.claim(i);
  return a.type == b.type && a.polarity == b.polarity && a.to == b.to;
}

bool clubs_meet(Row a, Row b) { return a == 0 || b == 0 || a == b; }

// Whether the later claim leaves no room for the position.
bool gives_up(const Saga& saga, const Position& position, std::int32_t i) {
  const LedgerClaim &before = saga.claim(position.claim), &now = saga.claim(i);
  if (!clubs_meet(saga.suitor(position.claim), saga.suitor(i))) return false;
  if (before.type == now.type) return before.polarity != now.polarity;
  if (before.polarity == Polarity::denied || now.polarity == Polarity::denied) return false;
  const auto& contrary = saga.type(i).contradicts;
  const ClaimTypeId type = saga.type_ids[static_cast<std::size_t>(position.claim)];
  return std::find(contrary.begin(), contrary.end(), type) != contrary.end();
}

}  // namespace

void gather_positions(Saga& saga) {
  auto& positions = saga.dossier.positions;
  std::vector<std::size_t> current;  // few: each (type, polarity, club) at most once
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(saga.size()); ++i) {
    const bool stated = saga.counts(i) && saga.stated(i) && saga.item(i).restates < 0;
    if (!stated) continue;
    std::erase_if(current, [&](std::size_t p) {
      if (!gives_up(saga, positions[p], i)) return false;
      positions[p].current = false;
      return true;
    });
    if (!takes_position(saga, i)) continue;
    const bool known = std::any_of(current.begin(), current.end(),
                                   [&](std::size_t p) { return same(saga, positions[p], i); });
    if (known) continue;
    current.push_back(positions.size());
    positions.push_back({saga.claim(i).type, saga.claim(i).polarity, i, true});
  }
}

}  // namespace mercato::dossier
