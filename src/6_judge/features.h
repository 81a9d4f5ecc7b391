// What can be seen of a claim? Its features, by name.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "6_judge/judge.h"

namespace mercato {

using FeatureSink = std::function<void(std::string_view name)>;

// Which rule it was is no feature: rules are right about the documents that they were written with,
// and a judge that trusts them for that is wrong about others.
//
// Looks at a document once, then describes its claims one by one; work for each claim does not grow
// with the document. Keeps a reference to the input.
class ClaimFeatures {
 public:
  explicit ClaimFeatures(const JudgeInput& input);
  // Calls `sink` with the name of each feature of input.claims[claim]; names may repeat. The name
  // is valid during the call only.
  void describe(std::size_t claim, const FeatureSink& sink) const;

 private:
  const JudgeInput& input_;
  std::vector<std::uint32_t> named_;  // by entity: how often
  std::vector<std::int32_t> holds_;   // by entity: the person that a mention says it holds, or -1
};

}  // namespace mercato
