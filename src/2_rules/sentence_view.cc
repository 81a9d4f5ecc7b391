#include "2_rules/sentence_view.h"

#include <algorithm>

namespace mercato {
namespace {

// Only their order matters: a strong mark (colon, dash) is worse than a comma.
constexpr float kCommaCost = 0.6f, kClauseCost = 1.0f, kStrongMarkCost = 2.5f;

std::uint32_t first_mention_at(std::span<const Mention> mentions, std::uint32_t token) {
  return static_cast<std::uint32_t>(
      std::lower_bound(mentions.begin(), mentions.end(), token,
                       [](const Mention& m, std::uint32_t t) { return m.first_token < t; }) -
      mentions.begin());
}

}  // namespace

GrammarWords::GrammarWords(const Lexicon& lexicon, LanguageId language) {
  constexpr std::pair<std::string_view, Class> kClasses[] = {
      {"@prep", preposition}, {"@det", determiner}, {"@clause", clause}};
  for (const auto& [name, bit] : kClasses) {
    const Lexicon::ClassId id = lexicon.find(language, name);
    if (id == Lexicon::kNoClass) continue;
    for (const auto& words : lexicon.members(id)) {
      if (words.size() != 1) continue;
      const std::uint64_t hash = fold_hash(words[0]);
      filter_.insert(hash);
      classes_[hash] |= bit;
    }
  }
}

SentenceView::SentenceView(const TokenizedText& text, std::uint32_t sentence,
                           std::span<const Mention> mentions)
    : text_(text),
      mentions_(mentions),
      first_token_(text.sentences[sentence].first_token),
      end_token_(text.sentences[sentence].end_token),
      first_mention_(first_mention_at(mentions, first_token_)),
      end_mention_(first_mention_) {
  for (; end_mention_ < mentions.size() && mentions[end_mention_].first_token < end_token_;
       ++end_mention_) {
  }
}

void SentenceView::weigh(const GrammarWords& grammar) {
  weighed_ = true;
  tokens_.resize(end_token_ - first_token_);
  for (std::uint32_t t = first_token_; t < end_token_; ++t) {
    const std::uint8_t classes = grammar.classes(text_.tokens[t].hash);
    const float cost = weigh_token(t, classes);
    tokens_[t - first_token_] = {cost, classes, cost >= kStrongMarkCost};
  }
  traits_.reserve(end_mention_ - first_mention_);
  for (std::uint32_t m = first_mention_; m < end_mention_; ++m)
    traits_.push_back({find_governed(m), find_nested(m)});
}

float SentenceView::weigh_token(std::uint32_t token, std::uint8_t classes) const {
  const Token& t = text_.tokens[token];
  if (t.kind != TokenKind::punctuation && t.kind != TokenKind::symbol)
    return kTokenCost + (classes & GrammarWords::clause ? kClauseCost : 0);
  switch (text_.fold(token).front()) {
    case '-':
      return t.shape & kSpaceBefore ? kStrongMarkCost : 0;
    case '\'':
    case '"':
    case '#':
      return 0;
    case ',':
    case '(':
    case ')':
      return kCommaCost;
    default:
      return t.kind == TokenKind::symbol ? kTokenCost : kStrongMarkCost;
  }
}

bool SentenceView::find_governed(std::uint32_t m) const {
  constexpr std::uint32_t kMaxSteps = 4;
  for (std::uint32_t t = mentions_[m].first_token, steps = 0;
       t-- > first_token_ && steps < kMaxSteps; ++steps) {
    const std::uint8_t classes = tokens_[t - first_token_].classes;
    if (classes & GrammarWords::preposition) return true;
    const bool quote = text_.tokens[t].kind == TokenKind::punctuation && text_.fold(t) != ",";
    if (!quote && !(classes & GrammarWords::determiner)) return false;
  }
  return false;
}

bool SentenceView::find_nested(std::uint32_t m) const {
  for (std::uint32_t other = m; other-- > first_mention_ && m - other < 4;) {
    if (mentions_[other].span.contains(mentions_[m].span)) return true;
  }
  return false;
}

}  // namespace mercato
