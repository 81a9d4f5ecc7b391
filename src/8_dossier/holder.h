// Which club holds the person? As the reference knew it on a day, and as a saga's claims say.
#pragma once

#include <string>

#include "8_dossier/saga.h"

namespace mercato::dossier {

// The club that owns the person on the day, from rows of the reference dated on or before it; on
// loan, the owner. Unlike Reference::club_at, nothing is inferred from later rows, so that a fold
// as of a day does not see beyond it. kNoReference where no row tells.
ReferenceId owner_on(const Reference& reference, ReferenceId person, Date day);

// The club that most claims before `as_of` name as the one that holds the person; 0 = none does.
Row most_named_holder(const PersonHistory& history, Instant as_of);

// Sets the saga's holder: the reference's owner on the eve of the window (or of the first claim,
// whichever is earlier), unless more reports say otherwise.
void find_holder(Saga& saga, const Reference& reference);

}  // namespace mercato::dossier
