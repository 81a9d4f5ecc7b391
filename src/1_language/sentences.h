// Where does a sentence end? Cuts the tokens of one block into sentences. Internal to 1_language.
#pragma once

#include <cstdint>
#include <string_view>

#include "0_core/document.h"
#include "1_language/language.h"
#include "1_language/language_data.h"

namespace mercato {

// No sentence is longer, so that what later stages do in one is bounded.
inline constexpr std::uint32_t kMaxSentenceTokens = 400;

// What the tokens [first, end) of TokenizedText::tokens are part of.
struct SentenceContext {
  std::uint32_t first = 0, end = 0;
  std::uint16_t block = 0;
  BlockKind kind = BlockKind::paragraph;
  LanguageId language = kUnknownLanguage;
  bool split = true;  // false: one sentence (up to the bound)
};

// Appends the sentences to `out`. They partition the tokens. Thread-safe.
void append_sentences(std::string_view text, const SentenceContext& context,
                      const LanguageWords& words, TokenizedText& out);

}  // namespace mercato
