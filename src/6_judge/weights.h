// How much does each feature weigh? The table that tools/train_judge writes.
//
//   # mercato judge weights, version 1; made by tools/train_judge
//   checksum TAB 16 hexadecimal digits: FNV-1a of all bytes behind this line
//   threshold TAB 0.25
//   <feature> TAB <weight>
//   …
// Lines that begin with '#' are comments.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "0_core/result.h"

namespace mercato {

class JudgeWeights {
 public:
  // Fails, with file and line, where the file cannot be read, a line has no number, a feature
  // stands twice, or the checksum differs.
  static Result<JudgeWeights> load(const std::filesystem::path& file);
  // `name` stands for the file in problems.
  static Result<JudgeWeights> parse(std::string_view text, const std::string& name);

  // A pointer that lives as long as the table, and is the same for the same feature; null where the
  // feature weighs nothing.
  const float* find(std::string_view feature) const;
  float threshold() const { return threshold_; }
  std::size_t size() const { return weights_.size(); }

 private:
  boost::unordered_flat_map<std::uint64_t, float> weights_;  // by fold_hash() of the feature's name
  float threshold_ = 0;
};

}  // namespace mercato
