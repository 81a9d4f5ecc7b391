#include "5_claim/coordination.h"

#include <algorithm>

namespace mercato {
namespace {

bool can_join(const LinkedText& linked, std::uint32_t mention, std::uint32_t other) {
  const Mention& a = linked.mentions[mention];
  const Mention& b = linked.mentions[other];
  return a.kind == b.kind && b.holder < 0 && b.form != MentionForm::pronoun;
}

LanguageId language_at(const TokenizedText& tokens, std::uint32_t token) {
  const auto it =
      std::upper_bound(tokens.sentences.begin(), tokens.sentences.end(), token,
                       [](std::uint32_t t, const Sentence& s) { return t < s.first_token; });
  return it == tokens.sentences.begin() ? kUnknownLanguage : std::prev(it)->language;
}

}  // namespace

Coordination::Coordination(std::shared_ptr<const Lexicon> lexicon, const Languages& languages)
    : lexicon_(std::move(lexicon)) {
  for (std::size_t i = 0; i < languages.size(); ++i) {
    and_.push_back(lexicon_->find(static_cast<LanguageId>(i), "@and"));
    determiners_.push_back(lexicon_->find(static_cast<LanguageId>(i), "@det"));
  }
}

// Only commas, "and" and determiners lie between the two, and at least one of the first two.
Coordination::Joint Coordination::joint_of(const Mention& left, const Mention& right,
                                           const TokenizedText& tokens) const {
  constexpr std::uint32_t kMaxBetween = 4;
  if (right.first_token < left.end_token || right.first_token - left.end_token > kMaxBetween)
    return Joint::none;
  const LanguageId language = language_at(tokens, left.first_token);
  if (language >= and_.size()) return Joint::none;
  Joint joint = Joint::none;
  for (std::uint32_t i = left.end_token; i < right.first_token; ++i) {
    const std::uint64_t hash = tokens.tokens[i].hash;
    // Folding takes accents away, and with them the difference of Italian "e" and "è".
    const bool accented = tokens.tokens[i].span.size() != tokens.fold(i).size();
    if (!accented && lexicon_->has(and_[language], hash)) {
      joint = Joint::conjunction;
    } else if (tokens.fold(i) == "," || tokens.fold(i) == "/") {
      joint = std::max(joint, Joint::comma);
    } else if (!lexicon_->has(determiners_[language], hash)) {
      return Joint::none;
    }
  }
  return joint;
}

void Coordination::members(std::uint32_t mention, const TokenizedText& tokens,
                           const LinkedText& linked, std::uint32_t first, std::uint32_t end,
                           std::vector<std::int32_t>& out) const {
  out.assign(1, linked.mentions[mention].entity);
  bool conjunction = false;
  // Joins `other` to `at`; false where the coordination ends between them.
  const auto join = [&](std::uint32_t at, std::uint32_t other) {
    const auto [left, right] = std::minmax({at, other});
    const Joint joint = joint_of(linked.mentions[left], linked.mentions[right], tokens);
    if (joint == Joint::none) return false;
    conjunction = conjunction || joint == Joint::conjunction;
    const std::int32_t entity = linked.mentions[other].entity;
    if (std::find(out.begin(), out.end(), entity) == out.end()) out.push_back(entity);
    return true;
  };
  std::uint32_t at = mention;
  for (std::uint32_t i = mention + 1; i < end; ++i) {
    if (!can_join(linked, mention, i)) continue;
    if (!join(at, i)) break;
    at = i;
  }
  at = mention;
  for (std::uint32_t i = mention; i-- > first;) {
    if (!can_join(linked, mention, i)) continue;
    if (!join(at, i)) break;
    at = i;
  }
  if (!conjunction) out.resize(1);
}

}  // namespace mercato
