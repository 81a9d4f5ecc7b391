// Is this hash surely not among them? A glance that spares most look-ups.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace mercato {

// A bit for each remainder of the hashes put in. About 16 bits for each hash keep false hopes rare.
template <std::size_t kBits>
class HashFilter {
  static_assert(kBits >= 64 && (kBits & (kBits - 1)) == 0, "a power of two");

 public:
  void insert(std::uint64_t hash) { words_[word(hash)] |= bit(hash); }
  bool may_have(std::uint64_t hash) const { return (words_[word(hash)] & bit(hash)) != 0; }

 private:
  static std::size_t word(std::uint64_t hash) { return hash / 64 % (kBits / 64); }
  static std::uint64_t bit(std::uint64_t hash) { return std::uint64_t{1} << (hash % 64); }

  std::array<std::uint64_t, kBits / 64> words_{};
};

}  // namespace mercato
