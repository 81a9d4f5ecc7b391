// What does a denial deny? Denials and contradictions, linked to what they answer.
#pragma once

#include "8_dossier/saga.h"

namespace mercato::dossier {

// Fills answers, in the order of the answering claims: for each origin the latest claim that is
// answered, newest first. REQUIRES: provenance is traced.
void link_answers(Saga& saga);

}  // namespace mercato::dossier
