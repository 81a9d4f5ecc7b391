// Which claims were taken back? By the club's denial, by their own source, by a silent edit, or by
// nobody ever saying them again.
#pragma once

#include "8_dossier/saga.h"

namespace mercato::dossier {

// Fills retractions, by day. REQUIRES: answers are linked and the suitors judged.
void gather_retractions(Saga& saga);

}  // namespace mercato::dossier
