#include "2_rules/word_sets.h"

#include <algorithm>

namespace mercato {
namespace {

std::uint64_t hash_of(const std::vector<std::uint64_t>& hashes,
                      const std::vector<Prefix>& prefixes) {
  constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15ull;
  std::uint64_t hash = hashes.size();
  const auto mix = [&](std::uint64_t value) {
    hash = (hash ^ value) * kOdd;
    hash ^= hash >> 29;
  };
  for (const std::uint64_t word : hashes) mix(word);
  for (const Prefix& prefix : prefixes) mix(prefix.hash);
  return hash;
}

template <typename T>
std::vector<T> concatenation(std::span<const T> a, std::span<const T> b) {
  std::vector<T> out(a.begin(), a.end());
  out.insert(out.end(), b.begin(), b.end());
  return out;
}

}  // namespace

WordSets::Id WordSets::add(std::vector<std::uint64_t> hashes, const std::vector<Prefix>& prefixes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  const auto [known, is_new] =
      ids_.try_emplace(hash_of(hashes, prefixes), static_cast<Id>(sets_.size()));
  if (!is_new) return known->second;
  Set set;
  set.first_hash = static_cast<std::uint32_t>(hashes_.size());
  set.hash_count = static_cast<std::uint32_t>(hashes.size());
  set.first_prefix = static_cast<std::uint32_t>(prefixes_.size());
  set.prefix_count = static_cast<std::uint32_t>(prefixes.size());
  for (const std::uint64_t hash : hashes) set.bits |= bit(hash);
  hashes_.insert(hashes_.end(), hashes.begin(), hashes.end());
  prefixes_.insert(prefixes_.end(), prefixes.begin(), prefixes.end());
  sets_.push_back(set);
  return known->second;
}

WordSets::Id WordSets::join(Id a, Id b) {
  return add(concatenation(hashes(a), hashes(b)), concatenation(prefixes(a), prefixes(b)));
}

// Binary search without a branch that depends on the words. REQUIRES: the set holds a hash.
bool WordSets::has_word(const Set& set, std::uint64_t hash) const {
  const std::uint64_t* first = hashes_.data() + set.first_hash;
  for (std::uint32_t size = set.hash_count; size > 1;) {
    const std::uint32_t half = size / 2;
    first += first[half - 1] < hash ? half : 0;
    size -= half;
  }
  return *first == hash;
}

bool WordSets::has_prefix_of(const Set& set, const TokenizedText& text, std::uint32_t token) const {
  const std::string_view folded = text.fold(token);
  if (folded.size() < Prefix::kHead) return false;
  const std::uint64_t head = Prefix::head_of(folded);
  const Prefix* first = prefixes_.data() + set.first_prefix;
  return std::any_of(first, first + set.prefix_count,
                     [&](const Prefix& prefix) { return prefix.begins(folded, head); });
}

}  // namespace mercato
