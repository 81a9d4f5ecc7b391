// Does this run stand in the body that the page's JSON-LD states?
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace mercato {

// The groups of four words of a text, without case of ASCII letters, punctuation or spacing.
// Immutable; thread-safe.
class StatedBody {
 public:
  explicit StatedBody(std::string_view text);

  bool empty() const { return shingles_.empty(); }
  std::size_t words() const { return words_; }
  // The share of the groups of `text` that stand in the body; 0 for fewer than four words.
  double agreement(std::string_view text) const;

 private:
  std::vector<std::uint64_t> shingles_;  // hashes, sorted
  std::size_t words_ = 0;
};

}  // namespace mercato
