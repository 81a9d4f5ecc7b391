#include "8_dossier/holder.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace mercato::dossier {
namespace {

// A dated row of the reference weighs as much as two reports that name the club.
constexpr int kReferenceWeight = 2;

// A row whose day is not known counts from the last day that it can mean.
std::int32_t day_of(const MoveRow& move) {
  if (move.date.known()) return move.date.last_day().days();
  return move.date_max.known() ? move.date_max.last_day().days() : 0;
}

ReferenceId owner_by_squad(std::span<const SpellRow> spells, std::int32_t day) {
  ReferenceId found = kNoReference;
  for (const SpellRow& spell : spells) {
    const bool begun = spell.from.known() && spell.from.days() <= day;
    const bool ended = spell.to.known() ? spell.to.last_day().days() < day : !spell.coach;
    if (begun && !ended) found = spell.club;
  }
  return found;
}

// What reports say: for each club how many call it the holder, less those that call it a suitor.
std::map<Row, int> votes(const Saga& saga) {
  std::map<Row, int> out;
  std::vector<std::pair<std::int32_t, Row>> seen_from, seen_to;  // of (report, club)
  const auto vote = [&](std::vector<std::pair<std::int32_t, Row>>& seen, std::int32_t report,
                        Row club, int weight) {
    if (!club || std::find(seen.begin(), seen.end(), std::pair{report, club}) != seen.end()) return;
    seen.emplace_back(report, club);
    out[club] += weight;
  };
  std::int32_t report = -1;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(saga.size()); ++i) {
    if (!saga.counts(i)) continue;
    if (saga.item(i).report != report) {
      report = saga.item(i).report;
      seen_from.clear();
      seen_to.clear();
    }
    vote(seen_from, report, saga.claim(i).from, 1);
    if (saga.type(i).stage > 0) vote(seen_to, report, saga.claim(i).to, -1);
    if (saga.type(i).to == ClaimType::To::present_club)
      vote(seen_from, report, saga.claim(i).to, 1);
  }
  return out;
}

Date eve(const Saga& saga) {
  const Date first = saga.day(0);
  const Date before = Date::from_days(saga.dossier.window.opens.days() - 1);
  return std::min(first.first_day(), before);
}

}  // namespace

ReferenceId owner_on(const Reference& reference, ReferenceId person, Date day) {
  const std::int32_t on = day.days();
  ReferenceId owner = kNoReference;
  bool moved = false;
  for (const MoveRow& move : reference.moves(person)) {
    if (day_of(move) > on) continue;
    owner = move.type == MoveType::loan ? move.from : move.to;
    moved = true;
  }
  return moved ? owner : owner_by_squad(reference.spells(person), on);
}

Row most_named_holder(const PersonHistory& history, Instant as_of) {
  std::set<Row> known;
  for (const LedgerDocument& document : history.documents)
    if (document.known_at <= as_of) known.insert(document.row);
  std::map<Row, int> named;
  for (const LedgerClaim& claim : history.claims)
    if (claim.from && known.count(claim.document)) ++named[claim.from];
  Row best = 0;
  // By number, then by name: rows depend on the order in which documents came in.
  const auto before = [&](Row a, Row b) {
    if (named[a] != named[b]) return named[a] > named[b];
    const LedgerEntity *x = history.entity(a), *y = history.entity(b);
    return x && y && std::tie(x->name, x->id) < std::tie(y->name, y->id);
  };
  for (const auto& [club, count] : named)
    if (!best || before(club, best)) best = club;
  return best;
}

void find_holder(Saga& saga, const Reference& reference) {
  const PersonHistory& history = *saga.history;
  std::map<Row, int> score = votes(saga);
  LedgerEntity known;
  known.kind = MentionKind::club;
  const ReferenceId person = history.person.id.empty()
                                 ? kNoReference
                                 : reference.find(MentionKind::person, history.person.id);
  if (person != kNoReference) {
    const ReferenceId owner = owner_on(reference, person, eve(saga));
    if (owner != kNoReference) {
      known.id = reference.external_id(owner);
      known.name = reference.name(owner);
    }
  }
  for (const LedgerEntity& club : history.clubs)
    if (!known.id.empty() && club.id == known.id) known = club;
  if (known.row) score[known.row] += kReferenceWeight;
  const LedgerEntity* best = nullptr;
  int most = known.id.empty() ? 0 : known.row ? 0 : kReferenceWeight;
  for (const auto& [row, votes] : score) {
    const LedgerEntity* club = history.entity(row);
    if (!club || votes < most || votes <= 0) continue;
    const bool equal = best && votes == most;
    // Between equals the reference's club, else the first by name.
    if (equal && best->row == known.row) continue;
    if (equal && row != known.row &&
        std::tie(best->name, best->id) <= std::tie(club->name, club->id))
      continue;
    if (!best && votes == most && !known.id.empty() && row != known.row) continue;
    best = club;
    most = votes;
  }
  saga.dossier.holder = best ? *best : known;
}

}  // namespace mercato::dossier
