#include "6_attribute/source_words.h"

#include <algorithm>

namespace mercato {

SourceWords SourceWords::of_language(const Lexicon& lexicon, LanguageId language) {
  const auto find = [&](std::string_view name) { return lexicon.find(language, name); };
  SourceWords words;
  words.press = find("@attr_press");
  words.rumour = find("@attr_rumour");
  words.circle = find("@attr_circle");
  words.journalist = find("@attr_journalist");
  words.agent = find("@attr_agent");
  words.official = find("@attr_official");
  words.club = find("@attr_club_word");
  words.player = find("@attr_player_word");
  words.former = find("@attr_former");
  words.same = find("@attr_same");
  words.be = find("@attr_be");
  words.about = find("@attr_about");
  words.pronoun = find("@attr_pronoun");
  words.split = find("@attr_split");
  words.split_comma = find("@attr_split_comma");
  words.of = find("@attr_of");
  words.outlet_word = find("@attr_outlet_word");
  words.generic = find("@attr_generic");
  words.have = find("@attr_have");
  words.say = find("@attr_say");
  words.report = find("@attr_report");
  words.preposition = find("@prep");
  words.determiner = find("@det");
  words.clause = find("@clause");
  return words;
}

SourceVocabulary::SourceVocabulary(std::shared_ptr<const Lexicon> lexicon,
                                   const Languages& languages)
    : lexicon_(std::move(lexicon)) {
  for (std::size_t i = 0; i < languages.size(); ++i) {
    by_language_.push_back(SourceWords::of_language(*lexicon_, static_cast<LanguageId>(i)));
  }
  by_language_.push_back(SourceWords::of_language(*lexicon_, kUnknownLanguage));
}

const SourceWords& SourceVocabulary::words(LanguageId language) const {
  return language < by_language_.size() - 1 ? by_language_[language] : by_language_.back();
}

bool SourceVocabulary::is_generic(std::uint64_t hash) const {
  return std::any_of(by_language_.begin(), by_language_.end(),
                     [&](const SourceWords& words) { return lexicon_->has(words.generic, hash); });
}

}  // namespace mercato
