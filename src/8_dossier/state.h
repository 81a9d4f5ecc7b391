// Where does the saga stand, and what put it there? State, status of the suitors and resolution, in
// one walk through claims and outcomes.
#pragma once

#include "8_dossier/saga.h"

namespace mercato::dossier {

// Fills state, history and resolution, and the status of each suitor. REQUIRES: suitors are
// gathered.
void judge_state(Saga& saga);

}  // namespace mercato::dossier
