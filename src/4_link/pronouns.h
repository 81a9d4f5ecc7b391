// Whom do pronouns stand for? The person whom the text has in view, with low confidence.
#pragma once

#include "4_link/document_state.h"

namespace mercato::link {

// Adds a mention for each personal pronoun that a person named before can stand behind. REQUIRES:
// names and descriptions are resolved.
void resolve_pronouns(DocumentState& state);

// The person in view before a token: the one that the last sentences speak of first, or -1.
// `players_only` leaves out coaches and directors.
std::int32_t person_in_view(const DocumentState& state, std::uint32_t before, bool players_only);

}  // namespace mercato::link
