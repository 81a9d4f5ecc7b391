// Who is after the person, and how far did each come? Suitors side by side.
#pragma once

#include "8_dossier/saga.h"

namespace mercato::dossier {

// Fills suitors but for their status (state.h), in the order in which they are first named.
// REQUIRES: provenance is traced.
void gather_suitors(Saga& saga);

// Furthest first; between equals the surest, then the one with more origins, then the earliest.
void sort_suitors(Saga& saga);

}  // namespace mercato::dossier
