#include "4_link/stated_club.h"

#include <algorithm>

namespace mercato::link {
namespace {

constexpr std::uint32_t kMostBetween = 14;  // "Marek, a Danish forward of 22 years, who plays for"
constexpr WordClasses kSmall =
    classes_of(WordClass::definite, WordClass::genitive, WordClass::link_of, WordClass::club_noun);

bool states_club(PhraseKind kind) {
  return kind == PhraseKind::plays_for || kind == PhraseKind::plays_at ||
         kind == PhraseKind::lent_by;
}

const Mention* club_at(const DocumentState& state, std::uint32_t token, bool ends) {
  for (const Mention& mention : state.out->mentions) {
    if (!ends && mention.first_token > token) break;
    if (mention.kind == MentionKind::club &&
        (ends ? mention.end_token : mention.first_token) == token)
      return &mention;
  }
  return nullptr;
}

// The club behind the words, or before them.
const Mention* stated_club(const DocumentState& state, PhraseKind kind, std::uint32_t first,
                           std::uint32_t end) {
  constexpr std::uint32_t kMostWords = 2;
  if (kind == PhraseKind::plays_at) return club_at(state, first, true);
  for (std::uint32_t at = end; at <= end + kMostWords; ++at) {
    if (const Mention* club = club_at(state, at, false)) return club;
    if (!state.view.any(at, kSmall)) break;
  }
  return nullptr;
}

// The person named last before the words; none where words of another clause lie between.
std::int32_t person_before(const DocumentState& state, std::uint32_t first) {
  const std::uint32_t begin = state.view.sentence_of(first).first_token;
  std::int32_t person = -1;
  for (const Mention& mention : state.out->mentions) {
    if (mention.first_token >= first) break;
    if (mention.kind != MentionKind::person || mention.first_token < begin) continue;
    if (mention.end_token + kMostBetween >= first) person = mention.entity;
  }
  return person;
}

}  // namespace

void read_stated_clubs(DocumentState& state) {
  const TextView& view = state.view;
  for (std::uint32_t at = 0; at < view.size(); ++at) {
    const auto phrase = view.phrase_at(at);
    if (phrase.end_token == 0) continue;
    const PhraseKind kind = phrase.values->front().kind;
    if (!states_club(kind)) continue;
    const Mention* club = stated_club(state, kind, at, phrase.end_token);
    const std::int32_t person = club == nullptr ? -1 : person_before(state, at);
    if (person < 0) continue;
    Entity& held = state.out->entities[static_cast<std::size_t>(person)];
    if (kind == PhraseKind::lent_by && held.club >= 0) continue;
    state.hold(club->first_token, person, false);
    held.club = club->entity;
    held.club_from_text = true;
  }
}

}  // namespace mercato::link
