// Who said it first, and who only repeated it? Reports and origins of a saga.
//
// Each claim either restates one earlier claim (what it cites, copies or translates, or what its
// publisher cited before) or is the word of its speaker. Following these edges to their roots gives
// each claim one origin, so that a chain of relays of any length counts once.
#pragma once

#include "8_dossier/saga.h"
#include "8_dossier/speakers.h"

namespace mercato::dossier {

// Fills reports, origins and the timeline's origin, first_of_origin and restates.
void trace_provenance(Saga& saga, SpeakerBook& speakers);

}  // namespace mercato::dossier
