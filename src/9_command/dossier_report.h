// How is a dossier shown to a person? The report of `mercato dossier`: who it is, the state and
// what put it there, suitors side by side, then the timeline with its evidence and what became of
// each claim.
#pragma once

#include <string>

#include "3_reference/reference.h"
#include "8_dossier/dossier.h"
#include "9_command/terminal.h"

namespace mercato {

struct DossierReportOptions {
  Date day;               // the person's age, club and contract are those of this day
  std::size_t limit = 0;  // reports in the timeline, the newest; 0 = all
};
std::string make_dossier_report(const Dossier& dossier, const Reference& reference,
                                const Terminal& terminal, const DossierReportOptions& options);

// "25 years, Centre-Back, Olympique Marseille, contract to 2026-06-30": as the reference has it on
// that day; empty where it does not know the person.
std::string person_words(const LedgerEntity& person, const Reference& reference, Date day);

}  // namespace mercato
