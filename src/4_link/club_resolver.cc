#include "4_link/club_resolver.h"

#include <algorithm>

namespace mercato::link {
namespace {

// How much the form of a name speaks for the club that it is a name of.
float form_weight(NameForm form) {
  switch (form) {
    case NameForm::full:
    case NameForm::handle:
      return 0.40f;
    case NameForm::short_name:
      return 0.36f;
    case NameForm::nickname:
      return 0.25f;
    case NameForm::demonym:
      return 0.20f;
    default:
      return 0.05f;
  }
}

constexpr float kNamedElsewhere = 0.5f;
constexpr float kRivalMargin = 0.12f;
constexpr float kKnownClub = 0.35f;
constexpr float kWellKnownName = 0.5f;

}  // namespace

// A surname whose whole name stands in the text is no club ("Gareth Bale … Bale").
void ClubResolver::mark_full_names(DocumentState& state) const {
  for (const NameMatch& match : state.matches) {
    if (match.words < 2 || !match.capitals || match.hashtag || match.forced != kNoReference)
      continue;
    for (const NameHit& hit : match.hits) {
      if (hit.form != NameForm::full || reference_.kind(hit.entity) != MentionKind::person)
        continue;
      state.full_name_ends.set(state.view.token(match.end - 1).hash, 1);
      break;
    }
  }
}

void ClubResolver::resolve(DocumentState& state) const {
  mark_full_names(state);
  // Clubs that are named beyond doubt decide the others.
  for (const NameMatch& match : state.matches) {
    if (persons_only(match)) continue;
    const Summary summary = summarise(state, match);
    const Choice& club = summary.club;
    const bool plain = club.form == NameForm::full || club.form == NameForm::short_name;
    if (club.entity == kNoReference || !plain || club.rival || club.ambiguous != 0) continue;
    if (decide(state, match, summary) == Reading::club) state.add_club(club.entity);
  }
  for (NameMatch& match : state.matches) {
    if (persons_only(match)) continue;
    const Summary summary = summarise(state, match);
    match.reading = decide(state, match, summary);
    if (match.reading == Reading::club) {
      const float sure = match.words > 1 ? 0.95f : 0.9f;
      add(state, match, summary.club, summary.club.rival ? 0.6f : sure);
      state.add_club(summary.club.entity);
    } else if (match.reading == Reading::competition) {
      add(state, match, summary.competition, 0.9f);
    } else if (match.reading == Reading::source) {
      add(state, match, summary.source, 0.9f);
    } else if (match.reading == Reading::national_team) {
      add(state, match, summary.nation, 0.6f);
    } else if (match.reading == Reading::nationality) {
      Choice origin = summary.nationality;
      if (origin.entity == kNoReference) origin.entity = nationality_of(summary.nation.entity);
      if (origin.entity != kNoReference) add(state, match, origin, 0.9f);
    }
  }
}

// Most names are persons' only, and some have hundreds of bearers: nothing to weigh here.
bool ClubResolver::persons_only(const NameMatch& match) const {
  if (match.forced != kNoReference || match.handle || !match.capitals) return false;
  return std::all_of(match.hits.begin(), match.hits.end(), [&](const NameHit& hit) {
    return reference_.kind(hit.entity) == MentionKind::person && hit.form != NameForm::handle;
  });
}

ClubResolver::Summary ClubResolver::summarise(const DocumentState& state,
                                              const NameMatch& match) const {
  Summary summary;
  Choice named;  // the club whose very name it is
  if (match.forced != kNoReference) {
    weigh(state, match, {match.forced, NameForm::full, 0, 0}, summary.club);
    return summary;
  }
  for (const NameHit& hit : match.hits) {
    if ((hit.form == NameForm::handle) != match.handle && match.handle) continue;
    if (hit.form == NameForm::handle && !match.handle) continue;
    switch (reference_.kind(hit.entity)) {
      case MentionKind::person:
        if (hit.form == NameForm::handle || !match.capitals) break;
        summary.person =
            std::max(summary.person, state.prominence.get(reference_, hit.entity, state.day));
        summary.full_person |= match.words > 1 && hit.form == NameForm::full;
        break;
      case MentionKind::club:
        weigh(state, match, hit, summary.club);
        if (hit.form == NameForm::full || hit.form == NameForm::short_name)
          weigh(state, match, hit, named);
        break;
      case MentionKind::national_team:
        weigh(state, match, hit, summary.nation);
        break;
      case MentionKind::nationality:
        weigh(state, match, hit, summary.nationality);
        break;
      case MentionKind::competition:
        weigh(state, match, hit, summary.competition);
        break;
      default:
        weigh(state, match, hit, summary.source);
        break;
    }
  }
  // "Wolves" is the name of one club before it is the nickname of another that the text names.
  if (summary.club.form == NameForm::nickname && named.entity != kNoReference &&
      named.prominence > kWellKnownName && named.entity != summary.club.entity)
    summary.club = named;
  return summary;
}

// "a Torino", "da Torino" without an article: the place, or its other club.
bool ClubResolver::means_city(const DocumentState& state, const NameMatch& match) const {
  const TextView& view = state.view;
  return match.words == 1 && match.first > 0 && view.is(match.first, WordClass::city_name) &&
         view.is(match.first - 1, WordClass::place_prep) &&
         !view.any(match.first - 1, classes_of(WordClass::definite));
}

// Whether a known club goes by the very words: "Liverpool" is that club before it is the city of
// another one that the document names.
bool ClubResolver::names_known_club(const DocumentState& state, const NameMatch& match) const {
  constexpr std::size_t kMany = 24;
  if (match.hits.size() > kMany) return false;
  return std::any_of(match.hits.begin(), match.hits.end(), [&](const NameHit& hit) {
    return reference_.kind(hit.entity) == MentionKind::club &&
           (hit.form == NameForm::full || hit.form == NameForm::short_name) &&
           state.prominence.get(reference_, hit.entity, state.day) > kWellKnownName;
  });
}

void ClubResolver::weigh(const DocumentState& state, const NameMatch& match, const NameHit& hit,
                         Choice& best) const {
  const bool own_language = names_.same_language(hit, state.view.pack(match.first).language);
  const bool demonym = hit.form == NameForm::demonym;
  if (demonym && !own_language) return;
  const bool competition = reference_.kind(hit.entity) == MentionKind::competition;
  if (!match.capitals && !demonym && !competition &&
      !(own_language && hit.form == NameForm::nickname))
    return;
  if (hit.form != NameForm::city && means_city(state, match) && !state.names_club(hit.entity))
    return;
  if (hit.form == NameForm::city && !means_city(state, match) && names_known_club(state, match))
    return;
  Choice choice{hit.entity, hit.form,      state.prominence.get(reference_, hit.entity, state.day),
                0,          hit.ambiguous, false,
                false};
  choice.score = form_weight(hit.form) + 0.6f * choice.prominence;
  choice.foreign = !own_language;
  if (!own_language) choice.score -= 0.2f;
  if (reference_.kind(hit.entity) == MentionKind::club &&
      reference_.club(hit.entity).parent != kNoReference)
    choice.score -= 0.3f;
  const bool vague = hit.form == NameForm::nickname && hit.ambiguous != 0;
  if (state.names_club(hit.entity)) choice.score += vague ? kNamedElsewhere / 2 : kNamedElsewhere;
  if (best.entity == choice.entity) {
    if (choice.score > best.score) {
      const bool rival = best.rival;
      best = choice;
      best.rival = rival;
    }
    return;
  }
  if (choice.score > best.score) {
    choice.rival = best.entity != kNoReference && best.score > choice.score - kRivalMargin;
    best = choice;
  } else {
    best.rival |= choice.score > best.score - kRivalMargin;
  }
}

Reading ClubResolver::decide(const DocumentState& state, const NameMatch& match,
                             const Summary& summary) const {
  const Choice& club = summary.club;
  const bool person_possible = summary.person >= 0;
  if (summary.full_person && summary.person >= club.prominence - 0.2f) return Reading::open;
  if (summary.nationality.entity != kNoReference && !accepts_club(state, match, summary))
    return Reading::nationality;
  if (club.entity != kNoReference && accepts_club(state, match, summary)) return Reading::club;
  if (summary.competition.entity != kNoReference) return Reading::competition;
  if (summary.source.entity != kNoReference && accepts_source(state, match, summary))
    return Reading::source;
  if (summary.nation.entity != kNoReference) {
    if (names_origin(state, match)) return Reading::nationality;
    return accepts_nation(state, match) ? Reading::national_team : Reading::place;
  }
  return person_possible ? Reading::open : Reading::none;
}

bool ClubResolver::accepts_club(const DocumentState& state, const NameMatch& match,
                                const Summary& summary) const {
  const Choice& club = summary.club;
  const TextView& view = state.view;
  if (club.entity == kNoReference) return false;
  const bool elsewhere = state.names_club(club.entity);
  constexpr std::size_t kBigCity = 4;  // a city of many clubs stands for none of them
  if (club.form == NameForm::city)
    return match.hits.size() <= kBigCity && elsewhere && match.first > 0 &&
           view.is(match.first - 1, WordClass::place_prep);
  if (match.handle || match.hashtag) return match.words > 1 || club.prominence > 0.1f;
  if (club.form == NameForm::demonym) return elsewhere || !club.rival || club.prominence > 0.3f;
  return match.words > 1 || accepts_single_word(state, match, summary, elsewhere);
}

// One word with a capital may be a common word, a place or a person as well.
bool ClubResolver::accepts_single_word(const DocumentState& state, const NameMatch& match,
                                       const Summary& summary, bool elsewhere) const {
  const Choice& club = summary.club;
  const TextView& view = state.view;
  const std::uint32_t at = match.first;
  if (view.is(at, WordClass::not_name)) return false;
  if (state.full_name_ends.find(view.token(at).hash) >= 0 && club.prominence < 0.6f) return false;
  const bool telling = view.telling_capital(at);
  if (view.is(at, WordClass::common)) return elsewhere || (telling && club.prominence > kKnownClub);
  if (elsewhere) return true;
  if (view.style(at) == CaseStyle::none && view.is(at, WordClass::plain)) return false;
  const float margin = club.foreign ? 0.0f : 0.15f;
  if (summary.person > club.prominence + margin) return false;
  if (summary.nation.entity != kNoReference) return false;
  if (club.ambiguous != 0) return club.prominence > 0.25f;
  return club.prominence > 0.05f || telling;
}

bool ClubResolver::accepts_source(const DocumentState& state, const NameMatch& match,
                                  const Summary& summary) const {
  const TextView& view = state.view;
  if (match.words > 1 || match.handle || match.hashtag) return !summary.full_person;
  const std::uint32_t at = match.first;
  const bool cued =
      (at > 0 && view.any(at - 1, classes_of(WordClass::name_prep, WordClass::source_noun))) ||
      view.is_mark(match.end, ':') || view.any(match.end, classes_of(WordClass::speech_verb));
  if (view.any(at, classes_of(WordClass::common, WordClass::not_name)))
    return cued && view.telling_capital(at);
  if (summary.source.form == NameForm::surname) return cued && summary.person < 0.5f;
  return summary.person < 0.6f || cued;
}

// "the Scotland international", "England left-back": the country of the person.
bool ClubResolver::names_origin(const DocumentState& state, const NameMatch& match) const {
  const TextView& view = state.view;
  if (match.end >= view.sentence_end(match.first)) return false;
  if (view.is(match.end, WordClass::person_noun)) return true;
  const auto phrase = view.phrase_at(match.end);
  return phrase.end_token > 0 && phrase.values->front().kind == PhraseKind::position;
}

ReferenceId ClubResolver::nationality_of(ReferenceId nation) const {
  return reference_.find(MentionKind::nationality, reference_.club(nation).country);
}

// A country's name is its team where a coach or the team itself is spoken of, else a place.
bool ClubResolver::accepts_nation(const DocumentState& state, const NameMatch& match) const {
  const TextView& view = state.view;
  constexpr WordClasses kTeam = classes_of(WordClass::coach_noun, WordClass::club_noun);
  for (std::uint32_t back = 1; back <= 3 && back <= match.first; ++back)
    if (view.any(match.first - back, kTeam)) return true;
  return view.any(match.end, kTeam) ||
         (view.is(match.end, WordClass::possessive) && view.any(match.end + 1, kTeam));
}

void ClubResolver::add(DocumentState& state, NameMatch& match, const Choice& choice,
                       float confidence) const {
  match.entity = state.entity_of(reference_, choice.entity);
  Entity& entity = state.out->entities[match.entity];
  entity.certain = entity.certain || confidence > 0.5f;
  const MentionForm form = match.hashtag ? MentionForm::hashtag : mention_form(choice.form);
  state.add_mention(match.span, match.first, match.end, entity.kind, form, match.entity,
                    confidence);
}

// The club of that country that the text named last before a match, else the first one after it.
std::int32_t ClubResolver::club_of_country(const DocumentState& state, std::size_t match,
                                           std::string_view country) const {
  constexpr std::size_t kReach = 64;
  const auto fits = [&](const NameMatch& other) {
    if (other.reading != Reading::club || other.entity < 0) return false;
    const ReferenceId id = state.out->entities[other.entity].id;
    return id != kNoReference && reference_.club(id).country == country;
  };
  for (std::size_t i = match; i > 0 && match - i < kReach; --i)
    if (fits(state.matches[i - 1])) return state.matches[i - 1].entity;
  for (std::size_t i = match + 1; i < state.matches.size() && i - match < kReach; ++i)
    if (fits(state.matches[i])) return state.matches[i].entity;
  return -1;
}

// "the Russians asked for more": the club of that country.
bool ClubResolver::names_people(const DocumentState& state, const NameMatch& match) const {
  const TextView& view = state.view;
  constexpr WordClasses kOf = classes_of(WordClass::link_of, WordClass::genitive,
                                         WordClass::name_prep, WordClass::place_prep);
  if (match.first == 0 || !view.is(match.first - 1, WordClass::plural) ||
      !view.is(match.first - 1, WordClass::definite) || view.any(match.first - 1, kOf))
    return false;
  if (match.end >= view.sentence_end(match.first)) return true;
  constexpr WordClasses kGoesOn = classes_of(WordClass::link_of, WordClass::genitive,
                                             WordClass::person_noun, WordClass::age_word);
  return !view.fact(match.end).capital && !view.any(match.end, kGoesOn);
}

void ClubResolver::resolve_by_country(DocumentState& state) const {
  const TextView& view = state.view;
  for (std::size_t i = 0; i < state.matches.size(); ++i) {
    const NameMatch& match = state.matches[i];
    if (match.reading != Reading::nationality && match.reading != Reading::club) continue;
    const auto noun_at = [&](std::uint32_t at) {
      return view.is(at, WordClass::club_noun) &&
             view.fact(at).sentence == view.fact(match.first).sentence;
    };
    const bool after_noun = match.first > 0 && noun_at(match.first - 1);
    const bool before_noun = noun_at(match.end);
    const bool nationality = match.reading == Reading::nationality;
    const bool people = nationality && names_people(state, match);
    if (!after_noun && !before_noun && !people) continue;
    std::int32_t club = match.entity;
    if (nationality) {
      const ReferenceId id = state.out->entities[match.entity].id;
      club = club_of_country(state, i, reference_.external_id(id));
    } else if (match.capitals && !view.fact(match.first).first) {
      continue;  // "Arsenal side": the name says it
    }
    if (club < 0) continue;
    const std::uint32_t first = after_noun ? match.first - 1 : match.first;
    const std::uint32_t end = before_noun && !after_noun ? match.end + 1 : match.end;
    state.add_mention(cover(view.token(first).span, view.token(end - 1).span), first, end,
                      MentionKind::club, MentionForm::demonym, club, nationality ? 0.6f : 0.8f);
  }
}

}  // namespace mercato::link
