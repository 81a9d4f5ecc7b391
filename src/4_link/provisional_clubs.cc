#include "4_link/provisional_clubs.h"

#include <algorithm>

namespace mercato::link {
namespace {

constexpr std::uint32_t kLegalForm = 4;  // letters of "OGC"; such affixes are all capitals
constexpr std::uint32_t kCoreWords = 3;
constexpr WordClasses kNoClub =
    classes_of(WordClass::month, WordClass::not_name, WordClass::title, WordClass::coach_noun,
               WordClass::person_noun, WordClass::source_noun, WordClass::agent_noun,
               WordClass::club_noun, WordClass::women, WordClass::reserve, WordClass::possessive,
               WordClass::definite, WordClass::link_of, WordClass::pronoun_m, WordClass::pronoun_f,
               WordClass::transfer_verb, WordClass::speech_verb);

// "STALEMATEManchester": words that lost the space between them.
bool plain_capital(std::string_view word) {
  return std::count_if(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) < 2;
}

}  // namespace

void ProvisionalClubs::find(DocumentState& state) const {
  const TextView& view = state.view;
  std::vector<NameMatch> found;
  Run run;
  for (std::uint32_t at = 0; at < view.size(); ++at) {
    if (!view.any(at, classes_of(WordClass::club_affix, WordClass::club_of))) continue;
    const bool named = after_prefix(state, at, run) || before_suffix(state, at, run);
    if (!named && !after_club_of(state, at, run)) continue;
    add(state, run, named ? 0.6f : 0.4f, found);
    at = std::max(at, run.end - 1);
  }
  if (found.empty()) return;
  add_bare_names(state, found);
  merge(state, found);
}

// A capitalised word that may be a club's name: no name of the reference but persons' covers it.
bool ProvisionalClubs::free_word(const DocumentState& state, std::uint32_t at) const {
  const TextView& view = state.view;
  if (at >= view.size()) return false;
  const TokenFact& fact = view.fact(at);
  if (!fact.word || !fact.capital || view.any(at, kNoClub)) return false;
  if (view.token(at).folded_size < 3 || (view.token(at).shape & kElided)) return false;
  if (view.is(at, WordClass::common) || !plain_capital(view.text(view.token(at).span)))
    return false;
  if (state.cover[at] < 0) return true;
  const NameMatch& match = state.matches[state.cover[at]];
  return match.words == 1 && !match.hashtag &&
         std::all_of(match.hits.begin(), match.hits.end(), [&](const NameHit& hit) {
           return reference_.kind(hit.entity) == MentionKind::person;
         });
}

// "FC", "Racing": not inside a longer name that the reference knows.
bool ProvisionalClubs::affix(const DocumentState& state, std::uint32_t at) const {
  const TextView& view = state.view;
  if (!view.is(at, WordClass::club_affix) || !view.fact(at).capital) return false;
  if (view.style(at) == CaseStyle::upper || view.style(at) == CaseStyle::none) return false;
  const std::int32_t match = state.cover[at];
  return match < 0 || state.matches[match].words == 1;
}

bool ProvisionalClubs::after_prefix(const DocumentState& state, std::uint32_t at, Run& run) const {
  const TextView& view = state.view;
  const Token& word = view.token(at);
  if (!affix(state, at) || word.folded_size > kLegalForm || !(word.shape & kAllCaps)) return false;
  // "Alfa FC Gamma": the affix belongs to the name before it.
  if (at > view.sentence_of(at).first_token && state.cover[at - 1] >= 0 &&
      view.fact(at - 1).capital && !view.is(at - 1, WordClass::definite))
    return false;
  const std::uint32_t limit = std::min(view.sentence_end(at), at + 1 + kCoreWords);
  run = {at, at + 1, at + 1};
  while (run.end < limit && free_word(state, run.end) && (view.token(run.end).shape & kSpaceBefore))
    ++run.end;
  run.core = run.end - 1;
  return run.end > at + 1 && !view.cut_off(run.end);
}

bool ProvisionalClubs::before_suffix(const DocumentState& state, std::uint32_t at, Run& run) const {
  const TextView& view = state.view;
  const Token& word = view.token(at);
  if (!affix(state, at) || at == 0 || !(word.shape & kSpaceBefore)) return false;
  if (word.folded_size <= kLegalForm && !(word.shape & kAllCaps)) return false;
  const std::uint32_t sentence = view.sentence_of(at).first_token;
  run = {at, at + 1, at - 1};
  while (run.first > sentence && at - run.first < kCoreWords &&
         (free_word(state, run.first - 1) || affix(state, run.first - 1)))
    --run.first;
  return run.first < at && !affix(state, run.core) && !continues_club(state, run.first);
}

// "Alfa and Gamma Albion": the second half of a name whose first half is known.
bool ProvisionalClubs::continues_club(const DocumentState& state, std::uint32_t first) const {
  const TextView& view = state.view;
  if (first < view.sentence_of(first).first_token + 2 || state.cover[first - 2] < 0) return false;
  return !view.is_mark(first - 1, ',') && view.fact(first - 2).capital;
}

// "le club de Ravenac", where the word is nobody's name.
bool ProvisionalClubs::after_club_of(const DocumentState& state, std::uint32_t at, Run& run) const {
  const TextView& view = state.view;
  const std::uint32_t name = at + 2;
  if (!view.is(at, WordClass::club_of) || name >= view.sentence_end(at)) return false;
  if (!view.is(at + 1, WordClass::link_of) || !view.telling_capital(name)) return false;
  if (!free_word(state, name) || state.cover[name] >= 0) return false;
  if ((view.token(name).shape & kAllCaps) || names_.begins_name(view.token(name).hash))
    return false;
  const bool longer = name + 1 < view.sentence_end(at) &&
                      (view.fact(name + 1).capital || view.is_mark(name + 1, '-'));
  run = {name, name + 1, name};
  return !longer;
}

void ProvisionalClubs::add(DocumentState& state, const Run& run, float confidence,
                           std::vector<NameMatch>& found) const {
  const TextView& view = state.view;
  const Span span = cover(view.token(run.first).span, view.token(run.end - 1).span);
  const auto words = static_cast<std::uint8_t>(run.end - run.first);
  NameMatch match{run.first, run.end, span, {}, words, true};
  match.reading = Reading::club;
  const std::uint64_t core = view.token(run.core).hash;
  match.entity = state.by_club_word.find(core);
  if (match.entity < 0) {
    match.entity = state.add_entity(MentionKind::club, view.text(span));
    state.by_club_word.set(core, match.entity);
  }
  state.add_mention(span, run.first, run.end, MentionKind::club, MentionForm::provisional,
                    match.entity, confidence);
  found.push_back(match);
}

// "Brumelle", "#Ombrevaux": the name without its affix.
void ProvisionalClubs::add_bare_names(DocumentState& state, std::vector<NameMatch>& found) const {
  const TextView& view = state.view;
  const auto named = static_cast<std::ptrdiff_t>(found.size());
  for (std::uint32_t at = 0; at < view.size(); ++at) {
    const bool hashtag = view.token(at).kind == TokenKind::hashtag;
    if (!hashtag && !free_word(state, at)) continue;
    const std::int32_t entity = state.by_club_word.find(view.token(at).hash);
    if (entity < 0) continue;
    const bool covered =
        std::any_of(found.begin(), found.begin() + named,
                    [&](const NameMatch& match) { return match.first <= at && at < match.end; });
    if (covered) continue;
    NameMatch match{at, at + 1, view.token(at).span, {}, 1, true, hashtag};
    match.reading = Reading::club;
    match.entity = entity;
    state.add_mention(match.span, at, at + 1, MentionKind::club,
                      hashtag ? MentionForm::hashtag : MentionForm::short_name, entity, 0.6f);
    found.push_back(match);
  }
}

void ProvisionalClubs::merge(DocumentState& state, std::vector<NameMatch>& found) const {
  auto& matches = state.matches;
  std::erase_if(matches, [&](const NameMatch& old) {
    return std::any_of(found.begin(), found.end(), [&](const NameMatch& match) {
      return match.first < old.end && old.first < match.end;
    });
  });
  matches.insert(matches.end(), found.begin(), found.end());
  std::stable_sort(matches.begin(), matches.end(),
                   [](const NameMatch& a, const NameMatch& b) { return a.first < b.first; });
  state.cover_tokens();
}

}  // namespace mercato::link
