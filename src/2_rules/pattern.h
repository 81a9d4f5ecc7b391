// What must stand where? One line of a rule, flattened: optional parts and alternatives of several
// words are written out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"
#include "1_language/language.h"
#include "2_rules/lexicon.h"
#include "2_rules/rules.h"

namespace mercato {

struct Element {
  enum class Kind : std::uint8_t { words, forbidden, gap, role, start, end };
  Kind kind = Kind::words;
  bool optional = false;    // role, words: may be missing
  bool governing = false;   // words: all of them prepositions (class @prep of the language)
  bool may_govern = false;  // words: some of them are
  std::uint8_t role = 0;
  std::uint8_t gap = 0;               // gap: the most tokens it may hold
  std::vector<std::uint64_t> hashes;  // words: sorted folds
  std::vector<std::pair<std::uint8_t, std::uint64_t>>
      prefixes;  // words: (length, hash of the prefix)

  bool matches(const TokenizedText& text, std::uint32_t token) const;
};

struct Pattern {
  std::vector<Element> elements;
  std::uint32_t rule = 0;
  std::uint32_t anchor = 0;  // index of the words element that the matcher looks for first
  std::uint32_t words = 0;   // how many words elements it has
};

// What parsing a line needs to know.
struct PatternContext {
  const std::vector<RoleSpec>& roles;
  const Languages& languages;
  const Lexicon& lexicon;
  LanguageId language;
};

// Parses the text after `match`. The error's message says what is wrong; the caller adds file and
// line.
Result<std::vector<Pattern>> parse_pattern(std::string_view text, const PatternContext& context);

}  // namespace mercato
