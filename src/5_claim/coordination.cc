#include "5_claim/coordination.h"

#include <algorithm>

namespace mercato {
namespace {

bool can_join(const LinkedText& linked, std::uint32_t mention, std::uint32_t other) {
  const Mention& a = linked.mentions[mention];
  const Mention& b = linked.mentions[other];
  return a.kind == b.kind && b.holder < 0 && b.form != MentionForm::pronoun;
}

const Sentence* sentence_at(const TokenizedText& tokens, std::uint32_t token) {
  const auto it =
      std::upper_bound(tokens.sentences.begin(), tokens.sentences.end(), token,
                       [](std::uint32_t t, const Sentence& s) { return t < s.first_token; });
  return it == tokens.sentences.begin() ? nullptr : &*std::prev(it);
}

LanguageId language_at(const TokenizedText& tokens, std::uint32_t token) {
  const Sentence* sentence = sentence_at(tokens, token);
  return sentence == nullptr ? kUnknownLanguage : sentence->language;
}

// "Marek (Norville), Aalto (Sudport)": the token behind the bracket that opens at `token`, if any.
std::uint32_t behind_bracket(const TokenizedText& tokens, std::uint32_t token) {
  constexpr std::uint32_t kLongest = 10;
  const auto size = static_cast<std::uint32_t>(tokens.tokens.size());
  if (token >= size || tokens.fold(token) != "(") return token;
  for (std::uint32_t i = token + 1; i < std::min(size, token + kLongest); ++i) {
    if (tokens.fold(i) == ")") return i + 1;
  }
  return token;
}

// Whether the token between two mentions says something of the right one: its nation, position or
// club.
bool describes(const LinkedText& linked, std::uint32_t left, std::uint32_t right,
               std::uint32_t token) {
  for (std::uint32_t m = left + 1; m < right; ++m) {
    const Mention& mention = linked.mentions[m];
    if (token < mention.first_token || token >= mention.end_token) continue;
    if (mention.kind == MentionKind::nationality || mention.kind == MentionKind::position)
      return true;
    if (mention.holder >= 0 && mention.holder == linked.mentions[right].entity) return true;
  }
  return false;
}

// Inside a sentence full stops are an ellipsis.
bool is_ellipsis(std::string_view mark) { return mark == "…" || mark == "."; }

}  // namespace

Coordination::Coordination(std::shared_ptr<const Lexicon> lexicon, const Languages& languages)
    : lexicon_(std::move(lexicon)) {
  for (std::size_t i = 0; i < languages.size(); ++i) {
    and_.push_back(lexicon_->find(static_cast<LanguageId>(i), "@and"));
    both_.push_back(lexicon_->find(static_cast<LanguageId>(i), "@both"));
    both_and_.push_back(lexicon_->find(static_cast<LanguageId>(i), "@both_and"));
    and_clubs_.push_back(lexicon_->find(static_cast<LanguageId>(i), "@and_clubs"));
    determiners_.push_back(lexicon_->find(static_cast<LanguageId>(i), "@det"));
    prepositions_.push_back(lexicon_->find(static_cast<LanguageId>(i), "@prep"));
    from_.push_back(lexicon_->find(static_cast<LanguageId>(i), "@from"));
    replaced_.push_back(lexicon_->find(static_cast<LanguageId>(i), "@replaced"));
    replaced_of_.push_back(lexicon_->find(static_cast<LanguageId>(i), "@replaced_of"));
  }
}

// Only commas, "and", determiners and what describes the right one lie between the two, and at
// least one of the first two. A bracket behind the left one is skipped; a preposition is repeated
// where one governs the left as well ("do X e do Y").
Coordination::Joint Coordination::joint_of(std::uint32_t left, std::uint32_t right,
                                           const TokenizedText& tokens,
                                           const LinkedText& linked) const {
  constexpr std::uint32_t kMaxBetween = 6;
  const LanguageId language = language_at(tokens, linked.mentions[left].first_token);
  if (language >= and_.size()) return Joint::none;
  std::uint32_t begin = behind_bracket(tokens, linked.mentions[left].end_token);
  const std::uint32_t end = linked.mentions[right].first_token;
  // "de Norville, de Sudport, ...": what stands between the commas is a member, no origin.
  if (const auto behind = behind_origin(tokens, begin, language); behind <= end) begin = behind;
  if (end < begin || end - begin > kMaxBetween) return Joint::none;
  if (opens_row(tokens, linked, left, right, language)) return Joint::conjunction;
  const bool both = follows_both(tokens, linked.mentions[left], language);
  Joint joint = Joint::none;
  for (std::uint32_t i = begin; i < end; ++i) {
    const std::uint64_t hash = tokens.tokens[i].hash;
    // Folding takes accents away, and with them the difference of Italian "e" and "è".
    const bool accented = tokens.tokens[i].span.size() != tokens.fold(i).size();
    if ((!accented && lexicon_->has(and_[language], hash)) ||
        (both && lexicon_->has(both_and_[language], hash))) {
      joint = Joint::conjunction;
    } else if (is_ellipsis(tokens.fold(i)) && i + 1 < end) {
      continue;  // "Marek... and Aalto"
    } else if (tokens.fold(i) == "," || tokens.fold(i) == "/") {
      joint = std::max(joint, Joint::comma);
    } else if (lexicon_->has(prepositions_[language], hash)) {
      if (joint == Joint::none || !is_governed(tokens, linked.mentions[left], language))
        return Joint::none;
    } else if (!lexicon_->has(determiners_[language], hash) && !describes(linked, left, right, i)) {
      return Joint::none;
    }
  }
  return joint;
}

// "tanto X como Y": whether the first word of such a pair stands before the mention.
bool Coordination::follows_both(const TokenizedText& tokens, const Mention& mention,
                                LanguageId language) const {
  constexpr std::uint32_t kMostBetween = 2;
  for (std::uint32_t i = 1; i <= std::min(mention.first_token, kMostBetween + 1); ++i) {
    const std::uint64_t hash = tokens.tokens[mention.first_token - i].hash;
    if (lexicon_->has(both_[language], hash)) return true;
    if (!lexicon_->has(determiners_[language], hash) &&
        !lexicon_->has(prepositions_[language], hash))
      return false;
  }
  return false;
}

// "X, Y target Marek": two clubs that open the sentence, where headlines of the language (class
// @and_clubs) leave "and" out.
bool Coordination::opens_row(const TokenizedText& tokens, const LinkedText& linked,
                             std::uint32_t left, std::uint32_t right, LanguageId language) const {
  const Mention& first = linked.mentions[left];
  const Mention& second = linked.mentions[right];
  if (first.kind != MentionKind::club || first.end_token + 1 != second.first_token ||
      !lexicon_->has(and_clubs_[language], tokens.tokens[first.end_token].hash))
    return false;
  const Sentence* sentence = sentence_at(tokens, first.first_token);
  return sentence != nullptr && sentence->first_token == first.first_token &&
         second.end_token < sentence->end_token &&
         tokens.tokens[second.end_token].kind == TokenKind::word;
}

// "Norville, da Alemanha, Sudport": the comma behind where the one before comes from, if that is
// said at `token`.
std::uint32_t Coordination::behind_origin(const TokenizedText& tokens, std::uint32_t token,
                                          LanguageId language) const {
  constexpr std::uint32_t kLongest = 5;
  const auto size = static_cast<std::uint32_t>(tokens.tokens.size());
  if (token + 1 >= size || tokens.fold(token) != "," ||
      !lexicon_->has(prepositions_[language], tokens.tokens[token + 1].hash))
    return token;
  bool name = false;
  for (std::uint32_t i = token + 2; i < std::min(size, token + kLongest); ++i) {
    if (tokens.fold(i) == ",") return name ? i : token;
    name = (tokens.tokens[i].shape & kCapitalised) != 0;
    if (!name && !lexicon_->has(determiners_[language], tokens.tokens[i].hash)) return token;
  }
  return token;
}

bool Coordination::is_origin(const TokenizedText& tokens, const Mention& club) const {
  return follows(tokens, club, from_, Between::determiners);
}

bool Coordination::is_replaced(const TokenizedText& tokens, const Mention& person) const {
  return follows(tokens, person, replaced_, Between::perhaps_preposition) ||
         follows(tokens, person, replaced_of_, Between::preposition);
}

// Whether a word of the class stands before the mention, with what may stand between.
bool Coordination::follows(const TokenizedText& tokens, const Mention& mention,
                           const std::vector<Lexicon::ClassId>& wanted, Between between) const {
  constexpr std::uint32_t kMostBetween = 4;
  const LanguageId language = language_at(tokens, mention.first_token);
  if (language >= wanted.size()) return false;
  bool preposition = false;
  for (std::uint32_t i = 0; i < std::min(mention.first_token, kMostBetween); ++i) {
    const std::uint64_t hash = tokens.tokens[mention.first_token - 1 - i].hash;
    if (lexicon_->has(wanted[language], hash))
      return preposition || between != Between::preposition;
    if (lexicon_->has(prepositions_[language], hash)) {
      if (between == Between::determiners) return false;
      preposition = true;
    } else if (!lexicon_->has(determiners_[language], hash)) {
      return false;
    }
  }
  return false;
}

bool Coordination::are_joined(const TokenizedText& tokens, const LinkedText& linked,
                              std::int32_t one, std::int32_t other) const {
  const auto [left, right] =
      std::minmax({static_cast<std::uint32_t>(one), static_cast<std::uint32_t>(other)});
  const std::uint32_t end = linked.mentions[left].end_token;
  const bool hyphen = end + 1 == linked.mentions[right].first_token && tokens.fold(end) == "-";
  return hyphen || joint_of(left, right, tokens, linked) != Joint::none;
}

// Whether a preposition stands before the mention or before its determiner.
bool Coordination::is_governed(const TokenizedText& tokens, const Mention& mention,
                               LanguageId language) const {
  std::uint32_t at = mention.first_token;
  if (at > 0 && lexicon_->has(determiners_[language], tokens.tokens[at - 1].hash) &&
      !lexicon_->has(prepositions_[language], tokens.tokens[at - 1].hash))
    --at;
  return at > 0 && lexicon_->has(prepositions_[language], tokens.tokens[at - 1].hash);
}

void Coordination::members(std::uint32_t mention, const TokenizedText& tokens,
                           const LinkedText& linked, std::uint32_t first, std::uint32_t end,
                           std::vector<std::int32_t>& out) const {
  out.assign(1, linked.mentions[mention].entity);
  bool conjunction = false;
  // Joins `other` to `at`; false where the coordination ends between them.
  const auto join = [&](std::uint32_t at, std::uint32_t other) {
    const auto [left, right] = std::minmax({at, other});
    const Joint joint = joint_of(left, right, tokens, linked);
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
