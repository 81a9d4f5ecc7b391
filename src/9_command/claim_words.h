// How is a claim of the ledger said in a line? Words for a terminal; documents' own words are made
// plain.
#pragma once

#include <string>

#include "7_ledger/ledger.h"
#include "8_dossier/dossier.h"
#include "9_answer/saga_row.h"

namespace mercato {

// "talks → Juventus, hedged, 15M EUR bid"; "not talks → …" where it is denied. Clubs may be null.
std::string claim_words(const LedgerClaim& claim, const LedgerEntity* to, const LedgerEntity* from);
std::string claim_words(const Dossier& dossier, const LedgerClaim& claim);
// What the document is called: its outlet, else the site of its address, its title or its number.
std::string outlet_words(const LedgerDocument& document);
// "2024-06-12", or the day on which it came in, in parentheses; of a later version the day of the
// edit.
std::string day_words(const LedgerDocument& document);
// The claim's evidence in quotation marks, pieces joined by "…".
std::string evidence_words(const LedgerClaim& claim);
// "P-…", with "Transfermarkt …" where there is such an id.
std::string id_words(const LedgerEntity& entity);
// "3 claims", "1 claim": the thing takes an s.
std::string count_words(std::size_t count, const std::string& thing);
// "… 12 more; --limit shows them", or nothing.
std::string more_words(std::size_t all, std::size_t shown);

}  // namespace mercato
