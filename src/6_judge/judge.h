// Is a claim that the rules made likely to be right? A small learned judge over readable rules.
// Front header of 6_judge.
//
// Logistic regression over named features of a claim: its type, how its roles were found,
// where it stands, the words around its cue, and what else the document claims. The weights are a
// table of words and numbers, data/judge/weights.tsv, trained by tools/train_judge on labelled
// documents; docs/quality.md has what the judge gains on documents it has not seen.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "0_core/claim.h"
#include "0_core/document.h"
#include "0_core/mention.h"
#include "0_core/result.h"
#include "1_language/language.h"
#include "5_claim/extractor.h"

namespace mercato {

// A document as the stages before read it, with all claims that its rules made.
struct JudgeInput {
  const Document& document;
  const TokenizedText& tokens;
  const LinkedText& linked;
  const Languages& languages;
  const ClaimTypes& types;
  const std::vector<Claim>& claims;
};

// What speaks for a claim (above 0) or against it.
struct JudgeReason {
  std::string feature;
  float weight = 0;
};

// Immutable, thread-safe.
class Judge {
 public:
  // Reads `data`/judge/weights.tsv. Without that file there is no judge, and every claim stands: a
  // null pointer. Fails where the file is damaged.
  static Result<std::shared_ptr<const Judge>> load(const std::filesystem::path& data);
  virtual ~Judge() = default;

  // Sets the confidence of each claim to the probability that it is right, and takes out those
  // below the threshold that the weights were measured with.
  virtual void judge(const Document& document, const TokenizedText& tokens,
                     const LinkedText& linked, const Languages& languages, const ClaimTypes& types,
                     std::vector<Claim>& claims) const = 0;
  // Why, the strongest reasons first; a feature without weight is left out.
  virtual std::vector<JudgeReason> reasons(const JudgeInput& input, std::size_t claim) const = 0;
  virtual float threshold() const = 0;
};

// The names of all features of a claim, as the weights know them; for training. `out` is
// overwritten.
void judge_features(const JudgeInput& input, std::size_t claim, std::vector<std::string>& out);

}  // namespace mercato
