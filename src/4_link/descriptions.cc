#include "4_link/descriptions.h"

#include <algorithm>

#include "4_link/pronouns.h"

namespace mercato::link {
namespace {

constexpr float kAccept = 1.5f;
constexpr std::size_t kLookBack = 64;  // names before a description that it may continue
constexpr std::size_t kLookAhead = 8;  // names after it
constexpr WordClasses kPhraseStart =
    classes_of(WordClass::definite, WordClass::indefinite, WordClass::plural, WordClass::ex,
               WordClass::adjective, WordClass::person_noun, WordClass::coach_noun);

}  // namespace

void Descriptions::resolve(DocumentState& state) const {
  state.seen.clear();
  for (const NameMatch& match : state.matches)
    if (match.reading == Reading::person) state.seen.push_back({match.first, match.entity});
  state.names_seen = state.seen.size();
  add_positions(state);
  if (state.seen.empty()) return;
  const TextView& view = state.view;
  PersonPhrase phrase;
  for (std::uint32_t at = 0; at < view.size();) {
    if (const auto fixed = view.phrase_at(at);
        fixed.end_token > 0 && fixed.values->front().kind == PhraseKind::impersonal) {
      at = fixed.end_token;
      continue;
    }
    const NameMatch* match = state.match_at(at);
    const bool starts = view.any(at, kPhraseStart) || view.token(at).kind == TokenKind::number ||
                        (match != nullptr && (match->reading == Reading::nationality ||
                                              match->reading == Reading::club)) ||
                        state.position_at.find(at) >= 0;
    if (!starts || !read_person_phrase(state, at, phrase)) {
      ++at;
      continue;
    }
    resolve_phrase(state, phrase);
    at = phrase.end;
  }
  continue_phrases(state);
}

// Positions are mentions of their own where a noun phrase may hold them.
void Descriptions::add_positions(DocumentState& state) const {
  const TextView& view = state.view;
  for (std::uint32_t at = 0; at < view.size(); ++at) {
    if (!view.fact(at).word ||
        (state.cover[at] >= 0 && state.matches[state.cover[at]].reading != Reading::none))
      continue;
    const auto phrase = view.phrase_at(at);
    if (phrase.end_token == 0 || phrase.values->front().kind != PhraseKind::position) continue;
    const std::uint16_t value = phrase.values->front().value;
    std::int32_t entity = state.values.find(value);
    if (entity < 0) {
      entity = state.add_entity(MentionKind::position, vocabulary_.positions[value]);
      state.out->entities[entity].certain = true;
      state.values.set(value, entity);
    }
    const Span span = cover(view.token(at).span, view.token(phrase.end_token - 1).span);
    state.add_mention(span, at, phrase.end_token, MentionKind::position, MentionForm::description,
                      entity, 0.9f);
    state.position_at.set(at, value);
    at = phrase.end_token - 1;
  }
}

void Descriptions::resolve_phrase(DocumentState& state, const PersonPhrase& phrase) const {
  if (phrase.name >= 0) return apply(state, phrase, phrase.name);
  if (phrase.plural || phrase.relation || !phrase.definite) return;
  if (!phrase.says_something() && !phrase.coach) return;  // "le joueur": a fixed phrase, if at all
  float confidence = 0;
  std::int32_t person = find_person(state, phrase, confidence);
  if (person < 0 && phrase.age > 0) person = only_in_focus(state, phrase, confidence);
  if (person < 0) return;
  const TextView& view = state.view;
  std::uint32_t first = phrase.first;
  if (view.any(first, classes_of(WordClass::link_of, WordClass::place_prep))) ++first;
  const Span span = cover(view.token(first).span, view.token(phrase.end - 1).span);
  state.add_mention(span, first, phrase.end, MentionKind::person, MentionForm::description, person,
                    confidence);
  state.seen.push_back({first, person});
  apply(state, phrase, person);
}

// The person of the document whom the phrase fits best; -1 where none fits.
std::int32_t Descriptions::find_person(const DocumentState& state, const PersonPhrase& phrase,
                                       float& confidence) const {
  const auto here = static_cast<float>(state.view.fact(phrase.first).sentence);
  std::int32_t best = -1;
  float best_score = kAccept, second = 0;
  const auto weigh = [&](std::int32_t entity, float score) {
    if (entity == best) {
      best_score = std::max(best_score, score);
    } else if (score > best_score) {
      second = best >= 0 ? best_score : 0;
      best = entity, best_score = score;
    } else {
      second = std::max(second, score);
    }
  };
  std::size_t before = 0, after = 0;
  const auto consider = [&](const DocumentState::Seen& seen) {
    const bool later = seen.token > phrase.first;
    if ((later ? ++after : ++before) > (later ? kLookAhead : kLookBack)) return;
    const float known = evidence(state, phrase, seen.entity);
    if (later && known < 2.5f) return;
    const float distance =
        std::abs(here - static_cast<float>(state.view.fact(seen.token).sentence));
    const float frequent =
        0.2f * static_cast<float>(std::min<std::uint32_t>(state.notes[seen.entity].mentions, 6));
    weigh(seen.entity,
          known + frequent + std::max(-1.0f, 2.0f - 0.4f * distance) - (later ? 1.0f : 0));
  };
  const auto from =
      std::partition_point(state.seen.begin(), state.seen.begin() + state.names_seen,
                           [&](const auto& seen) { return seen.token < phrase.first; });
  for (auto it = from; it != state.seen.begin() && before < kLookBack; --it) consider(*(it - 1));
  for (auto it = from; it != state.seen.begin() + state.names_seen && after < kLookAhead; ++it)
    consider(*it);
  confidence = std::clamp(0.55f + 0.1f * (best_score - std::max(second, kAccept)), 0.55f, 0.85f);
  return best;
}

// "The 40-year-old striker" of a text that speaks of one player only is that player, though the age
// be wrong: whoever checks the age has to know whose it is. -1 where others are in view.
std::int32_t Descriptions::only_in_focus(const DocumentState& state, const PersonPhrase& phrase,
                                         float& confidence) const {
  constexpr std::uint32_t kSentences = 2;
  constexpr float kDoubtful = 0.5f;
  const std::uint32_t here = state.view.fact(phrase.first).sentence;
  std::int32_t only = -1;
  std::size_t looked = 0;
  for (std::size_t i = state.names_seen; i-- > 0 && looked < kLookBack;) {
    const auto& seen = state.seen[i];
    if (seen.token >= phrase.first || state.out->entities[seen.entity].coach) continue;
    if (here - state.view.fact(seen.token).sentence > kSentences) break;
    if (only >= 0 && only != seen.entity) return -1;
    only = seen.entity;
    ++looked;
  }
  PersonPhrase ageless = phrase;
  ageless.age = 0;
  if (only < 0 || evidence(state, ageless, only) < 0) return -1;
  confidence = kDoubtful;
  return only;
}

// How far what the phrase says agrees with what is known of a person.
float Descriptions::evidence(const DocumentState& state, const PersonPhrase& phrase,
                             std::int32_t entity) const {
  const Entity& person = state.out->entities[entity];
  float score = 0;
  if (phrase.coach != person.coach) score -= phrase.coach ? 4.0f : 2.5f;
  if (phrase.club >= 0 && !phrase.former && person.club == phrase.club) score += 3;
  if (person.id == kNoReference) return score;
  const auto add = [&](int fits, float yes, float no) {
    score += fits > 0 ? yes : fits < 0 ? -no : 0;
  };
  if (phrase.nationality >= 0) {
    const ReferenceId country = state.out->entities[phrase.nationality].id;
    add(persons_.nationality_fits(person.id, reference_.external_id(country)), 3, 6);
  }
  if (phrase.position >= 0)
    add(persons_.position_fits(person.id,
                               vocabulary_.positions[static_cast<std::size_t>(phrase.position)]),
        1.5f, 3);
  if (phrase.age > 0) add(persons_.age_fits(person.id, phrase.age, state.day), 2.5f, 5);
  const bool known_club = phrase.club >= 0 && state.out->entities[phrase.club].id != kNoReference;
  if (known_club && !(person.club == phrase.club && !phrase.former)) {
    const Tie tie = persons_.tie_to(person.id, state.out->entities[phrase.club].id, state.day);
    if (phrase.former)
      score += tie >= Tie::before ? 3.0f : -1.0f;
    else
      score += tie == Tie::current ? 3.0f : tie == Tie::near ? 2.0f : -2.5f;
  }
  return score;
}

void Descriptions::apply(DocumentState& state, const PersonPhrase& phrase,
                         std::int32_t entity) const {
  Entity& person = state.out->entities[entity];
  if (phrase.coach && !phrase.relation && !phrase.former) person.coach = true;
  if (phrase.club < 0) return;
  state.hold(phrase.club_token, entity, phrase.former);
  if (phrase.former || phrase.relation) return;
  person.club = phrase.club;
  person.club_from_text = true;
}

// Whether a longer description begins here: "le joueur de l'OM".
bool Descriptions::described_at(const DocumentState& state, std::uint32_t at) const {
  return std::any_of(state.seen.begin() + static_cast<std::ptrdiff_t>(state.names_seen),
                     state.seen.end(), [&](const auto& seen) { return seen.token == at; });
}

// "ce dernier", "le joueur", "the latter": whoever is in view.
void Descriptions::continue_phrases(DocumentState& state) const {
  const TextView& view = state.view;
  for (std::uint32_t at = 0; at < view.size(); ++at) {
    const auto phrase = view.phrase_at(at);
    if (phrase.end_token == 0) continue;
    const PhraseKind kind = phrase.values->front().kind;
    if (kind != PhraseKind::person && kind != PhraseKind::player) continue;
    const NameMatch* name = state.match_at(phrase.end_token);
    if (name != nullptr && name->reading == Reading::person) continue;
    if (described_at(state, at)) continue;
    const std::int32_t person = person_in_view(state, at, kind == PhraseKind::player);
    if (person < 0) continue;
    const Span span = cover(view.token(at).span, view.token(phrase.end_token - 1).span);
    state.add_mention(span, at, phrase.end_token, MentionKind::person, MentionForm::description,
                      person, 0.6f);
  }
}

}  // namespace mercato::link
