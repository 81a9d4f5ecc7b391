// Who is named but moves nowhere? Persons that the reference does not know and whom the text
// introduces as an agent, who only speak ("said the agent Ugo Varn", "Ugo Varn has told Sudport"),
// or who wrote it ("Published on Monday by Ugo Varn").
#pragma once

#include "4_link/document_state.h"

namespace mercato::link {

// Marks the author as a journalist, the others as Entity::coach: later stages look for the person
// of a claim among others first. A person with a known club, or introduced as a player anywhere, is
// none. REQUIRES: names, descriptions and present clubs are resolved.
void mark_bystanders(DocumentState& state);

}  // namespace mercato::link
