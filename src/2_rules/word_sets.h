// Which words may stand in one place of a pattern? Each set of words of one language once, side by
// side in memory: thousands of patterns share them.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "1_language/language.h"

namespace mercato {

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

// Sets of words as bits (WordSets::bit): a word may be taken for in the set, never for missing.
using WordBits = std::uint64_t;

// Sets are named by numbers from 0 on. Filled while rules are read, then only read.
class WordSets {
 public:
  using Id = std::uint32_t;

  static WordBits bit(std::uint64_t hash) { return WordBits{1} << (hash & 63); }

  // The set of these words; the same number for the same words.
  Id add(std::vector<std::uint64_t> hashes, const std::vector<Prefix>& prefixes = {});
  // What is in either.
  Id join(Id a, Id b);

  bool has(Id id, const TokenizedText& text, std::uint32_t token) const {
    const Set& set = sets_[id];
    const std::uint64_t hash = text.tokens[token].hash;
    return ((set.bits & bit(hash)) && has_word(set, hash)) ||
           (set.prefix_count > 0 && has_prefix_of(set, text, token));
  }
  // Sorted folds.
  std::span<const std::uint64_t> hashes(Id id) const {
    return {hashes_.data() + sets_[id].first_hash, sets_[id].hash_count};
  }
  std::span<const Prefix> prefixes(Id id) const {
    return {prefixes_.data() + sets_[id].first_prefix, sets_[id].prefix_count};
  }
  // Of the hashes.
  WordBits bits(Id id) const { return sets_[id].bits; }

 private:
  struct Set {
    WordBits bits = 0;
    std::uint32_t first_hash = 0, hash_count = 0, first_prefix = 0, prefix_count = 0;
  };
  bool has_word(const Set& set, std::uint64_t hash) const;
  bool has_prefix_of(const Set& set, const TokenizedText& text, std::uint32_t token) const;

  std::vector<Set> sets_;
  std::vector<std::uint64_t> hashes_;  // of all sets, one after the other
  std::vector<Prefix> prefixes_;
  boost::unordered_flat_map<std::uint64_t, Id> ids_;  // by a hash over the set
};

}  // namespace mercato
