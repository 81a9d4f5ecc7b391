// What in a text tells its language? The features that the identifier weighs, and its trainer
// learns. Internal to 1_language and tools/train_language_id, which must agree to the bit.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "1_language/characters.h"
#include "1_language/language.h"
#include "1_language/word_table.h"

namespace mercato {

// No more than this much folded text is looked at.
inline constexpr std::uint32_t kIdentifiedBytes = 256;
inline constexpr unsigned kFeatureBits = 14;  // features are numbers below 1 << kFeatureBits

// Which tokens are looked at, and why.
struct LanguageEvidence {
  std::uint32_t end = 0;    // no token from here on
  std::uint32_t words = 0;  // words before `end`
  std::uint32_t plain = 0;  // of these: not capitalised, or an elided article
  std::uint32_t capital_stop_words = 0;
  std::uint32_t other_script = 0;  // of the words: not in Latin letters
  bool all = false;                // a title in capitals: capitalised words count too
};

inline bool is_plain_word(const Token& token) {
  return !(token.shape & kCapitalised) || (token.shape & kElided);
}

// Names must not decide, so capitalised words do not count; except where a text capitalises nearly
// all its words.
inline LanguageEvidence weigh_evidence(const TokenizedText& text, std::uint32_t first,
                                       std::uint32_t end, const WordTable& stop_words) {
  LanguageEvidence evidence;
  std::uint32_t bytes = 0;
  for (evidence.end = first; evidence.end < end && bytes < kIdentifiedBytes; ++evidence.end) {
    const Token& token = text.tokens[evidence.end];
    bytes += token.folded_size + 1u;
    if (token.kind != TokenKind::word) continue;
    ++evidence.words;
    evidence.other_script += !text.fold(evidence.end).empty() &&
                             static_cast<unsigned char>(text.fold(evidence.end)[0]) >= 0x80;
    if (is_plain_word(token)) {
      ++evidence.plain;
    } else if (stop_words.find(token.hash)) {
      ++evidence.capital_stop_words;
    }
  }
  evidence.all = evidence.plain * 5 < evidence.words;
  return evidence;
}

constexpr std::uint32_t feature_bucket(std::uint64_t key) {
  return static_cast<std::uint32_t>((key * 0x9e3779b97f4a7c15ull) >> (64 - kFeatureBits));
}

// Pieces of two to four bytes of a word with its ends marked, the word itself, and its characters
// beyond ASCII.
template <typename Visit>
void visit_word_features(std::string_view document, const Token& token, std::string_view folded,
                         Visit visit) {
  visit(feature_bucket(token.hash));
  std::uint32_t last_four = '^';
  const auto piece = [&](unsigned char byte, std::size_t length) {
    last_four = last_four << 8 | byte;
    visit(feature_bucket((last_four & 0xffffu) | 2ull << 32));
    if (length >= 3) visit(feature_bucket((last_four & 0xffffffu) | 3ull << 32));
    if (length >= 4) visit(feature_bucket(last_four | 4ull << 32));
  };
  std::size_t length = 1;
  for (const char c : folded.substr(0, 24)) piece(static_cast<unsigned char>(c), ++length);
  piece('$', ++length);
  const char* end = document.data() + token.span.end;
  for (const char* at = document.data() + token.span.begin; at < end;) {
    const Character character = read_character(at, end);
    if (character.code >= 0x80 && character.klass == CharClass::letter)
      visit(feature_bucket(character.code | 5ull << 32));
    at += character.size;
  }
}

// Calls visit(feature) for each feature of the tokens [first, evidence.end).
template <typename Visit>
void visit_features(std::string_view document, const TokenizedText& text, std::uint32_t first,
                    const LanguageEvidence& evidence, const WordTable& stop_words, Visit visit) {
  const bool few = evidence.plain < 4;
  for (std::uint32_t i = first; i < evidence.end; ++i) {
    const Token& token = text.tokens[i];
    if (token.kind != TokenKind::word) continue;
    const bool counts =
        evidence.all || is_plain_word(token) || (few && stop_words.find(token.hash));
    if (counts) visit_word_features(document, token, text.fold(i), visit);
  }
}

}  // namespace mercato
