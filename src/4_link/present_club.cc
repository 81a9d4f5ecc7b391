#include "4_link/present_club.h"

#include <algorithm>

namespace mercato::link {

void PresentClub::resolve(DocumentState& state) const {
  from_reference(state);
  from_neighbours(state);
}

void PresentClub::from_reference(DocumentState& state) const {
  for (Entity& entity : state.out->entities) {
    if (entity.kind != MentionKind::person || entity.id == kNoReference) continue;
    entity.coach = entity.coach || (entity.certain && persons_.coaches(entity.id, state.day));
    if (persons_.tie_to_document(entity.id, state) == Tie::none) continue;
    const auto now = reference_.club_at(entity.id, state.day);
    if (!now) continue;
    const ReferenceId holder = now->owner != kNoReference ? now->owner : now->club;
    if (state.names_club(holder)) entity.club = state.by_reference.find(holder);
    if (entity.club < 0 && state.names_club(now->club))
      entity.club = state.by_reference.find(now->club);
  }
}

void PresentClub::from_neighbours(DocumentState& state) const {
  const TextView& view = state.view;
  auto& mentions = state.out->mentions;
  std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    return std::tie(a.first_token, b.end_token) < std::tie(b.first_token, a.end_token);
  });
  for (std::size_t i = 0; i + 1 < mentions.size(); ++i) {
    Mention& left = mentions[i];
    Mention& right = mentions[i + 1];
    Mention* club = nullptr;
    Mention* person = nullptr;
    if (left.kind == MentionKind::club && right.kind == MentionKind::person) {
      // "Napoli's Lozano"
      if (right.first_token != left.end_token + 1 ||
          !view.is(left.end_token, WordClass::possessive))
        continue;
      club = &left, person = &right;
    } else if (left.kind == MentionKind::person && right.kind == MentionKind::club) {
      // "Lozano (Napoli)"
      if (right.first_token != left.end_token + 1 || !view.is_mark(left.end_token, '(')) continue;
      if (!view.is_mark(right.end_token, ')') && !view.is_mark(right.end_token, ',')) continue;
      club = &right, person = &left;
    } else {
      continue;
    }
    state.hold(club->first_token, person->entity, false);
    state.out->entities[person->entity].club = club->entity;
    state.out->entities[person->entity].club_from_text = true;
  }
}

}  // namespace mercato::link
