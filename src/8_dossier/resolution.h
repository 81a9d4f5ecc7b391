// What came of it? Outcomes of a saga's window, and what they and official claims decide.
#pragma once

#include "8_dossier/saga.h"

namespace mercato::dossier {

// The outcomes that count for the saga's window, by day.
void add_outcomes(Saga& saga, const Windows& windows);

// The day of an outcome: the last one that it can mean.
Date day_of(const Outcome& outcome);

// Ends of loans and careers stand in tables before they happen.
bool is_told_ahead(const Outcome& outcome);

enum class OutcomeKind : std::uint8_t {
  none,   // back to the owner, or unknown
  moved,  // to another club
  left,   // without a new club
};
OutcomeKind kind_of(const Saga& saga, const Outcome& outcome);

// The first outcome of the kind, -1 = none.
std::int32_t first_outcome(const Saga& saga, OutcomeKind kind);

// Whether the window is over and the outcome tables, complete until after it, know of no move.
bool outcomes_show_no_move(const Saga& saga);

}  // namespace mercato::dossier
