#include "4_link/person_resolver.h"

#include <algorithm>

namespace mercato::link {
namespace {

constexpr float kClearLead = 0.15f;
constexpr float kWellKnown = 0.6f;
constexpr int kFewBearers = 2;
constexpr float kHousehold = 0.5f;
constexpr float kKnownByWord = 0.15f;  // a bearer of a common word as name
// Of a name with many bearers, those of whom next to nothing is known are not held against the
// document's clubs.
constexpr std::size_t kManyBearers = 32;
constexpr float kObscure = 0.05f;

float tie_weight(Tie tie) {
  switch (tie) {
    case Tie::current:
      return 0.7f;
    case Tie::near:
      return 0.5f;
    case Tie::before:
      return 0.1f;
    case Tie::none:
      return 0;
  }
  return 0;
}

bool whole_name(const NameHit& hit) {
  return hit.form == NameForm::full || hit.form == NameForm::short_name;
}

}  // namespace

bool PersonResolver::Choice::certain() const {
  if (best.id == kNoReference) return false;
  if (best.tie >= Tie::near) return best.score - second > kClearLead;
  if (bearers == 1) return best.prominence > 0.2f && best.ambiguous == 0;
  // Where nothing else in the document speaks for one of several bearers, the surname alone is
  // right more often than the full name of the best known one.
  return best.prominence > kWellKnown && best.score - second > 3 * kClearLead;
}

void PersonResolver::consider(const DocumentState& state, const NameHit& hit, bool many,
                              Choice& choice) const {
  Candidate candidate{hit.entity, 0,        state.prominence.get(reference_, hit.entity, state.day),
                      Tie::none,  hit.form, hit.ambiguous};
  if (!state.clubs.empty() && !(many && candidate.prominence < kObscure))
    candidate.tie = persons_.tie_to_document(hit.entity, state);
  candidate.score = candidate.prominence + tie_weight(candidate.tie) + (whole_name(hit) ? 0.1f : 0);
  if (candidate.tie == Tie::current && persons_.coaches(hit.entity, state.day))
    candidate.score += 0.25f;
  if (candidate.id == choice.best.id) {
    if (candidate.score > choice.best.score) choice.best = candidate;
    return;
  }
  ++choice.bearers;
  if (candidate.score > choice.best.score) {
    choice.second = choice.best.score;
    choice.best = candidate;
  } else {
    choice.second = std::max(choice.second, candidate.score);
  }
}

PersonResolver::Choice PersonResolver::choose(const DocumentState& state,
                                              const NameMatch& match) const {
  Choice choice;
  bool any_whole = false;
  if (match.words > 1)
    for (const NameHit& hit : match.hits)
      any_whole |= whole_name(hit) && reference_.kind(hit.entity) == MentionKind::person;
  for (const NameHit& hit : match.hits) {
    if (reference_.kind(hit.entity) != MentionKind::person || hit.form == NameForm::handle)
      continue;
    if (any_whole && !whole_name(hit)) continue;
    consider(state, hit, match.hits.size() > kManyBearers, choice);
  }
  return choice;
}

void PersonResolver::resolve_full_names(DocumentState& state) const {
  for (NameMatch& match : state.matches) {
    if (match.reading != Reading::open || match.words < 2 || !match.capitals) continue;
    const bool whole = std::any_of(match.hits.begin(), match.hits.end(), [&](const NameHit& hit) {
      return whole_name(hit) && reference_.kind(hit.entity) == MentionKind::person;
    });
    if (!whole || extended(state, match)) continue;
    const Choice choice = choose(state, match);
    const std::int32_t entity = state.entity_of(reference_, choice.best.id);
    state.out->entities[entity].certain = true;
    link(state, match, entity, MentionForm::full_name,
         choice.certain() || choice.bearers == 1 ? 0.98f : 0.9f);
    remember(state, match);
  }
}

// Makes the words of a full name known for the surnames of the document.
void PersonResolver::remember(DocumentState& state, const NameMatch& match) const {
  const TextView& view = state.view;
  if (match.hashtag || match.handle) return;
  state.by_last_name.set(view.token(match.end - 1).hash, match.entity);
  if (match.words > 1 && state.by_first_name.find(view.token(match.first).hash) < 0)
    state.by_first_name.set(view.token(match.first).hash, match.entity);
}

std::int32_t PersonResolver::continued(const DocumentState& state, const NameMatch& match) const {
  if (match.hashtag) {
    for (const NameHit& hit : match.hits) {
      const std::int32_t entity = state.by_reference.find(hit.entity);
      if (entity >= 0 && state.out->entities[entity].kind == MentionKind::person) return entity;
    }
    return -1;
  }
  const std::int32_t last = state.by_last_name.find(state.view.token(match.end - 1).hash);
  if (last >= 0) return last;
  return match.words == 1 ? state.by_first_name.find(state.view.token(match.first).hash) : -1;
}

void PersonResolver::resolve_surnames(DocumentState& state) const {
  NameMatch* stranger = nullptr;
  for (NameMatch& match : state.matches) {
    if (match.reading == Reading::person && match.words > 1) remember(state, match);
    if (match.reading != Reading::open) continue;
    match.reading = Reading::none;
    if (!match.capitals) continue;
    const MentionForm form = match.hashtag ? MentionForm::hashtag : MentionForm::surname;
    if (const std::int32_t entity = continued(state, match); entity >= 0) {
      link(state, match, entity, form, 0.95f);
      continue;
    }
    const Choice choice = choose(state, match);
    if (choice.best.id == kNoReference) continue;
    const bool certain = choice.certain();
    if (const std::int32_t entity = called(state, match); entity >= 0 && !certain) {
      link(state, match, entity, form, 0.7f);
      continue;
    }
    if (!accepts(state, match, choice)) {
      if (stranger == nullptr && follows_first_name(state, match)) stranger = &match;
      continue;
    }
    const std::int32_t entity = certain ? state.entity_of(reference_, choice.best.id)
                                        : uncertain_entity(state, match, choice.best.id);
    state.out->entities[entity].certain |= certain;
    link(state, match, entity, form, certain ? 0.9f : choice.best.tie >= Tie::near ? 0.7f : 0.5f);
    remember(state, match);
    if (certain) remember_first_name(state, entity);
  }
  const bool person = std::any_of(state.out->entities.begin(), state.out->entities.end(),
                                  [](const Entity& e) { return e.kind == MentionKind::person; });
  if (stranger != nullptr && !person) add_stranger(state, *stranger);
}

// "josue caicedo", where the text names nobody else: someone whom the reference does not know.
void PersonResolver::add_stranger(DocumentState& state, NameMatch& match) const {
  const TextView& view = state.view;
  match.first -= 1;
  match.words = 2;
  match.span = cover(view.token(match.first).span, match.span);
  const std::int32_t entity = state.add_entity(MentionKind::person, view.text(match.span));
  link(state, match, entity, MentionForm::provisional, 0.4f);
}

// "Icardi … Mauro": the first name that only the reference tells.
void PersonResolver::remember_first_name(DocumentState& state, std::int32_t entity) const {
  const std::string_view name = reference_.name(state.out->entities[entity].id);
  const std::size_t space = name.find(' ');
  if (space == std::string_view::npos) return;
  state.text.clear();
  append_fold(name.substr(0, space), state.text);
  state.known_first_names.set(fold_hash(state.text), entity);
}

// The person of the document whose first name this word is.
std::int32_t PersonResolver::called(const DocumentState& state, const NameMatch& match) const {
  if (match.words > 1 || match.hashtag || !state.view.telling_capital(match.first)) return -1;
  return state.known_first_names.find(state.view.token(match.first).hash);
}

bool PersonResolver::accepts(const DocumentState& state, const NameMatch& match,
                             const Choice& choice) const {
  const TextView& view = state.view;
  const std::uint32_t at = match.first;
  const bool tied = choice.best.tie >= Tie::near;
  if (match.hashtag) return tied || choice.best.prominence > 0.3f;
  if (match.words == 1 && view.token(at).folded_size < 3) return false;
  if (match.words == 1 && view.is(at, WordClass::not_name)) return false;
  const bool shouted = (view.token(at).shape & kAllCaps) != 0 && match.words == 1;
  if (shouted && !tied && choice.best.prominence < 0.5f) return false;
  if (blocked(state, match) || within_caseless_name(state, match))
    return tied && choice.best.prominence > 0.2f;
  if ((choice.best.ambiguous & kFirstName) != 0 && !tied) return cued(state, match);
  if (cued(state, match) && !view.is(at, WordClass::common)) return true;
  if (view.is(at, WordClass::common) && match.words == 1 && !tied &&
      choice.best.prominence < kKnownByWord)
    return false;
  if (view.telling_capital(at) || match.words > 1) return true;
  if (view.style(at) == CaseStyle::none && view.is(at, WordClass::plain))
    return choice.best.tie == Tie::current && choice.best.prominence > kHousehold;
  if (view.is(at, WordClass::common)) return tied && view.style(at) == CaseStyle::normal;
  // A word that is next to nobody else's name needs less to go by.
  if (view.style(at) == CaseStyle::none && choice.bearers <= kFewBearers &&
      view.token(at).folded_size > 4 && choice.best.prominence > kKnownByWord)
    return true;
  return tied || choice.best.prominence > (view.fact(at).first ? 0.15f : 0.35f);
}

// Whether the words beside it want a person's name there.
bool PersonResolver::cued(const DocumentState& state, const NameMatch& match) const {
  const TextView& view = state.view;
  if (view.style(match.first) != CaseStyle::normal) return false;
  if (view.is(match.end, WordClass::name_follow)) return true;
  return match.first > 0 && view.telling_capital(match.first) &&
         view.is(match.first - 1, WordClass::name_cue);
}

// A capitalised word beside a name that may be a part of a longer name.
bool PersonResolver::foreign(const DocumentState& state, const NameMatch& match,
                             std::uint32_t at) const {
  const TextView& view = state.view;
  if (at >= view.size() || !view.telling_capital(at) || !view.fact(at).word) return false;
  if (view.fact(at).sentence != view.fact(match.first).sentence) return false;
  if (state.cover[at] >= 0 && state.matches[state.cover[at]].reading > Reading::none) return false;
  constexpr WordClasses kHarmless = classes_of(
      WordClass::month, WordClass::title, WordClass::coach_noun, WordClass::person_noun,
      WordClass::club_noun, WordClass::definite, WordClass::link_of, WordClass::name_prep,
      WordClass::possessive, WordClass::not_name, WordClass::pronoun_m, WordClass::adjective,
      WordClass::ex, WordClass::common, WordClass::nominal_end);
  return !view.any(at, kHarmless);
}

// "Luís Filipe Vieira" is not Luís Filipe.
bool PersonResolver::extended(const DocumentState& state, const NameMatch& match) const {
  const TextView& view = state.view;
  if (match.words != 2 || match.hashtag) return false;
  return foreign(state, match, match.end) && !(view.token(match.end).shape & kAllCaps) &&
         (state.cover[match.end] < 0 || state.matches[state.cover[match.end]].words == 1);
}

// Whether names of the reference begin with this word, which nothing else explains: a first name,
// where no capital tells.
bool PersonResolver::first_name_at(const DocumentState& state, std::uint32_t at,
                                   bool flagged) const {
  const TextView& view = state.view;
  constexpr WordClasses kOrdinary = classes_of(
      WordClass::common, WordClass::plain, WordClass::not_name, WordClass::month, WordClass::title,
      WordClass::coach_noun, WordClass::person_noun, WordClass::club_noun, WordClass::adjective,
      WordClass::source_noun, WordClass::transfer_verb, WordClass::speech_verb, WordClass::ex);
  if (!view.fact(at).word || !view.fact(at).capital || view.any(at, kOrdinary)) return false;
  if (view.token(at).folded_size < 3) return false;  // "180m"
  if (state.cover[at] >= 0 && state.matches[state.cover[at]].reading > Reading::none) return false;
  TrieCursor cursor;
  if (!reference_.step(cursor, view.token(at).hash)) return false;
  const auto hits = reference_.hits(cursor);
  return !flagged || hits.empty() || std::any_of(hits.begin(), hits.end(), [](const NameHit& hit) {
    return (hit.ambiguous & kFirstName) != 0;
  });
}

bool PersonResolver::follows_first_name(const DocumentState& state, const NameMatch& match) const {
  const TextView& view = state.view;
  return match.words == 1 && view.style(match.first) == CaseStyle::none &&
         !view.any(match.first, classes_of(WordClass::common, WordClass::plain)) &&
         match.first > view.sentence_of(match.first).first_token &&
         first_name_at(state, match.first - 1, true);
}

// "josue caicedo" is no other Caicedo, and the first of "lucas vasquez" no other Lucas.
bool PersonResolver::within_caseless_name(const DocumentState& state,
                                          const NameMatch& match) const {
  const TextView& view = state.view;
  if (match.words > 1 || match.hashtag || view.style(match.first) != CaseStyle::none) return false;
  if (follows_first_name(state, match)) return true;
  const bool first_name = std::any_of(match.hits.begin(), match.hits.end(), [](const NameHit& hit) {
    return (hit.ambiguous & kFirstName) != 0;
  });
  return first_name && match.end < view.sentence_end(match.first) &&
         first_name_at(state, match.end, false);
}

// Whether the words beside it may belong to a longer name that the reference does not know.
bool PersonResolver::blocked(const DocumentState& state, const NameMatch& match) const {
  if (match.words > 1) return false;
  return (match.first > 0 && foreign(state, match, match.first - 1)) ||
         foreign(state, match, match.end);
}

// A person whose identity is not sure goes by the text's own words; the best known bearer is only a
// guess.
std::int32_t PersonResolver::uncertain_entity(DocumentState& state, const NameMatch& match,
                                              ReferenceId guess) const {
  const std::int32_t known = state.by_reference.find(guess);
  if (known >= 0) return known;
  const std::int32_t entity = state.add_entity(MentionKind::person, state.view.text(match.span));
  state.out->entities[entity].id = guess;
  state.by_reference.set(guess, entity);
  return entity;
}

void PersonResolver::link(DocumentState& state, NameMatch& match, std::int32_t entity,
                          MentionForm form, float confidence) const {
  match.reading = Reading::person;
  match.entity = entity;
  state.add_mention(match.span, match.first, match.end, MentionKind::person, form, entity,
                    confidence);
}

}  // namespace mercato::link
