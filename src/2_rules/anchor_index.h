// Which patterns may hold with their anchor at this token? Patterns of one language, found by the
// words of their anchors and sifted by a glance at the words around.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "2_rules/hash_index.h"
#include "2_rules/pattern.h"
#include "2_rules/surroundings.h"

namespace mercato {

// Filled once with add(), closed with finish(), then only read.
class AnchorIndex {
 public:
  // `number` is what for_each() calls the pattern.
  void add(const Pattern& pattern, std::uint32_t number, const WordSets& words);
  void finish();

  // Calls `visit` with each pattern that may hold at `token`, where `around` stands: in the order
  // in which they were added, those with the word itself before those with a prefix.
  template <typename Visit>
  void for_each(const TokenizedText& text, std::uint32_t token, const Surroundings& around,
                Visit visit) const {
    const Token& t = text.tokens[token];
    for (const Block& block : by_word_.find(t.hash)) {
      if (!around.allow(block.all)) continue;
      for (std::uint32_t i = block.first; i < block.end; ++i) {
        if (around.allow(candidates_[i].needs)) visit(candidates_[i].pattern);
      }
    }
    if (by_head_.empty() || t.kind == TokenKind::punctuation || t.folded_size < Prefix::kHead)
      return;
    const std::string_view folded = text.fold(token);
    const std::uint64_t head = Prefix::head_of(folded);
    for (const auto& [prefix, candidate] : by_head_.find(head)) {
      if (prefix.begins(folded, head) && around.allow(candidate.needs)) visit(candidate.pattern);
    }
  }

 private:
  struct Candidate {
    Needs needs;
    std::uint32_t pattern = 0;
  };
  // Neighbours with one word, most of them variants of one pattern: ruled out at once where none of
  // them can hold.
  struct Block {
    Needs all;  // what each of them needs at the least
    std::uint32_t first = 0, end = 0;
  };
  struct PrefixCandidate {
    Prefix prefix;
    Candidate candidate;
  };

  std::vector<std::pair<std::uint64_t, Candidate>> rows_;  // until finish()
  std::vector<Candidate> candidates_;
  HashIndex<Block> by_word_;
  HashIndex<PrefixCandidate> by_head_;
};

}  // namespace mercato
