#include "4_link/name_finder.h"

#include <algorithm>

namespace mercato::link {
namespace {

constexpr WordClasses kSmallWords =
    classes_of(WordClass::particle, WordClass::definite, WordClass::link_of, WordClass::name_prep,
               WordClass::place_prep);

bool is_upper_ascii(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower_ascii(char c) { return c >= 'a' && c <= 'z'; }

// Texts that lost their apostrophes write "lOM" and "dAxel": how many letters stand before the
// name, 0 or 1.
std::uint32_t glued_article(std::string_view word) {
  if (word.size() < 3 || !is_upper_ascii(word[1])) return 0;
  return word[0] == 'l' || word[0] == 'd' || word[0] == 'L' || word[0] == 'D' ? 1 : 0;
}

// Words of a hashtag written together: where the next one begins after `at`.
std::size_t next_hump(std::string_view tag, std::size_t at) {
  for (std::size_t i = at + 1; i < tag.size(); ++i) {
    if (!is_upper_ascii(tag[i])) continue;
    const bool after_lower = !is_upper_ascii(tag[i - 1]);
    const bool before_lower = i + 1 < tag.size() && is_lower_ascii(tag[i + 1]);
    if (after_lower || before_lower) return i;
  }
  return tag.size();
}

// Whether a name may begin here. Names are stored without their article as well, so that small
// words begin none unless they are particles of a name ("van Oosterweel"); other words in lower
// case may be demonyms or set phrases.
bool may_begin(const TextView& view, std::uint32_t at) {
  const TokenFact& fact = view.fact(at);
  if (fact.capital || !fact.word) return true;
  if (view.token(at).folded_size > 1 && glued_article(view.text(view.token(at).span)) != 0)
    return true;
  constexpr WordClasses kNever =
      kSmallWords | classes_of(WordClass::common, WordClass::pronoun_m, WordClass::pronoun_f,
                               WordClass::nominal_end, WordClass::adjective);
  if ((fact.classes & kNever) == 0) return true;
  return view.is(at, WordClass::particle) && at + 1 < view.size() && view.fact(at + 1).capital;
}

// "l'attaquant phocéen", "joueurs olympiens": right after a noun for people.
bool after_noun(const TextView& view, std::uint32_t at) {
  constexpr WordClasses kNouns = classes_of(WordClass::club_noun, WordClass::person_noun,
                                            WordClass::coach_noun, WordClass::relation_noun);
  if (at == 0) return false;
  if (view.any(at - 1, kNouns)) return true;
  for (std::uint32_t back = 1; back <= 3 && back <= at; ++back) {
    const auto phrase = view.phrase_at(at - back, at);
    if (phrase.end_token == at && phrase.values->front().kind == PhraseKind::position) return true;
  }
  return false;
}

// "signed by Ol…", where a feed cut the text: too little is left to know the name by.
bool half_word(const TextView& view, const NameMatch& match) {
  const Token& word = view.token(match.first);
  if (word.folded_size > 4 || (word.shape & kAllCaps)) return false;
  if (view.cut_off(match.end)) return true;
  if (match.end >= view.size() || (view.token(match.end).shape & kSpaceBefore)) return false;
  return view.tokens().fold(match.end).starts_with("\u2026") && word.folded_size < 4;
}

}  // namespace

bool NameFinder::begins_name(std::uint64_t token_hash) const {
  TrieCursor cursor;
  return reference_.step(cursor, token_hash);
}

void NameFinder::find(const TextView& view, std::vector<NameMatch>& out,
                      std::string& scratch) const {
  for (std::uint32_t at = 0; at < view.size();) {
    const TokenKind kind = view.token(at).kind;
    if (kind == TokenKind::hashtag) find_in_hashtag(view, at, out, scratch);
    if (kind == TokenKind::handle) find_handle(view, at, out);
    if (kind != TokenKind::word && kind != TokenKind::number) {
      ++at;
      continue;
    }
    if (!may_begin(view, at)) {
      ++at;
      continue;
    }
    NameMatch match = longest_at(view, at);
    // "de Lucas Torreira": a preposition before a longer name is not part of one.
    if (match.end > 0 && !view.fact(at).capital && match.words > 1 && view.any(at, kSmallWords)) {
      const NameMatch after = longest_at(view, at + 1);
      if (after.end >= match.end && after.capitals) match = after;
    }
    if (match.end > 0) out.push_back(match);
    at = std::max(at + 1, match.end);
  }
}

NameMatch NameFinder::longest_at(const TextView& view, std::uint32_t at) const {
  const std::uint32_t glued = glued_article(view.text(view.token(at).span));
  const NameMatch plain = walk(view, at, 0);
  if (glued == 0) return plain;
  const NameMatch cut = walk(view, at, glued);
  return cut.end > plain.end || plain.end == 0 ? cut : plain;
}

// Leaves out the first `glued` letters of the first token.
NameMatch NameFinder::walk(const TextView& view, std::uint32_t at, std::uint32_t glued) const {
  const TokenizedText& text = view.tokens();
  const std::uint32_t limit = view.sentence_end(at);
  NameMatch best, match;
  TrieCursor cursor;
  match.first = at;
  match.words = 0;
  for (std::uint32_t next = at; next < limit; next = next_word(text, next, limit)) {
    const bool cut = glued > 0 && next == at;
    const std::uint64_t hash =
        cut ? fold_hash(text.fold(at).substr(glued)) : text.tokens[next].hash;
    const bool whole = reference_.step(cursor, hash);
    if (!whole && !(!cut && step_possessor(view, next, cursor))) break;
    ++match.words;
    match.end = next + 1;
    match.span = {view.token(at).span.begin + glued, text.tokens[next].span.end - (whole ? 0 : 1)};
    match.hits = reference_.hits(cursor);
    if (!match.hits.empty() && allowed(view, match)) best = match;
    if (!whole) break;
  }
  return best;
}

// "Harrowgates move": a possessive whose apostrophe was lost, where the language has one.
bool NameFinder::step_possessor(const TextView& view, std::uint32_t at, TrieCursor& cursor) const {
  const std::string_view word = view.tokens().fold(at);
  if (word.size() < 5 || word.back() != 's' || !view.fact(at).capital) return false;
  constexpr WordClasses kPossessive = classes_of(WordClass::possessive);
  if ((view.pack(at).words.classes(fold_hash("s")) & kPossessive) == 0) return false;
  return reference_.step(cursor, fold_hash(word.substr(0, word.size() - 1)));
}

// Sets match.capitals.
bool NameFinder::allowed(const TextView& view, NameMatch& match) const {
  match.capitals = true;
  bool any_capital = false;
  for (std::uint32_t at = match.first; at < match.end; ++at) {
    const TokenFact& fact = view.fact(at);
    if (!fact.word) continue;
    const bool glued = at == match.first && match.span.begin > view.token(at).span.begin;
    any_capital |= fact.capital || glued;
    if (fact.capital || glued || view.any(at, kSmallWords)) continue;
    match.capitals = false;
  }
  match.capitals = match.capitals && any_capital;
  if (!match.capitals) return lower_case_allowed(view, match);
  if (!any_usable(view, match)) return false;
  if (view.style(match.first) == CaseStyle::none && !caseless_allowed(view, match)) return false;
  if (match.words > 1) return true;
  if (view.token(match.first).folded_size < 2 || half_word(view, match)) return false;
  constexpr WordClasses kNever = classes_of(WordClass::month, WordClass::title);
  return !view.any(match.first, kNever);
}

// Demonyms and city names say nothing in another language ("l'Inter" is French slang, and Italian
// for the club itself).
bool NameFinder::any_usable(const TextView& view, const NameMatch& match) const {
  const LanguageId language = view.pack(match.first).language;
  for (const NameHit& hit : match.hits)
    if (hit.form != NameForm::demonym || same_language(hit, language)) return true;
  return false;
}

// "Ligue des champions": French and Italian write the first word alone with a capital.
bool NameFinder::names_competition(const TextView& view, const NameMatch& match,
                                   const NameHit& hit) const {
  return match.words > 1 && view.fact(match.first).capital &&
         reference_.kind(hit.entity) == MentionKind::competition;
}

// In a text without capitals, words that are all ordinary ones ("big man") are a name only of the
// well known.
bool NameFinder::caseless_allowed(const TextView& view, const NameMatch& match) const {
  constexpr float kHousehold = 0.3f;
  if (match.words == 1) return true;  // decided by what else the text names
  constexpr WordClasses kOrdinary =
      kSmallWords | classes_of(WordClass::common, WordClass::plain, WordClass::not_name);
  for (std::uint32_t at = match.first; at < match.end; ++at)
    if (view.fact(at).word && !view.any(at, kOrdinary)) return true;
  return std::any_of(match.hits.begin(), match.hits.end(), [&](const NameHit& hit) {
    return hit.form != NameForm::city &&
           reference_.prominence(hit.entity, view.document().published) > kHousehold;
  });
}

// Names that are written without capitals: demonyms, colours and set phrases of the sentence's own
// language.
bool NameFinder::lower_case_allowed(const TextView& view, const NameMatch& match) const {
  const LanguageId language = view.pack(match.first).language;
  const bool adjectival = match.words == 1 && after_noun(view, match.first);
  for (const NameHit& hit : match.hits) {
    const bool phrase = hit.form == NameForm::nickname && (match.words > 1 || adjectival);
    if ((phrase || hit.form == NameForm::demonym) && hit.language != 0 &&
        same_language(hit, language))
      return true;
    if (names_competition(view, match, hit)) return true;
  }
  return false;
}

// "#OMNantes", "#LeonardoBalerdi", "#Atalanta": the whole tag, else the words that its capitals
// show.
void NameFinder::find_in_hashtag(const TextView& view, std::uint32_t at,
                                 std::vector<NameMatch>& out, std::string& scratch) const {
  const Token& token = view.token(at);
  TrieCursor cursor;
  NameMatch whole{at, at + 1, token.span, {}, 1, true, true, false};
  if (reference_.step(cursor, token.hash) && !(whole.hits = reference_.hits(cursor)).empty())
    return out.push_back(whole);
  const std::string_view tag = view.text(token.span);
  std::size_t begin = !tag.empty() && tag.front() == '#' ? 1 : tag.find('#') == 0 ? 1 : 0;
  while (begin < tag.size()) {
    NameMatch best;
    TrieCursor walk;
    std::uint8_t words = 0;
    for (std::size_t from = begin; from < tag.size();) {
      const std::size_t to = next_hump(tag, from);
      scratch.clear();
      append_fold(tag.substr(from, to - from), scratch);
      if (!reference_.step(walk, fold_hash(scratch))) break;
      const auto base = static_cast<std::uint32_t>(token.span.begin);
      const auto hits = reference_.hits(walk);
      ++words;
      if (!hits.empty() && to - begin > 1)
        best = {at,
                at + 1,
                {base + static_cast<std::uint32_t>(begin), base + static_cast<std::uint32_t>(to)},
                hits,
                words,
                true,
                true};
      from = to;
    }
    if (best.end > 0) out.push_back(best);
    begin = best.end > 0 ? best.span.end - token.span.begin : next_hump(tag, begin);
  }
}

void NameFinder::find_handle(const TextView& view, std::uint32_t at,
                             std::vector<NameMatch>& out) const {
  TrieCursor cursor;
  if (!reference_.step(cursor, view.token(at).hash)) return;
  NameMatch match{at, at + 1, view.token(at).span, reference_.hits(cursor), 1, true, false, true};
  if (!match.hits.empty()) out.push_back(match);
}

}  // namespace mercato::link
