// Which claims are wanted? A ClaimFilter from arguments, as a query, and as a test of one claim.
// Internal to 9_answer; passes() stands in answers.h.
#pragma once

#include "9_answer/answers.h"
#include "9_answer/asked.h"

namespace mercato {

// From "person", "club", "type", "stage", "source" and "language".
tl::expected<ClaimFilter, Refusal> filter_of(const LedgerView& view, const Asked& asked);
ClaimQuery query_of(const ClaimFilter& filter, const ClaimTypes& types);
// Whether the source of the claim is called so (folded): the one that it names, else its document's
// author or outlet.
bool says_so(const LedgerClaim& claim, const LedgerDocument& document, const std::string& source);

}  // namespace mercato
