#include "4_link/person_phrase.h"

#include <charconv>

namespace mercato::link {
namespace {

class PhraseReader {
 public:
  PhraseReader(const DocumentState& state, PersonPhrase& phrase)
      : state_(state), view_(state.view), phrase_(phrase) {}

  bool read(std::uint32_t at) {
    phrase_ = {};
    phrase_.first = phrase_.end = at;
    limit_ = view_.sentence_end(at);
    std::uint32_t next = read_determiner(at);
    while (next < limit_ && read_word(next)) {
    }
    if (phrase_.end == at || !(phrase_.has_head() || phrase_.says_something())) return false;
    find_name();
    phrase_.nominal = !phrase_.has_head() && stands_alone();
    return phrase_.has_head() || phrase_.nominal;
  }

 private:
  std::uint32_t read_determiner(std::uint32_t at) {
    constexpr WordClasses kDeterminer =
        classes_of(WordClass::definite, WordClass::indefinite, WordClass::plural);
    if (!view_.any(at, kDeterminer)) return at;
    phrase_.plural = view_.is(at, WordClass::plural);
    phrase_.definite = view_.is(at, WordClass::definite) && !phrase_.plural;
    phrase_.end = at + 1;
    return at + 1;
  }

  // Takes one element of the phrase; false where the phrase ends.
  bool read_word(std::uint32_t& at) {
    if (at > phrase_.first && view_.is_mark(at, '-') && !(view_.token(at).shape & kSpaceBefore))
      return ++at, true;
    return read_position(at) || read_match(at) || read_age(at) || read_noun(at) ||
           read_complement(at);
  }

  bool take(std::uint32_t& at, std::uint32_t end) {
    at = phrase_.end = end;
    return true;
  }

  bool read_position(std::uint32_t& at) {
    if (covered_by_name(at)) return false;  // "RB Leipzig"
    const auto match = view_.phrase_at(at);
    if (match.end_token == 0 || match.values->front().kind != PhraseKind::position) return false;
    phrase_.position = match.values->front().value;
    return take(at, match.end_token);
  }

  bool read_match(std::uint32_t& at) {
    const NameMatch* match = state_.match_at(at);
    if (match == nullptr || match->entity < 0) return false;
    if (match->reading == Reading::nationality) {
      phrase_.nationality = match->entity;
      return take(at, match->end);
    }
    if (match->reading != Reading::club || phrase_.club >= 0) return false;
    // "le joueur Lyon" is no phrase: a club's name stands before the noun or after "de".
    const bool demonym =
        !match->capitals || view_.is(at, WordClass::adjective) || is_demonym(*match);
    if (phrase_.has_head() && !demonym && !phrase_.former) return false;
    set_club(*match);
    take(at, match->end);
    if (view_.is(at, WordClass::possessive)) take(at, at + 1);
    return true;
  }

  bool is_demonym(const NameMatch& match) const {
    const ReferenceId id = state_.out->entities[match.entity].id;
    for (const NameHit& hit : match.hits)
      if (hit.entity == id) return hit.form == NameForm::demonym;
    return false;
  }

  void set_club(const NameMatch& match) {
    phrase_.club = match.entity;
    phrase_.club_token = match.first;
  }

  // "24-year-old", "25 ans", "24enne", "20yo".
  bool read_age(std::uint32_t& at) {
    int years = 0;
    const std::string_view word = view_.tokens().fold(at);
    const auto [rest, error] = std::from_chars(word.data(), word.data() + word.size(), years);
    if (error != std::errc{} || years < 14 || years > 60) return false;
    const std::string_view suffix(rest, static_cast<std::size_t>(word.data() + word.size() - rest));
    std::uint32_t end = at + 1;
    if (suffix.empty()) {
      const std::uint32_t before = end;
      const auto joint = [&](std::uint32_t token) {
        return view_.is_mark(token, '-') && view_.is(token + 1, WordClass::age_word);
      };
      while (end < limit_ && (joint(end) || view_.is(end, WordClass::age_word))) ++end;
      if (end == before) return false;
    } else if ((view_.pack(at).words.classes(fold_hash(suffix)) &
                classes_of(WordClass::age_suffix)) == 0) {
      return false;
    }
    phrase_.age = years;
    return take(at, end);
  }

  bool read_noun(std::uint32_t& at) {
    constexpr WordClasses kWords =
        classes_of(WordClass::adjective, WordClass::ex, WordClass::person_noun,
                   WordClass::coach_noun, WordClass::relation_noun);
    if (!view_.any(at, kWords) || covered_by_name(at)) return false;
    phrase_.former |= view_.is(at, WordClass::ex);
    phrase_.noun |= view_.is(at, WordClass::person_noun);
    phrase_.coach |= view_.is(at, WordClass::coach_noun);
    phrase_.relation |= view_.is(at, WordClass::relation_noun);
    return take(at, at + 1);
  }

  bool covered_by_name(std::uint32_t at) const {
    const std::int32_t match = state_.cover[at];
    return match >= 0 && state_.matches[match].reading != Reading::none;
  }

  // "de l'OM", "del Napoli", "of Arsenal", "de 25 ans", after the noun.
  bool read_complement(std::uint32_t& at) {
    // "il tedesco della Juventus"; but "l'Argentin a 24 ans", "l'argentino all'Inter".
    const bool noun = phrase_.nationality >= 0 && phrase_.definite;
    const bool linked = phrase_.has_head() ? view_.is(at, WordClass::link_of)
                                           : noun && view_.is(at, WordClass::genitive);
    if (!linked) return false;
    std::uint32_t next = at + 1;
    if (view_.is(next, WordClass::definite)) ++next;
    if (next >= limit_) return false;
    if (read_age(next)) return at = next, true;
    const NameMatch* match = state_.match_at(next);
    if (match == nullptr || match->reading != Reading::club || phrase_.club >= 0) return false;
    set_club(*match);
    return take(at, match->end);
  }

  // The name right after the phrase, or the one before it with a comma between.
  void find_name() {
    if (const NameMatch* after = state_.match_at(phrase_.end);
        after != nullptr && after->reading == Reading::person) {
      phrase_.name = after->entity;
      return;
    }
    if (view_.is_mark(phrase_.end, ',') && phrase_.has_head()) {
      const NameMatch* after = state_.match_at(phrase_.end + 1);
      if (after != nullptr && after->reading == Reading::person) phrase_.name = after->entity;
    }
    if (phrase_.first < 2 || !view_.is_mark(phrase_.first - 1, ',')) return;
    const std::int32_t cover = state_.cover[phrase_.first - 2];
    if (cover >= 0 && state_.matches[cover].reading == Reading::person && phrase_.has_head())
      phrase_.name = state_.matches[cover].entity;
  }

  // "l'Argentin a …", "l'ex Lyon", "il belga": no noun follows.
  bool stands_alone() const {
    if (!phrase_.definite || phrase_.age > 0) return false;
    if (phrase_.nationality < 0 && !(phrase_.club >= 0 && phrase_.former) && !demonym_person())
      return false;
    if (phrase_.end >= limit_) return true;
    if (view_.token(phrase_.end).kind != TokenKind::word) return true;
    if (view_.is(phrase_.end, WordClass::nominal_end)) return true;
    // Where demonyms have capitals only as nouns ("l'Argentin"): English gives them to all.
    const bool article = view_.is(phrase_.first, WordClass::singular);
    return article && view_.fact(phrase_.end - 1).capital;
  }

  // "le Marseillais": a demonym with an article of the singular.
  bool demonym_person() const {
    if (phrase_.club < 0 || !view_.is(phrase_.first, WordClass::singular)) return false;
    const NameMatch* match = state_.match_at(phrase_.club_token);
    return match != nullptr && match->words == 1 && is_demonym(*match);
  }

  const DocumentState& state_;
  const TextView& view_;
  PersonPhrase& phrase_;
  std::uint32_t limit_ = 0;
};

}  // namespace

bool read_person_phrase(const DocumentState& state, std::uint32_t at, PersonPhrase& phrase) {
  return PhraseReader(state, phrase).read(at);
}

}  // namespace mercato::link
