// Which words could name a source? The linker's mentions and, beside them, names that no reference
// knows ("selon Le Phocéen") and nouns that stand for a source ("la presse espagnole", "des sources
// proches du club").
#pragma once

#include <vector>

#include "0_core/mention.h"
#include "1_language/language.h"
#include "6_attribute/source_words.h"

namespace mercato {

// Pronouns that the linker left open are added as persons of form pronoun.
// Appends such mentions to `mentions` (LinkedText order, kept) and sorts them in. They have no
// entity: names are outlets of form provisional; nouns have form description and the kind of source
// they stand for. Rules decide which of them stand at a cue; most do not.
void add_source_mentions(const TokenizedText& text, const SourceVocabulary& vocabulary,
                         std::vector<Mention>& mentions);

}  // namespace mercato
