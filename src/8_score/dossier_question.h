// How is a dossier asked about? From a Dossier to the ForecastQuestion that stands for it.
#pragma once

#include "3_reference/reference.h"
#include "8_dossier/dossier.h"
#include "8_score/forecast.h"

namespace mercato {

// The question of who gets the dossier's person, asked on `day`. Clubs are the holder and every
// club that a claim names; suitors those of the dossier that are not the holder. Reports carry the
// first origin of their claims, so that copies and relays are no sources of their own. Claims of
// positions come along without a suitor.
ForecastQuestion make_question(const Dossier& dossier, const Reference& reference,
                               const Windows& windows, Date day);

}  // namespace mercato
