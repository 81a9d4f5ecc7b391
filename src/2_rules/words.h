// Which tokens does a word of a rule or a lexicon stand for?
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "1_language/language.h"

namespace mercato {

// The folded tokens of `text` as they would stand inside a sentence: an apostrophe at the end
// belongs to its word, as it does before another one ("l'" is one token). `scratch` is overwritten.
std::vector<std::string> words_of(std::string_view text, LanguageId language,
                                  const Languages& languages, TokenizedText& scratch);

}  // namespace mercato
