#include "4_link/unknown_names.h"

#include <algorithm>

namespace mercato::link {
namespace {

constexpr WordClasses kNoName = classes_of(
    WordClass::month, WordClass::not_name, WordClass::title, WordClass::coach_noun,
    WordClass::person_noun, WordClass::source_noun, WordClass::agent_noun, WordClass::club_noun,
    WordClass::relation_noun, WordClass::city_noun, WordClass::women, WordClass::reserve,
    WordClass::possessive, WordClass::pronoun_m, WordClass::pronoun_f);
constexpr WordClasses kSmall =
    classes_of(WordClass::definite, WordClass::indefinite, WordClass::name_prep,
               WordClass::place_prep, WordClass::link_of);
constexpr WordClasses kRoleNouns = classes_of(WordClass::person_noun, WordClass::coach_noun,
                                              WordClass::relation_noun, WordClass::title);

// "LigaErick" is two words that lost the space between them.
bool one_capital(std::string_view word) {
  return std::count_if(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) < 2;
}

bool names_position(const TextView& view, std::uint32_t at) {
  const auto phrase = view.phrase_at(at);
  return phrase.end_token > 0 && phrase.values->front().kind == PhraseKind::position;
}

}  // namespace

void UnknownNames::find(DocumentState& state, bool relaxed) const {
  const std::size_t known = state.matches.size();
  // Whole names first: the headline may give the surname of one that follows.
  for (const bool whole : {true, false}) {
    for (std::uint32_t at = 0; at < state.view.size();) {
      const Run run = run_at(state, at);
      at = run.words == 0 ? at + 1 : run.end;
      if (run.words == 0 || (run.words > 1) != whole) continue;
      const std::int32_t meant = misspelt(state, run);
      constexpr float kMisspelt = 0.85f;
      const float confidence = meant >= 0 ? kMisspelt : confidence_of(state, run, relaxed);
      if (confidence > 0) add(state, run, meant, confidence);
    }
  }
  if (state.matches.size() == known) return;
  const auto in_text = [](const NameMatch& a, const NameMatch& b) { return a.first < b.first; };
  const auto added = state.matches.begin() + static_cast<std::ptrdiff_t>(known);
  std::sort(added, state.matches.end(), in_text);
  std::inplace_merge(state.matches.begin(), added, state.matches.end(), in_text);
  for (std::size_t i = 0; i < state.matches.size(); ++i)
    for (std::uint32_t at = state.matches[i].first; at < state.matches[i].end; ++at)
      if (state.matches[i].reading != Reading::none) state.cover[at] = static_cast<std::int32_t>(i);
}

bool UnknownNames::eligible(const DocumentState& state, std::uint32_t at) const {
  const TextView& view = state.view;
  const TokenFact& fact = view.fact(at);
  if (!fact.word || !fact.capital || (fact.classes & kNoName) != 0) return false;
  if ((view.token(at).shape & kElided) || view.token(at).folded_size < 2) return false;
  if (view.style(at) == CaseStyle::upper || view.style(at) == CaseStyle::none) return false;
  if ((fact.classes & kSmall) != 0 && !view.is(at, WordClass::particle)) return false;
  if ((fact.first || view.style(at) == CaseStyle::title) &&
      (fact.classes & (classes_of(WordClass::common) | kSmall)) != 0)
    return false;
  const std::int32_t match = state.cover[at];
  if (match < 0) return !names_position(view, at);
  const NameMatch& covering = state.matches[match];
  return covering.reading == Reading::none || covering.reading == Reading::open;
}

UnknownNames::Run UnknownNames::run_at(const DocumentState& state, std::uint32_t at) const {
  Run run;
  if (!eligible(state, at) || state.view.is(at, WordClass::particle)) return run;
  const TextView& view = state.view;
  const std::uint32_t limit = view.sentence_end(at);
  run.first = at;
  for (std::uint32_t next = at; next < limit && eligible(state, next);) {
    // Two names joined by a hyphen ("Alfa-Beta") are two names, where both are known and
    // no family name follows ("Jean-Michel Gamma").
    const std::int32_t match = state.cover[next];
    const bool open = match >= 0 && state.matches[match].reading == Reading::open;
    const bool goes_on = next + 1 < limit && eligible(state, next + 1);
    if (next > at && open && view.hyphen_before(next) && run.open_matches > 0 && !goes_on) break;
    run.open_matches += open;
    run.end = next + 1;
    ++run.words;
    next = over_particles(state, next_word(view.tokens(), next, limit), at, limit);
  }
  // A particle at the end belongs to what follows, and so does a word that is no known surname
  // ("Ugo Talabardou Alors que").
  const auto stray = [&](std::uint32_t last) {
    return view.is(last, WordClass::particle) ||
           (view.is(last, WordClass::common) && state.cover[last] < 0);
  };
  while (run.words > 1 && stray(run.end - 1)) --run.end, --run.words;
  return run;
}

// Skips lower-case particles between the words of a name.
std::uint32_t UnknownNames::over_particles(const DocumentState& state, std::uint32_t at,
                                           std::uint32_t first, std::uint32_t limit) const {
  const TextView& view = state.view;
  std::uint32_t next = at;
  for (int i = 0; i < 2 && next < limit; ++i, ++next) {
    if (!view.is(next, WordClass::particle) || view.fact(next).capital) break;
    if (view.any(next, kSmall) && !names_.begins_name(view.token(first).hash)) return at;
  }
  return next < limit && eligible(state, next) ? next : at;
}

bool UnknownNames::cue_before(const DocumentState& state, std::uint32_t first) const {
  const TextView& view = state.view;
  if (first == 0) return false;
  if (view.any(first - 1, kRoleNouns)) return true;
  for (std::uint32_t back = 1; back <= 3 && back <= first; ++back) {
    const auto phrase = view.phrase_at(first - back, first);
    if (phrase.end_token == first && phrase.values->front().kind == PhraseKind::position)
      return true;
  }
  if (view.is(first - 1, WordClass::transfer_verb)) return true;
  return first > 1 && view.any(first - 1, classes_of(WordClass::link_of, WordClass::name_prep)) &&
         view.is(first - 2, WordClass::transfer_verb);
}

bool UnknownNames::cue_after(const DocumentState& state, std::uint32_t end) const {
  const TextView& view = state.view;
  const bool bracket = view.is_mark(end, '(') || view.is_mark(end, ',');
  if (!bracket || end + 1 >= view.size() || view.token(end + 1).kind != TokenKind::number)
    return false;
  return view.is_mark(end + 2, ')') || view.is(end + 2, WordClass::age_word);
}

// "Elland Road", "Stade Geoffroy-Guichard": part of the name of a place.
bool UnknownNames::part_of_place(const DocumentState& state, const Run& run) const {
  const TextView& view = state.view;
  constexpr WordClasses kPlace = classes_of(WordClass::city_noun, WordClass::not_name);
  const auto place = [&](std::uint32_t at) {
    return view.any(at, kPlace) && view.fact(at).capital && !view.is(at, WordClass::common);
  };
  // "Stadion Vestmark", but not "Verteidiger Marek": German nouns have capitals too.
  return place(run.end) || (run.first > 0 && place(run.first - 1) &&
                            !view.fact(run.first - 1).first && !cue_before(state, run.first));
}

float UnknownNames::confidence_of(const DocumentState& state, const Run& run, bool relaxed) const {
  const TextView& view = state.view;
  if (view.cut_off(run.end)) return 0;
  if (run.words > 4 || part_of_place(state, run) || is_one_match(state, run)) return 0;
  const bool cue = cue_before(state, run.first) || cue_after(state, run.end);
  if (run.words == 1) return single_word(state, run, cue, relaxed);
  const bool first_name =
      names_.begins_name(view.token(run.first).hash) && !(view.token(run.first).shape & kAllCaps);
  if (view.style(run.first) == CaseStyle::title && !(first_name && run.words <= 3)) return 0;
  if (cue) return first_name ? 0.85f : 0.6f;
  // A strange word before a known surname: someone else of that name.
  const bool namesake = run.words == 2 && run.open_matches == 1 &&
                        view.telling_capital(run.first) && state.cover[run.first] < 0 &&
                        !view.is(run.first, WordClass::common) &&
                        one_capital(view.text(view.token(run.first).span));
  if (!first_name && !namesake) return relaxed && run.words <= 3 ? 0.4f : 0;
  return run.open_matches > 0 ? 0.6f : 0.5f;
}

// "Kolo Muani": a surname of two words that the reference knows.
bool UnknownNames::is_one_match(const DocumentState& state, const Run& run) const {
  const std::int32_t match = run.words > 1 ? state.cover[run.first] : -1;
  return match >= 0 && state.matches[match].end == run.end &&
         state.matches[match].first == run.first;
}

// One unknown word needs a cue beside it.
float UnknownNames::single_word(const DocumentState& state, const Run& run, bool cue,
                                bool relaxed) const {
  const TextView& view = state.view;
  const std::uint32_t at = run.first;
  if (view.any(at, classes_of(WordClass::common)) || run.open_matches > 0) return 0;
  if (view.token(at).folded_size < 4 || (view.token(at).shape & kAllCaps)) return 0;
  if (view.style(at) != CaseStyle::normal) return 0;
  if (view.telling_capital(at)) {
    if (cue) return 0.45f;
    if (at > 0 && view.is(at - 1, WordClass::name_cue)) return 0.4f;
  }
  constexpr WordClasses kPlaceBefore =
      classes_of(WordClass::place_prep, WordClass::link_of, WordClass::definite);
  if (relaxed && view.telling_capital(at) && !view.any(at - 1, kPlaceBefore)) return 0.3f;
  const bool follows = view.is(run.end, WordClass::name_follow);
  return follows && (view.telling_capital(at) || view.fact(at).first) ? (relaxed ? 0.4f : 0.35f)
                                                                      : 0;
}

// The person of the reference whose name the words nearly are; -1 where there is none.
std::int32_t UnknownNames::misspelt(DocumentState& state, const Run& run) const {
  const TextView& view = state.view;
  if (run.words < 2 || run.words > 3 || is_one_match(state, run)) return -1;
  if (!names_.begins_name(view.token(run.first).hash)) return -1;
  const ReferenceId id = misspelt_.find(state, run.first, run.end, view.cut_off(run.end));
  return id == kNoReference ? -1 : state.entity_of(reference_, id);
}

std::int32_t UnknownNames::provisional(DocumentState& state, const Run& run) const {
  const TextView& view = state.view;
  if (run.words == 1) {
    const std::int32_t whole = state.by_last_name.find(view.token(run.first).hash);
    if (whole >= 0) return whole;
  }
  std::uint64_t key = 0;
  for (std::uint32_t at = run.first; at < run.end; ++at) key = key * 31 + view.token(at).hash;
  std::int32_t entity = state.by_name.find(key);
  if (entity >= 0) return entity;
  entity =
      state.add_entity(MentionKind::person,
                       view.text(cover(view.token(run.first).span, view.token(run.end - 1).span)));
  state.by_name.set(key, entity);
  return entity;
}

void UnknownNames::add(DocumentState& state, const Run& run, std::int32_t known,
                       float confidence) const {
  const TextView& view = state.view;
  const Span span = cover(view.token(run.first).span, view.token(run.end - 1).span);
  for (std::uint32_t at = run.first; at < run.end; ++at)
    if (state.cover[at] >= 0) state.matches[state.cover[at]].reading = Reading::none;
  NameMatch match{run.first, run.end, span, {}, static_cast<std::uint8_t>(run.words), true};
  match.reading = Reading::person;
  match.entity = known >= 0 ? known : provisional(state, run);
  if (known >= 0) state.out->entities[static_cast<std::size_t>(known)].certain = true;
  const std::uint64_t last = view.token(run.end - 1).hash;
  if (run.words > 1 && state.by_last_name.find(last) < 0)
    state.by_last_name.set(last, match.entity);
  state.add_mention(span, run.first, run.end, MentionKind::person,
                    known >= 0 ? MentionForm::full_name : MentionForm::provisional, match.entity,
                    confidence);
  state.matches.push_back(match);
}

}  // namespace mercato::link
