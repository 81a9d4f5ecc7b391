// Is it football at all? Texts of other sports speak of transfers in the same words.
#pragma once

#include <memory>
#include <vector>

#include "1_language/language.h"
#include "2_rules/rules.h"

namespace mercato {

// Reads the class @other_sport of each language. Immutable, thread-safe.
class OtherSport {
 public:
  OtherSport(std::shared_ptr<const Lexicon> lexicon, const Languages& languages);

  // Whether the headline or the sentence behind it names another sport: what is named only later is
  // hardly the document's own.
  bool is_subject(const TokenizedText& text) const;

 private:
  std::shared_ptr<const Lexicon> lexicon_;
  std::vector<Lexicon::ClassId> words_;  // by language
};

}  // namespace mercato
