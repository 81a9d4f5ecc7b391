// Which words matter to attribution? The classes of data/languages/<tag>/lexicon.d/attribution.tsv,
// looked up once.
#pragma once

#include <vector>

#include "1_language/language.h"
#include "2_rules/rules.h"

namespace mercato {

// One language's classes; a class that the language lacks is empty.
struct SourceWords {
  using ClassId = Lexicon::ClassId;
  ClassId press, rumour, circle, journalist, agent, official, club, player,
      former;    // nouns that stand for a source
  ClassId same;  // "the same source": who was named before
  ClassId of, outlet_word, generic;
  ClassId have, say, report;  // verbs: where a noun phrase ends
  ClassId be;                 // "was told" is no telling
  ClassId about;              // "X on Y:"
  ClassId pronoun;            // subjects that go on with the person before
  ClassId split_comma;        // likewise, but only behind a comma: ", with", ", já"
  ClassId split;              // words that set one statement against another: "while", "mais"
  ClassId preposition, determiner, clause;

  static SourceWords of_language(const Lexicon& lexicon, LanguageId language);
};

// The classes of every language, by LanguageId, with the lexicon that answers for them.
class SourceVocabulary {
 public:
  SourceVocabulary(std::shared_ptr<const Lexicon> lexicon, const Languages& languages);

  // The empty classes where `language` is unknown.
  const SourceWords& words(LanguageId language) const;
  bool has(SourceWords::ClassId id, const Token& token) const {
    return lexicon_->has(id, token.hash);
  }
  // In any of the languages: `folded` is too common a word to tell one outlet from another.
  bool is_generic(std::uint64_t hash) const;

 private:
  std::shared_ptr<const Lexicon> lexicon_;
  std::vector<SourceWords> by_language_;  // the last one is the unknown language's
};

}  // namespace mercato
