// Why was a claim missed, or made up? Internal to 8_evaluate; the kinds are defined in
// docs/formats/eval.md.
#pragma once

#include <string>
#include <vector>

#include "8_evaluate/claim_match.h"

namespace mercato::evaluation {

// Whom the document's mentions stand for, by name.
struct NamesFound {
  std::vector<std::string> persons, clubs;
};

// The verdicts of one document. `gold` and `predicted` are folded, `matches` is their strict
// matching.
std::vector<Verdict> judge_claims(const std::vector<LabelClaim>& gold,
                                  const std::vector<LabelClaim>& predicted,
                                  const std::vector<Match>& matches, const NamesFound& found,
                                  const LabelNames& names);

}  // namespace mercato::evaluation
