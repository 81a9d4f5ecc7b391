// Which fixed phrase begins here? Words for positions and for persons named before, of one
// language.
//
// Phrases are sequences of token hashes with the punctuation between left out ("centre-back" =
// "centre back"). Immutable after building; lookups allocate nothing.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "1_language/language.h"

namespace mercato::link {

enum class PhraseKind : std::uint8_t {
  position,    // value: index of the canonical position
  person,      // "ce dernier": continues any person; no value
  player,      // "le joueur": continues a player; no value
  impersonal,  // "il y a": the pronoun stands for nobody; no value
  plays_for,   // "joue à": the club behind it holds the person before it; no value
  lent_by,     // "en prêt de": likewise, where nothing else says who holds the person; no value
  plays_at,    // "beim X spielt": the club before it holds the person before that; no value
};

struct PhraseValue {
  PhraseKind kind = PhraseKind::position;
  std::uint16_t value = 0;
};

class PhraseTable {
 public:
  // REQUIRES: words is not empty.
  void add(const std::vector<std::uint64_t>& words, PhraseValue value);

  struct Match {
    std::uint32_t end_token = 0;  // 0 = no phrase begins here
    const std::vector<PhraseValue>* values = nullptr;
  };
  // The longest phrase that begins at `token` and ends before `limit`.
  Match longest(const TokenizedText& text, std::uint32_t token, std::uint32_t limit) const;

 private:
  static std::uint64_t key(std::uint32_t node, std::uint64_t hash) {
    return (hash ^ (node * 0x9e3779b97f4a7c15ull)) * 0xff51afd7ed558ccdull;
  }
  const std::uint32_t* child(std::uint32_t node, std::uint64_t hash) const;

  // Open addressing, power of two; a key of 0 is free.
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t node = 0;
  };
  void insert(std::uint64_t key, std::uint32_t node);
  std::vector<Slot> slots_ = std::vector<Slot>(256);
  std::size_t used_ = 0;
  std::vector<std::vector<PhraseValue>> values_ = std::vector<std::vector<PhraseValue>>(1);
};

// The next token of a name or phrase after `token`: skips one hyphen, apostrophe, full stop after
// an abbreviation, or '&' that joins written words. `limit` where none follows.
std::uint32_t next_word(const TokenizedText& text, std::uint32_t token, std::uint32_t limit);

}  // namespace mercato::link
