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
#include "2_rules/word_sets.h"

namespace mercato {

// Roles of one book as a set of bits.
using RoleSet = std::uint8_t;
static_assert(kMaxRoles <= 8 * sizeof(RoleSet));

// Eight bytes: most of what the matcher does is to read these.
struct Element {
  enum class Kind : std::uint8_t { words, forbidden, gap, role, start, inside, end };
  Kind kind = Kind::words;
  bool optional : 1 = false;    // role, words: may be missing
  bool governing : 1 = false;   // words: all of them prepositions (class @prep of the language)
  bool may_govern : 1 = false;  // words: some of them are
  std::uint8_t role = 0;
  std::uint8_t gap = 0;    // gap: the most tokens it may hold
  WordSets::Id words = 0;  // words, forbidden
};
static_assert(sizeof(Element) == 8);

struct Pattern {
  std::vector<Element> elements;
  std::uint32_t rule = 0;
  std::uint32_t anchor = 0;  // index of the words element that the matcher looks for first
  std::uint32_t words = 0;   // how many words elements it has
  // The most words that may lie between a role and its neighbours, brackets not counted; kAnyReach:
  // as far as the kind of the neighbour allows.
  static constexpr std::uint8_t kAnyReach = 0xff;
  std::uint8_t close = kAnyReach;
};

// What parsing a line needs to know.
struct PatternContext {
  const std::vector<RoleSpec>& roles;
  const Languages& languages;
  const Lexicon& lexicon;
  LanguageId language;
  WordSets& words;  // of the language; grows
};

// Parses the text after `match`. The error's message says what is wrong; the caller adds file and
// line.
Result<std::vector<Pattern>> parse_pattern(std::string_view text, const PatternContext& context);

}  // namespace mercato
