// What must stand where? One line of a rule, flattened: optional parts and alternatives of several
// words are written out.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"
#include "1_language/language.h"
#include "2_rules/lexicon.h"
#include "2_rules/rules.h"

namespace mercato {

// Roles of one book as a set of bits.
using RoleSet = std::uint8_t;
static_assert(kMaxRoles <= 8 * sizeof(RoleSet));

// The front of a word, at least kHead bytes of it.
struct Prefix {
  static constexpr std::size_t kHead = 3;
  std::uint8_t length = 0;
  std::uint64_t head = 0;  // hash of the first kHead bytes
  std::uint64_t hash = 0;  // of all

  // REQUIRES: folded.size() >= kHead.
  static std::uint64_t head_of(std::string_view folded) {
    return fold_hash(folded.substr(0, kHead));
  }
  // Whether a word with this head begins with the prefix.
  bool begins(std::string_view folded, std::uint64_t folded_head) const {
    return folded_head == head && folded.size() >= length &&
           fold_hash(folded.substr(0, length)) == hash;
  }
};

struct Element {
  enum class Kind : std::uint8_t { words, forbidden, gap, role, start, inside, end };
  Kind kind = Kind::words;
  bool optional = false;    // role, words: may be missing
  bool governing = false;   // words: all of them prepositions (class @prep of the language)
  bool may_govern = false;  // words: some of them are
  std::uint8_t role = 0;
  std::uint8_t gap = 0;                                     // gap: the most tokens it may hold
  boost::container::small_vector<std::uint64_t, 2> hashes;  // words: sorted folds
  std::vector<Prefix> prefixes;                             // words
  std::uint64_t mask = 0;  // words: mask_bit() of each of the hashes

  bool matches(const TokenizedText& text, std::uint32_t token) const {
    return ((mask & mask_bit(text.tokens[token].hash)) && has_word(text.tokens[token].hash)) ||
           (!prefixes.empty() && has_prefix_of(text, token));
  }
  static std::uint64_t mask_bit(std::uint64_t hash) { return std::uint64_t{1} << (hash & 63); }

 private:
  bool has_word(std::uint64_t hash) const;
  bool has_prefix_of(const TokenizedText& text, std::uint32_t token) const;
};

struct Pattern {
  std::vector<Element> elements;
  std::uint32_t rule = 0;
  std::uint32_t anchor = 0;  // index of the words element that the matcher looks for first
  std::uint32_t words = 0;   // how many words elements it has
  RoleSet required = 0;      // the roles that must be filled
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
};

// Parses the text after `match`. The error's message says what is wrong; the caller adds file and
// line.
Result<std::vector<Pattern>> parse_pattern(std::string_view text, const PatternContext& context);

}  // namespace mercato
