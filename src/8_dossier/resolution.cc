#include "8_dossier/resolution.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "8_dossier/thresholds.h"

namespace mercato::dossier {
namespace {

// What the reference's tables (docs/formats/reference.md) write in place of a club: without club,
// retired, unknown.
constexpr std::array<std::string_view, 3> kNoClub{"515", "123", "75"};

bool is_no_club(std::string_view id) {
  return std::find(kNoClub.begin(), kNoClub.end(), id) != kNoClub.end();
}

bool is(const Outcome& outcome, MoveType type) { return outcome.type == to_string(type); }

// The days on which a move counts for the window: from a little before it opens until the next one
// opens; in between windows, from the first claim.
struct Reach {
  std::int32_t from, until;
};

Reach reach_of(const Saga& saga, const Windows& windows) {
  const Window& window = saga.dossier.window;
  const Window before = windows.before(window, saga.association);
  const Window after = windows.after(window, saga.association);
  const std::int32_t early = std::max(window.opens.days() - kEarlyDays, before.closes.days() + 1);
  const std::int32_t first_claim = saga.day(0).days() - 1;
  return {std::min(early, std::max(first_claim, before.closes.days() + 1)),
          std::min(after.opens.days() - 1,
                   std::max(after.opens.days() - kEarlyDays, window.closes.days()))};
}

}  // namespace

Date day_of(const Outcome& outcome) {
  if (outcome.date.known()) return outcome.date.last_day();
  return outcome.date_max.known() ? outcome.date_max.last_day() : Date{};
}

bool is_told_ahead(const Outcome& outcome) {
  return is(outcome, MoveType::end_of_loan) || is(outcome, MoveType::retired);
}

void add_outcomes(Saga& saga, const Windows& windows) {
  const Reach reach = reach_of(saga, windows);
  auto& out = saga.dossier.outcomes;
  for (const LedgerOutcome& outcome : saga.history->outcomes) {
    const Date last = day_of(outcome);
    if (!last.known() || last > saga.today) continue;
    const Date first = outcome.date.known()       ? outcome.date.first_day()
                       : outcome.date_min.known() ? outcome.date_min.first_day()
                                                  : last;
    if (first.days() >= reach.from && last.days() <= reach.until) out.push_back(outcome);
  }
  std::sort(out.begin(), out.end(), [](const LedgerOutcome& a, const LedgerOutcome& b) {
    const auto rank = [](const LedgerOutcome& o) {
      return std::tuple(day_of(o), std::string_view(o.to_id), std::string_view(o.to),
                        std::string_view(o.from_id), o.row);
    };
    return rank(a) < rank(b);
  });
  // Tables that were imported twice tell the same move twice.
  const auto same = [](const LedgerOutcome& a, const LedgerOutcome& b) {
    return day_of(a) == day_of(b) && a.to_id == b.to_id && a.to == b.to && a.from_id == b.from_id &&
           a.from == b.from;
  };
  out.erase(std::unique(out.begin(), out.end(), same), out.end());
}

OutcomeKind kind_of(const Saga& saga, const Outcome& outcome) {
  if (is(outcome, MoveType::released) || is(outcome, MoveType::retired) ||
      is_no_club(outcome.to_id))
    return OutcomeKind::left;
  if (is(outcome, MoveType::end_of_loan) || (outcome.to_id.empty() && outcome.to.empty()))
    return OutcomeKind::none;
  const LedgerEntity& holder = saga.dossier.holder;
  const bool back = outcome.to_id.empty() || holder.id.empty() ? outcome.to == holder.name
                                                               : outcome.to_id == holder.id;
  return back ? OutcomeKind::none : OutcomeKind::moved;
}

std::int32_t first_outcome(const Saga& saga, OutcomeKind kind) {
  const auto& outcomes = saga.dossier.outcomes;
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    if (kind_of(saga, outcomes[i]) == kind) return static_cast<std::int32_t>(i);
  return -1;
}

bool outcomes_show_no_move(const Saga& saga) {
  const Date until = saga.history->outcomes_until;
  const Date closes = saga.dossier.window.closes;
  // A table knows persons by their ids.
  if (saga.history->person.id.empty() || !until.known()) return false;
  return closes < saga.today && closes < until.last_day() &&
         first_outcome(saga, OutcomeKind::moved) < 0 && first_outcome(saga, OutcomeKind::left) < 0;
}

}  // namespace mercato::dossier
