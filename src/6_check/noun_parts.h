// Which words of a sentence belong to noun phrases, and as what? The sentence as a row of parts:
// names, positions, clubs, ages, and the small words between them. Internal to 6_check.
//
// The words are the classes @np_… of data/languages/<tag>/lexicon.d/facts.tsv. Immutable,
// thread-safe.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <memory>
#include <vector>

#include "0_core/mention.h"
#include "1_language/language.h"
#include "2_rules/lexicon.h"
#include "3_reference/reference.h"

namespace mercato {

// The parts of speech that the grammar tells apart; `other` ends a phrase.
enum class PartKind : std::uint8_t {
  other,
  // mentions
  person,  // a name
  position,
  nationality,
  country,  // a nation or its team: a nationality where "international" or a position follows
  club,
  number,
  filler,  // inside a phrase, of no meaning here: a competition, a year of birth
  // words
  determiner,
  possessive,  // "son", "its": the club is the one that the sentence speaks of
  modifier,    // adjectives and the like
  former,
  link,      // "de", "of": its club belongs to the noun before it
  genitive,  // "'s"
  player,    // nouns for a player without a position: "joueur", "star"
  coach,
  international,
  age,  // words that make a number an age: "ans", "year", "old"
  conjunction,
  comma,
  open,
  close,
};

struct Part {
  PartKind kind = PartKind::other;
  bool plural = false;                // position, player: the phrase stands for several persons
  bool name_link = false;             // link: also joins a club to a bare name ("X del Milan")
  std::int32_t mention = -1;          // index into LinkedText::mentions where the part is one
  ReferenceId nation = kNoReference;  // country: where no mention names it
  std::uint32_t first_token = 0, end_token = 0;
};

class PartSplitter {
 public:
  PartSplitter(const Languages& languages, const Lexicon& lexicon,
               std::shared_ptr<const Reference> reference);

  // Fills `parts` (cleared first) with the parts of one sentence, in order, without gaps.
  // `first_mention` is the first of LinkedText::mentions that begins in the sentence.
  void split(const TokenizedText& text, const LinkedText& linked, const Sentence& sentence,
             LanguageId language, std::size_t first_mention, std::vector<Part>& parts) const;

 private:
  struct Word {
    PartKind kind = PartKind::other;
    bool plural = false, name_link = false;
  };
  using Words = boost::unordered_flat_map<std::uint64_t, Word>;

  Part nation_part(const TokenizedText& text, std::uint32_t token, std::uint32_t end) const;
  Part word_part(const Words& words, const TokenizedText& text, std::uint32_t token) const;

  std::shared_ptr<const Reference> reference_;
  std::vector<Words> words_;  // by LanguageId
};

}  // namespace mercato
