// Which club does a clause give to a person? "Marek, 22, who plays for Norville", "Marek joga no
// Norville", "Marek, der beim Norville spielt": the words are data (link/clubs.tsv).
#pragma once

#include "4_link/document_state.h"

namespace mercato::link {

// Fills Entity::club of the person named last before the words, in their sentence, and
// Mention::holder of the club beside them. REQUIRES: all names are resolved, the mentions in order.
void read_stated_clubs(DocumentState& state);

}  // namespace mercato::link
