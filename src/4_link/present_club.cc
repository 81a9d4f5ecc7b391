#include "4_link/present_club.h"

#include <algorithm>

namespace mercato::link {

void PresentClub::resolve(DocumentState& state) const {
  from_reference(state);
  from_neighbours(state);
}

namespace {

// How long news of a move goes on after the day that the reference gives for it: where the document
// names both clubs, and where it names only the new one.
constexpr std::int32_t kFreshDays = 120, kJustDays = 30;

bool is_fresh(const MoveRow& move, std::int32_t today, std::int32_t days) {
  const std::int32_t begin = move.date_min.known() ? move.date_min.first_day().days() : today;
  const std::int32_t moved = move.date.known() ? move.date.first_day().days() : begin;
  return std::min(begin, moved) <= today && today <= moved + days;
}

bool is_transfer(const MoveRow& move) {
  return move.type != MoveType::end_of_loan && move.from != move.to && move.from != kNoReference &&
         move.to != kNoReference;
}

}  // namespace

// The club that the person left with the last move between two clubs that the document names: what
// it tells is that move. Where it has no day, a club that the person left at some time will do.
ReferenceId PresentClub::left_club(ReferenceId person, const DocumentState& state) const {
  const bool dated = state.day.known();
  const std::int32_t today = dated ? state.day.first_day().days() : 0;
  const auto moves = reference_.moves(person);
  ReferenceId only = kNoReference;
  bool several = false;
  for (auto move = moves.rbegin(); move != moves.rend(); ++move) {
    if (!is_transfer(*move) || !state.names_club(move->from)) continue;
    if (dated && !is_fresh(*move, today, kFreshDays)) continue;
    if (state.names_club(move->to)) return move->from;
    several = several || (only != kNoReference && only != move->from);
    only = move->from;
  }
  return dated || several ? kNoReference : only;
}

// Whether the person came to the club so lately that the document may be about this very move.
bool PresentClub::just_came(ReferenceId person, ReferenceId club, Date day) const {
  const auto moves = reference_.moves(person);
  return day.known() && std::any_of(moves.begin(), moves.end(), [&](const MoveRow& move) {
           return move.to == club && is_transfer(move) &&
                  is_fresh(move, day.first_day().days(), kJustDays);
         });
}

void PresentClub::from_reference(DocumentState& state) const {
  for (Entity& entity : state.out->entities) {
    if (entity.kind != MentionKind::person || entity.id == kNoReference) continue;
    entity.coach = entity.coach || (entity.certain && persons_.coaches(entity.id, state.day));
    if (persons_.tie_to_document(entity.id, state) == Tie::none) continue;
    if (const ReferenceId left = left_club(entity.id, state); left != kNoReference) {
      entity.club = state.by_reference.find(left);
      continue;
    }
    const auto now = reference_.club_at(entity.id, state.day);
    if (!now || just_came(entity.id, now->club, state.day)) continue;
    const ReferenceId holder = now->owner != kNoReference ? now->owner : now->club;
    if (state.names_club(holder)) entity.club = state.by_reference.find(holder);
    if (entity.club < 0 && state.names_club(now->club))
      entity.club = state.by_reference.find(now->club);
  }
}

namespace {

// A club beside a person's name, where the words between them say that it holds the person.
struct Neighbours {
  const Mention* club = nullptr;
  const Mention* person = nullptr;
  bool past = false;
};

// Behind an age between a name and its club: "Lozano (27, Napoli)", "Lozano, 27 years, of Napoli".
std::uint32_t skip_age(const TextView& view, std::uint32_t at) {
  constexpr std::uint32_t kLongest = 4;
  if (at >= view.size() || view.token(at).kind != TokenKind::number) return at;
  for (std::uint32_t end = at + 1; end < std::min(at + kLongest, view.size()); ++end) {
    if (view.is_mark(end, ',')) return end + 1;
    if (!view.any(end, classes_of(WordClass::age_word, WordClass::genitive))) break;
  }
  return at;
}

bool closes_apposition(const TextView& view, std::uint32_t at) {
  return at >= view.sentence_end(at - 1) || view.token(at).kind == TokenKind::punctuation;
}

// "Lozano (Napoli)", "Lozano, del Napoli,", "Lozano, ex Napoli,".
Neighbours apposition(const TextView& view, const Mention& person, const Mention& club) {
  const std::uint32_t mark = person.end_token;
  if (view.is_mark(mark, '(')) {
    const bool closed = view.is_mark(club.end_token, ')') || view.is_mark(club.end_token, ',');
    if (!closed || skip_age(view, mark + 1) != club.first_token) return {};
    return {&club, &person, false};
  }
  if (!view.is_mark(mark, ',') || !closes_apposition(view, club.end_token)) return {};
  std::uint32_t at = skip_age(view, mark + 1);
  const bool past = view.is(at, WordClass::ex);
  if (!past && !view.is(at, WordClass::genitive)) return {};
  ++at;
  if (view.is(at, WordClass::definite) || view.is_mark(at, '-')) ++at;
  if (at != club.first_token) return {};
  return {&club, &person, past};
}

Neighbours neighbours(const TextView& view, const Mention& left, const Mention& right) {
  if (left.kind == MentionKind::person && right.kind == MentionKind::club)
    return apposition(view, left, right);
  const bool possessive = left.kind == MentionKind::club && right.kind == MentionKind::person &&
                          right.first_token == left.end_token + 1 &&
                          view.is(left.end_token, WordClass::possessive);
  if (!possessive) return {};
  return {&left, &right, false};  // "Napoli's Lozano"
}

}  // namespace

void PresentClub::from_neighbours(DocumentState& state) const {
  auto& mentions = state.out->mentions;
  std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    return std::tie(a.first_token, b.end_token) < std::tie(b.first_token, a.end_token);
  });
  for (std::size_t i = 0; i + 1 < mentions.size(); ++i) {
    const auto [club, person, past] = neighbours(state.view, mentions[i], mentions[i + 1]);
    if (club == nullptr) continue;
    state.hold(club->first_token, person->entity, past);
    if (past) continue;
    Entity& held = state.out->entities[static_cast<std::size_t>(person->entity)];
    held.club = club->entity;
    held.club_from_text = true;
  }
}

}  // namespace mercato::link
