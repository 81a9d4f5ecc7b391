#include "4_link/bystanders.h"

#include <vector>

namespace mercato::link {
namespace {

constexpr WordClasses kPlayerWords =
    classes_of(WordClass::person_noun, WordClass::adjective, WordClass::age_word);
constexpr WordClasses kSmall =
    classes_of(WordClass::definite, WordClass::indefinite, WordClass::possessive);

bool position_ends(const TextView& view, std::uint32_t end) {
  for (std::uint32_t back = 1; back <= 3 && back <= end; ++back) {
    const auto phrase = view.phrase_at(end - back, end);
    if (phrase.end_token == end && phrase.values->front().kind == PhraseKind::position) return true;
  }
  return false;
}

// "the agent Varn"; but "free agent Varn" is without a club.
bool is_agent(const TextView& view, std::uint32_t first) {
  if (first == 0 || !view.is(first - 1, WordClass::agent_noun)) return false;
  return first < 2 || !view.is(first - 2, WordClass::adjective);
}

// "said Varn", "said the lawyer Varn", "Varn said", "Varn has said".
bool speaks(const TextView& view, const Mention& mention) {
  const std::uint32_t first = mention.first_token, end = mention.end_token;
  const std::uint32_t limit = view.sentence_end(first);
  for (std::uint32_t at = end; at < limit && at < end + 2; ++at)
    if (view.is(at, WordClass::speech_verb) && !view.fact(at).capital) return true;
  constexpr WordClasses kBetween =
      kSmall | classes_of(WordClass::agent_noun, WordClass::source_noun, WordClass::coach_noun);
  const std::uint32_t begin = view.sentence_of(first).first_token;
  for (std::uint32_t at = first; at > begin && at + 4 > first;) {
    --at;
    if (view.is(at, WordClass::speech_verb)) return !view.fact(at).capital;
    if (!view.any(at, kBetween)) return false;
  }
  return false;
}

// "Published on 8 July at 10.30 pm by Ugo Varn".
bool is_author(const TextView& view, std::uint32_t first) {
  constexpr std::uint32_t kMostTokens = 14;
  const std::uint32_t begin = view.sentence_of(first).first_token;
  if (first == begin || view.token(first - 1).kind != TokenKind::word) return false;
  for (std::uint32_t at = first; at > begin && first - at < kMostTokens;)
    if (view.is(--at, WordClass::published)) return true;
  return false;
}

bool is_player(const TextView& view, std::uint32_t first) {
  return first > 0 && (view.any(first - 1, kPlayerWords) || position_ends(view, first));
}

}  // namespace

void mark_bystanders(DocumentState& state) {
  enum : std::uint8_t { kUnseen, kBystander, kPlayer, kAuthor };
  std::vector<Entity>& entities = state.out->entities;
  state.roles_seen.assign(entities.size(), kUnseen);
  for (const Mention& mention : state.out->mentions) {
    if (mention.kind != MentionKind::person || mention.form != MentionForm::provisional) continue;
    std::uint8_t& role = state.roles_seen[static_cast<std::size_t>(mention.entity)];
    if (is_author(state.view, mention.first_token))
      role = kAuthor;
    else if (role != kAuthor && is_player(state.view, mention.first_token))
      role = kPlayer;
    else if (role == kUnseen &&
             (is_agent(state.view, mention.first_token) || speaks(state.view, mention)))
      role = kBystander;
  }
  for (std::size_t i = 0; i < entities.size(); ++i) {
    Entity& entity = entities[i];
    if (state.roles_seen[i] == kBystander && entity.id == kNoReference && entity.club < 0)
      entity.coach = true;
    if (state.roles_seen[i] == kAuthor) entity.kind = MentionKind::journalist;
  }
  for (Mention& mention : state.out->mentions)
    if (mention.kind == MentionKind::person &&
        state.roles_seen[static_cast<std::size_t>(mention.entity)] == kAuthor)
      mention.kind = MentionKind::journalist;
}

}  // namespace mercato::link
