#include "6_check/noun_parts.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace mercato {
namespace {

struct ClassKind {
  std::string_view name;
  PartKind kind;
};
// Later classes win where a word is in two.
constexpr ClassKind kClasses[] = {
    {"@np_modifier", PartKind::modifier},
    {"@np_determiner", PartKind::determiner},
    {"@np_possessive", PartKind::possessive},
    {"@np_link", PartKind::link},
    {"@np_genitive", PartKind::genitive},
    {"@np_conjunction", PartKind::conjunction},
    {"@np_age", PartKind::age},
    {"@np_player", PartKind::player},
    {"@np_coach", PartKind::coach},
    {"@np_former", PartKind::former},
    {"@np_international", PartKind::international},
};

// A member as one token; empty where it is several. An elided word ("l'") ends with its apostrophe.
std::string single_word(const std::vector<std::string>& member) {
  if (member.size() == 1) return member[0];
  return member.size() == 2 && member[1] == "'" ? member[0] + "'" : std::string();
}

// What a mention is within a noun phrase. Descriptions and pronouns are seen through: their words
// are parts.
PartKind mention_kind(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::person:
    case MentionKind::agent:
      return mention.form == MentionForm::description || mention.form == MentionForm::pronoun
                 ? PartKind::other
                 : PartKind::person;
    case MentionKind::position:
      return PartKind::position;
    case MentionKind::nationality:
      return PartKind::nationality;
    case MentionKind::national_team:
      return PartKind::country;
    case MentionKind::club:
      return mention.form == MentionForm::description ? PartKind::other : PartKind::club;
    case MentionKind::number:
      return PartKind::number;
    case MentionKind::competition:
      return PartKind::filler;
    default:
      return PartKind::other;
  }
}

PartKind punctuation_kind(char mark) {
  switch (mark) {
    case ',':
      return PartKind::comma;
    case ':':
      return PartKind::comma;
    case '(':
      return PartKind::open;
    case ')':
      return PartKind::close;
    case '-':
    case '"':
    case '\'':
      return PartKind::modifier;
    default:
      return PartKind::other;
  }
}

// The mention that begins at `token` and is a part by itself; -1 where none is. Moves `next` past
// mentions before it.
std::int32_t leaf_at(const LinkedText& linked, std::uint32_t token, std::size_t& next) {
  const auto& mentions = linked.mentions;
  while (next < mentions.size() && mentions[next].first_token < token) ++next;
  std::int32_t best = -1;
  for (std::size_t i = next; i < mentions.size() && mentions[i].first_token == token; ++i) {
    if (mention_kind(mentions[i]) == PartKind::other) continue;
    if (best < 0) best = static_cast<std::int32_t>(i);
  }
  return best;
}

}  // namespace

PartSplitter::PartSplitter(const Languages& languages, const Lexicon& lexicon,
                           std::shared_ptr<const Reference> reference)
    : reference_(std::move(reference)), words_(languages.size()) {
  for (std::size_t i = 0; i < languages.size(); ++i) {
    const auto language = static_cast<LanguageId>(i);
    const auto each = [&](std::string_view name, auto&& set) {
      const auto id = lexicon.find(language, name);
      if (id == Lexicon::kNoClass) return;
      for (const auto& member : lexicon.members(id))
        if (const auto word = single_word(member); !word.empty()) set(words_[i][fold_hash(word)]);
    };
    for (const auto& [name, kind] : kClasses)
      each(name, [kind = kind](Word& word) { word.kind = kind; });
    each("@np_plural", [](Word& word) { word.plural = true; });
    each("@np_name_link", [](Word& word) { word.name_link = true; });
  }
}

// A country's name that begins at `token` ("Ivory Coast"); kind `other` where none does.
Part PartSplitter::nation_part(const TokenizedText& text, std::uint32_t token,
                               std::uint32_t end) const {
  Part part{.first_token = token, .end_token = token + 1};
  TrieCursor cursor;
  for (auto t = token; t < end && reference_->step(cursor, text.tokens[t].hash); ++t) {
    for (const NameHit& hit : reference_->hits(cursor)) {
      if (hit.form == NameForm::demonym ||
          reference_->kind(hit.entity) != MentionKind::national_team)
        continue;
      part = {.kind = PartKind::country,
              .nation = hit.entity,
              .first_token = token,
              .end_token = t + 1};
    }
  }
  return part;
}

Part PartSplitter::word_part(const Words& words, const TokenizedText& text,
                             std::uint32_t token) const {
  Part part{.first_token = token, .end_token = token + 1};
  const auto fold = text.fold(token);
  if (text.tokens[token].kind == TokenKind::punctuation) {
    part.kind = fold.size() == 1 ? punctuation_kind(fold[0]) : PartKind::other;
    const bool joined = (text.tokens[token].shape & kSpaceBefore) == 0;
    if (fold == "'" && joined) part.kind = PartKind::genitive;
    return part;
  }
  if (const auto found = words.find(text.tokens[token].hash); found != words.end()) {
    part.kind = found->second.kind;
    part.plural = found->second.plural;
    part.name_link = found->second.name_link;
  }
  return part;
}

void PartSplitter::split(const TokenizedText& text, const LinkedText& linked,
                         const Sentence& sentence, LanguageId language, std::size_t first_mention,
                         std::vector<Part>& parts) const {
  static const Words kNone;
  const Words& words = language < words_.size() ? words_[language] : kNone;
  parts.clear();
  std::size_t next = first_mention;
  for (std::uint32_t token = sentence.first_token; token < sentence.end_token;) {
    const auto leaf = leaf_at(linked, token, next);
    if (leaf < 0) {
      Part part = word_part(words, text, token);
      if (part.kind == PartKind::other && (text.tokens[token].shape & kCapitalised) != 0)
        part = nation_part(text, token, sentence.end_token);
      parts.push_back(part);
      token = part.end_token;
      continue;
    }
    const Mention& mention = linked.mentions[static_cast<std::size_t>(leaf)];
    if (mention.form == MentionForm::provisional) {
      const Part nation = nation_part(text, token, mention.end_token);
      if (nation.kind == PartKind::country && nation.end_token == mention.end_token) {
        parts.push_back(nation);
        token = mention.end_token;
        continue;
      }
    }
    Part part{.kind = mention_kind(mention),
              .mention = leaf,
              .first_token = token,
              .end_token = mention.end_token};
    for (auto t = token; t < mention.end_token && !part.plural; ++t) {
      const auto found = words.find(text.tokens[t].hash);
      part.plural = found != words.end() && found->second.plural;
    }
    parts.push_back(part);
    token = std::max(token + 1, mention.end_token);
  }
}

}  // namespace mercato
