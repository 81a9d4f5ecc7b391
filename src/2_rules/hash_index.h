// Which values stand under this hash? Many for each, side by side in memory.
#pragma once

#include <algorithm>
#include <bit>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace mercato {

// Filled once with add(), closed with finish(), then only read. Values of one hash keep the order
// in which they were added.
template <typename Value>
class HashIndex {
 public:
  void add(std::uint64_t hash, Value value) { rows_.emplace_back(hash, value); }

  void finish() {
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const Row& a, const Row& b) { return a.first < b.first; });
    const std::size_t bits = std::bit_ceil(kBitsForEach * rows_.size() + 64);
    filter_.assign(bits / 64, 0);
    for (const auto& [hash, value] : rows_) {
      filter_[word_of(hash)] |= std::uint64_t{1} << (hash & 63);
      Run& run =
          runs_.try_emplace(hash, Run{static_cast<std::uint32_t>(values_.size()), 0}).first->second;
      values_.push_back(value);
      ++run.size;
    }
    rows_ = {};
  }

  std::span<const Value> find(std::uint64_t hash) const {
    if (filter_.empty() || !(filter_[word_of(hash)] >> (hash & 63) & 1)) return {};
    const auto it = runs_.find(hash);
    if (it == runs_.end()) return {};
    return {values_.data() + it->second.begin, it->second.size};
  }

 private:
  static constexpr std::size_t kBitsForEach = 16;
  std::size_t word_of(std::uint64_t hash) const { return hash >> 6 & (filter_.size() - 1); }

  using Row = std::pair<std::uint64_t, Value>;
  struct Run {
    std::uint32_t begin = 0, size = 0;
  };
  std::vector<Row> rows_;              // until finish()
  std::vector<std::uint64_t> filter_;  // a bit for each hash: most of those asked for are not here
  std::vector<Value> values_;
  boost::unordered_flat_map<std::uint64_t, Run> runs_;
};

}  // namespace mercato
