// Which report is a translation of which? Same claims, figures and cited sources in another
// language, a little later.
#pragma once

#include <vector>

#include "8_dossier/saga.h"
#include "8_dossier/speakers.h"

namespace mercato::dossier {

// For each report the earliest one that it translates; -1 = none. `speaker` is by claim,
// `publisher` by report.
std::vector<std::int32_t> find_translations(const Saga& saga,
                                            const std::vector<const Speaker*>& speaker,
                                            const std::vector<const Speaker*>& publisher);

}  // namespace mercato::dossier
