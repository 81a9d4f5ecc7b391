#include "2_rules/anchor_index.h"

#include <algorithm>

namespace mercato {

void AnchorIndex::add(const Pattern& pattern, std::uint32_t number, const WordSets& words) {
  const Candidate candidate{Needs(pattern, words), number};
  const WordSets::Id anchor = pattern.elements[pattern.anchor].words;
  for (const std::uint64_t hash : words.hashes(anchor)) rows_.emplace_back(hash, candidate);
  for (const Prefix& prefix : words.prefixes(anchor))
    by_head_.add(prefix.head, {prefix, candidate});
}

void AnchorIndex::finish() {
  constexpr std::size_t kBlock = 8;
  std::stable_sort(rows_.begin(), rows_.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  candidates_.reserve(rows_.size());
  for (std::size_t begin = 0, end = 0; begin < rows_.size(); begin = end) {
    const std::uint64_t hash = rows_[begin].first;
    Block block{rows_[begin].second.needs, static_cast<std::uint32_t>(begin), 0};
    for (; end < rows_.size() && end < begin + kBlock && rows_[end].first == hash; ++end) {
      const Candidate& candidate = rows_[end].second;
      block.all.widen(candidate.needs);
      candidates_.push_back(candidate);
    }
    block.end = static_cast<std::uint32_t>(end);
    by_word_.add(hash, block);
  }
  rows_ = {};
  by_word_.finish();
  by_head_.finish();
}

}  // namespace mercato
