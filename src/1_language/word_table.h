// Which languages know this word? A set of folded words, each with the languages it belongs to.
// Internal to 1_language.
//
// Filled once, then read by all threads. Looks up by fold_hash alone: two words of one hash count
// as one, which at 64 bits does not happen among thousands of words.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace mercato {

// Bit i stands for LanguageId i.
using LanguageMask = std::uint64_t;
inline constexpr LanguageMask kAnyLanguage = ~LanguageMask{0};
inline constexpr std::size_t kMaxLanguages = 64;

class WordTable {
 public:
  void add(std::uint64_t hash, LanguageMask languages) {
    if ((used_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = slots_[place(hash)];
    if (slot.languages == 0) ++used_;
    slot.hash = hash;
    slot.languages |= languages;
  }

  // 0 where the word is in no language.
  LanguageMask find(std::uint64_t hash) const {
    return slots_.empty() ? 0 : slots_[place(hash)].languages;
  }

  std::size_t size() const { return used_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    LanguageMask languages = 0;  // 0: empty
  };

  // Where the word is, or where it would go.
  std::size_t place(std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (hash ^ hash >> 32) & mask;
    while (slots_[at].languages != 0 && slots_[at].hash != hash) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? 64 : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.languages != 0) slots_[place(slot.hash)] = slot;
    }
  }

  std::vector<Slot> slots_;  // a power of two
  std::size_t used_ = 0;
};

}  // namespace mercato
