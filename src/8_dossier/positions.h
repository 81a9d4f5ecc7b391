// What do the person and the holding club want? Positions as they were taken and given up.
#pragma once

#include "8_dossier/saga.h"

namespace mercato::dossier {

// Fills positions: each once when it is taken, again when it comes back after its contrary.
// REQUIRES: provenance is traced.
void gather_positions(Saga& saga);

}  // namespace mercato::dossier
