// What is quoted? Passages between quotation marks of any kind, within one block.
#pragma once

#include <cstdint>
#include <vector>

#include "0_core/document.h"
#include "0_core/span.h"
#include "1_language/language.h"

namespace mercato {

struct Quote {
  Span inner;                                    // without the marks
  std::uint32_t first_token = 0, end_token = 0;  // the marks included
  std::uint32_t first_sentence = 0, last_sentence = 0;
  std::uint16_t block = 0;
  bool after_colon = false;  // "X : « … »"

  std::uint32_t words() const {
    return end_token - first_token > 2 ? end_token - first_token - 2 : 0;
  }
};

// Appends the quotes in text order. A mark that nothing closes is closed by the next opening one of
// its kind or, for a mark that can only open, by the block's end (papers open every paragraph of a
// long quote and close the last).
void find_quotes(const Document& document, const TokenizedText& text, std::vector<Quote>& out);

}  // namespace mercato
