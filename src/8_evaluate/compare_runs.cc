// What did a change of rules or data mend, and what did it break?
#include <algorithm>
#include <unordered_map>

#include "8_evaluate/claim_match.h"
#include "8_evaluate/evaluator_state.h"

namespace mercato::evaluation {
namespace {

using Saved = Evaluator::SavedDocument;
using Change = Evaluator::Change;

bool same_label(const LabelClaim& a, const LabelClaim& b) {
  return a.person == b.person && a.to == b.to && a.type == b.type && a.polarity == b.polarity;
}

class Difference {
 public:
  Difference(const LabelNames& names, Evaluator::Comparison& out) : names_(names), out_(out) {}

  void add(const Saved& before, const DocumentResult& now) {
    before_ = &before;
    now_ = &now;
    labels();
    for (const Verdict& verdict : before.verdicts)
      if (is_wrong(verdict) && !has_wrong(now.verdicts, verdict)) change(true, verdict);
    for (const Verdict& verdict : now.verdicts)
      if (is_wrong(verdict) && !has_wrong(before.verdicts, verdict)) change(false, verdict);
    for (auto* counts : counts_of()) {
      ++counts->documents;
      counts->before.add(before.strict);
      counts->now.add(now.levels[kStrict]);
    }
  }

 private:
  static bool is_wrong(const Verdict& verdict) { return verdict.outcome == ClaimOutcome::wrong; }

  // Labels that were met in one run and missed in the other.
  void labels() {
    std::size_t known = 0, labels_before = 0;
    for (const Verdict& one : before_->verdicts) labels_before += !is_wrong(one);
    for (const Verdict& verdict : now_->verdicts) {
      if (is_wrong(verdict)) continue;
      const Verdict* earlier = find_label(verdict.claim);
      known += earlier != nullptr;
      out_.relabelled += earlier == nullptr;
      if (!earlier || earlier->outcome == verdict.outcome) continue;
      const bool fixed = verdict.outcome == ClaimOutcome::hit;
      change(fixed, fixed ? *earlier : verdict, fixed ? verdict.other : earlier->other);
    }
    out_.relabelled += static_cast<std::uint32_t>(labels_before - std::min(known, labels_before));
  }

  const Verdict* find_label(const LabelClaim& claim) const {
    for (const Verdict& one : before_->verdicts)
      if (!is_wrong(one) && same_label(one.claim, claim)) return &one;
    return nullptr;
  }

  // Read names may be written otherwise in another run.
  bool has_wrong(const std::vector<Verdict>& verdicts, const Verdict& wanted) const {
    return std::any_of(verdicts.begin(), verdicts.end(), [&](const Verdict& one) {
      return is_wrong(one) && one.claim.type == wanted.claim.type &&
             one.claim.polarity == wanted.claim.polarity &&
             same_pair(one.claim, wanted.claim, names_);
    });
  }

  void change(bool fixed, const Verdict& verdict, std::optional<LabelClaim> right = {}) {
    out_.changes.push_back({now_->id, now_->language, fixed, verdict, std::move(right)});
    const bool wrong = is_wrong(verdict);
    for (auto* counts : counts_of()) {
      if (fixed)
        ++(wrong ? counts->fixed_wrong : counts->fixed_missed);
      else
        ++(wrong ? counts->broken_wrong : counts->broken_missed);
    }
  }

  std::array<Evaluator::ChangeCounts*, 2> counts_of() {
    return {&out_.languages["all"], &out_.languages[now_->language]};
  }

  const LabelNames& names_;
  Evaluator::Comparison& out_;
  const Saved* before_ = nullptr;
  const DocumentResult* now_ = nullptr;
};

}  // namespace

Evaluator::Comparison Evaluator::compare(const std::vector<SavedDocument>& before,
                                         const std::vector<DocumentResult>& now) const {
  Comparison out;
  std::unordered_map<std::string, const SavedDocument*> earlier;
  for (const SavedDocument& one : before) earlier.emplace(one.id, &one);
  out.only_before = static_cast<std::uint32_t>(earlier.size());
  Difference difference(state_->names, out);
  for (const DocumentResult& result : now) {
    const auto found = earlier.find(result.id);
    if (found == earlier.end()) {
      ++out.only_now;
      continue;
    }
    --out.only_before;
    difference.add(*found->second, result);
  }
  return out;
}

}  // namespace mercato::evaluation
