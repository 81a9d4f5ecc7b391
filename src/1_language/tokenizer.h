// Where do tokens begin and end? Cuts a range of text into tokens and folds them. Internal to
// 1_language.
//
// The same in every language: elisions, enclitics and proclitics of all languages apply everywhere,
// so that a name has the same tokens in the reference, in a rule and in any text.
#pragma once

#include <string_view>

#include "0_core/span.h"
#include "1_language/language.h"
#include "1_language/language_data.h"

namespace mercato {

// Longer words and addresses are cut here, so that sizes fit their fields whatever the input.
inline constexpr std::uint32_t kMaxTokenBytes = 1024;

// Appends the tokens of `range` and their folds to `out`; allocates only where `out` has to grow.
// `words` outlives the call. Thread-safe. REQUIRES: range within text; earlier tokens of `out` end
// at or before range.begin.
void append_tokens(std::string_view text, Span range, const LanguageWords& words,
                   TokenizedText& out);

}  // namespace mercato
