#include "6_judge/judge.h"

#include <algorithm>
#include <cmath>

#include "6_judge/features.h"
#include "6_judge/weights.h"

namespace mercato {
namespace {

// Features that the judge looks at once, however often they are named.
class Sum {
 public:
  explicit Sum(const JudgeWeights& weights) : weights_(weights) {}
  void clear() {
    seen_.clear();
    sum_ = 0;
  }
  void add(std::string_view name) {
    const auto weight = weights_.find(name);
    if (!weight || std::find(seen_.begin(), seen_.end(), weight) != seen_.end()) return;
    seen_.push_back(weight);
    sum_ += *weight;
  }
  float probability() const { return 1.0f / (1.0f + std::exp(-sum_)); }

 private:
  const JudgeWeights& weights_;
  std::vector<const float*> seen_;
  float sum_ = 0;
};

class WeightedJudge final : public Judge {
 public:
  explicit WeightedJudge(JudgeWeights weights) : weights_(std::move(weights)) {}

  void judge(const Document& document, const TokenizedText& tokens, const LinkedText& linked,
             const Languages& languages, const ClaimTypes& types,
             std::vector<Claim>& claims) const override {
    if (claims.empty()) return;
    const JudgeInput input{document, tokens, linked, languages, types, claims};
    const ClaimFeatures features(input);
    std::vector<float> probabilities;
    Sum sum(weights_);
    for (std::size_t i = 0; i < claims.size(); ++i) {
      sum.clear();
      features.describe(i, [&](std::string_view name) { sum.add(name); });
      probabilities.push_back(sum.probability());
    }
    for (std::size_t i = 0; i < claims.size(); ++i) claims[i].confidence = probabilities[i];
    std::erase_if(claims, [&](const Claim& claim) { return claim.confidence < threshold(); });
  }

  std::vector<JudgeReason> reasons(const JudgeInput& input, std::size_t claim) const override {
    std::vector<std::string> names;
    judge_features(input, claim, names);
    std::vector<JudgeReason> reasons;
    for (std::string& name : names) {
      if (const float* weight = weights_.find(name)) reasons.push_back({std::move(name), *weight});
    }
    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const JudgeReason& a, const JudgeReason& b) {
                       return std::abs(a.weight) > std::abs(b.weight);
                     });
    return reasons;
  }

  float threshold() const override { return weights_.threshold(); }

 private:
  JudgeWeights weights_;
};

}  // namespace

Result<std::shared_ptr<const Judge>> Judge::load(const std::filesystem::path& data) {
  const std::filesystem::path file = data / "judge" / "weights.tsv";
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return std::shared_ptr<const Judge>();
  auto weights = JudgeWeights::load(file);
  if (!weights) return tl::unexpected(weights.error());
  return std::make_shared<WeightedJudge>(std::move(*weights));
}

}  // namespace mercato
