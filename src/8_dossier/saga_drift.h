// Does a relay say what it cites? Drift within documents, as it was read, and between them.
#pragma once

#include "8_dossier/saga.h"

namespace mercato::dossier {

// Fills drift, in the order of the drifting claims. REQUIRES: provenance is traced.
void compare_relays(Saga& saga);

}  // namespace mercato::dossier
