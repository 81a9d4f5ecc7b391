// Who else is meant by "X, Y and Z"? The members of a coordination of mentions.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "0_core/mention.h"
#include "1_language/language.h"
#include "2_rules/rules.h"

namespace mercato {

// Reads the classes @and and @det of each language. Immutable, thread-safe.
class Coordination {
 public:
  Coordination(std::shared_ptr<const Lexicon> lexicon, const Languages& languages);

  // Entities coordinated with the mention among mentions [first, end), its own first; `out` is
  // overwritten. A row of commas alone is no coordination: headlines put whole sentences one after
  // the other so ("Norville on X, Sudport on Y").
  void members(std::uint32_t mention, const TokenizedText& tokens, const LinkedText& linked,
               std::uint32_t first, std::uint32_t end, std::vector<std::int32_t>& out) const;

 private:
  enum class Joint : std::uint8_t { none, comma, conjunction };
  Joint joint_of(const Mention& left, const Mention& right, const TokenizedText& tokens) const;

  std::shared_ptr<const Lexicon> lexicon_;
  std::vector<Lexicon::ClassId> and_, determiners_;  // by language
};

}  // namespace mercato
