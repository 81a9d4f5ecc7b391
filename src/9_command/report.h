// How is a document shown to a person? The report of `mercato check`.
#pragma once

#include <string>

#include "6_engine/engine.h"
#include "9_command/terminal.h"

namespace mercato {

// The text with its evidence marked, then tables of claims, cited sources and facts, then each
// drift with both passages side by side.
std::string make_report(const Engine& engine, const Document& document, const Reading& reading,
                        const Terminal& terminal);

// "asserted", or "hedged, denied": how a claim is put, in words.
std::string manner(const Claim& claim);
// "Gianluigi Longari (SportItalia)", "the document itself".
std::string describe(const Source& source);
std::string describe(const Money& money);

// Whether the report holds something to look at: a drift, or a fact that the reference contradicts.
bool has_findings(const Reading& reading);

}  // namespace mercato
