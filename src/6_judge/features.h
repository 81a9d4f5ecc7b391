// What can be seen of a claim? Its features, by name.
#pragma once

#include <functional>
#include <string_view>

#include "6_judge/judge.h"

namespace mercato {

using FeatureSink = std::function<void(std::string_view name)>;

// Which rule it was is no feature: rules are right about the documents that they were written with,
// and a judge that trusts them for that is wrong about others.
//
// Calls `sink` with the name of each feature of input.claims[claim]; names may repeat. The name is
// valid during the call only.
void describe_claim(const JudgeInput& input, std::size_t claim, const FeatureSink& sink);

}  // namespace mercato
