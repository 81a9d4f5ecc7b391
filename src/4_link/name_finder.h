// Which names of the reference stand in the text? Walks the name trie over the tokens and keeps the
// longest match at each place that the case of its words allows.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "0_core/span.h"
#include "3_reference/reference.h"
#include "4_link/text_view.h"

namespace mercato::link {

// What a name is taken for. Decided in steps: the finder proposes by kind, the resolvers decide.
enum class Reading : std::uint8_t {
  open,   // not decided yet
  none,   // not a name after all
  place,  // a country, of which no team is meant
  person,
  club,
  national_team,
  nationality,
  competition,
  source,  // outlet, journalist or agent
};

// A place whose words are a name of at least one entity.
struct NameMatch {
  std::uint32_t first = 0, end = 0;  // tokens
  Span span;
  std::span<const NameHit> hits;  // all entities so called, of any kind
  std::uint8_t words = 1;         // tokens of the name, punctuation left out
  bool capitals = false;          // every word that should has a capital
  bool hashtag = false;           // inside a hashtag
  bool handle = false;
  ReferenceId forced = kNoReference;  // the club, where neighbouring names decide it together
  Reading reading = Reading::open;
  std::int32_t entity = -1;  // index into the document's entities once resolved
};

class NameFinder {
 public:
  NameFinder(const Reference& reference, std::vector<std::uint16_t> hit_languages)
      : reference_(reference), hit_languages_(std::move(hit_languages)) {}

  // Appends the matches of the document in text order; they do not overlap, but for the parts of
  // one hashtag, which share its token. `scratch` is any reusable string.
  void find(const TextView& view, std::vector<NameMatch>& out, std::string& scratch) const;

  // Whether a hit of this language may be used in a sentence of that language.
  bool same_language(const NameHit& hit, LanguageId language) const {
    return hit.language == 0 || hit_languages_[hit.language] == language;
  }
  // Whether any name of the reference begins with this word: true of known first names.
  bool begins_name(std::uint64_t token_hash) const;

 private:
  bool step_possessor(const TextView& view, std::uint32_t at, TrieCursor& cursor) const;
  NameMatch walk(const TextView& view, std::uint32_t at, std::uint32_t glued) const;
  NameMatch longest_at(const TextView& view, std::uint32_t at) const;
  bool allowed(const TextView& view, NameMatch& match) const;
  bool any_usable(const TextView& view, const NameMatch& match) const;
  bool names_competition(const TextView& view, const NameMatch& match, const NameHit& hit) const;
  bool caseless_allowed(const TextView& view, const NameMatch& match) const;
  bool lower_case_allowed(const TextView& view, const NameMatch& match) const;
  void find_in_hashtag(const TextView& view, std::uint32_t at, std::vector<NameMatch>& out,
                       std::string& scratch) const;
  void find_handle(const TextView& view, std::uint32_t at, std::vector<NameMatch>& out) const;

  const Reference& reference_;
  std::vector<std::uint16_t>
      hit_languages_;  // by NameHit::language: the LanguageId, or kUnknownLanguage
};

}  // namespace mercato::link
