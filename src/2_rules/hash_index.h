// Which values stand under this hash? Many for each, side by side in memory.
#pragma once

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "2_rules/hash_filter.h"

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
    for (const auto& [hash, value] : rows_) {
      filter_.insert(hash);
      Run& run =
          runs_.try_emplace(hash, Run{static_cast<std::uint32_t>(values_.size()), 0}).first->second;
      values_.push_back(value);
      ++run.size;
    }
    rows_ = {};
  }

  bool empty() const { return values_.empty(); }
  std::span<const Value> find(std::uint64_t hash) const {
    if (!filter_.may_have(hash)) return {};
    const auto it = runs_.find(hash);
    if (it == runs_.end()) return {};
    return {values_.data() + it->second.begin, it->second.size};
  }

 private:
  using Row = std::pair<std::uint64_t, Value>;
  struct Run {
    std::uint32_t begin = 0, size = 0;
  };
  std::vector<Row> rows_;                    // until finish()
  HashFilter<std::size_t{1} << 15> filter_;  // for some thousand hashes
  std::vector<Value> values_;
  boost::unordered_flat_map<std::uint64_t, Run> runs_;
};

}  // namespace mercato
