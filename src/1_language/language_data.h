// What do the language folders say? data/languages/<tag>/language.toml, read. Internal to
// 1_language.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "0_core/result.h"
#include "1_language/language.h"
#include "1_language/word_table.h"

namespace mercato {

// The words of all languages that tokens and sentences depend on, by fold_hash of their folds.
struct LanguageWords {
  WordTable stop_words;

  // Of tokens. These hold for text of every language, so that a name has the same tokens
  // everywhere.
  WordTable elisions;         // "l'", with the apostrophe
  WordTable verbal_elisions;  // likewise, only before a lower-case letter: "n'" (but N'Golo)
  WordTable truncations;      // "po'": the apostrophe ends the word
  WordTable enclitics;        // "s", "ll": a word of its own after an apostrophe
  WordTable proclitics;       // "t", "s": a word of its own with an apostrophe before it

  // Of sentences.
  WordTable titles;          // abbreviations before names that end no sentence: "M", "Mr"
  WordTable before_numbers;  // abbreviations that end none where a number follows: "No", "art"
  WordTable abbreviations;   // that end one where a capitalised stop word follows: "etc", "Utd"
  WordTable numbered;        // what a letter or number may end: "Serie A.", "Ligue 1."
  WordTable address_ends;    // of web addresses, where a dot is glued: "Example.Com"
  WordTable particles;       // words within surnames: "de", "van"
  WordTable link_words, link_openers;  // first words and whole phrases (phrase_hash) that begin the
                                       // headline of another text: "+", "read more"
  LanguageMask ordinal_dot = 0;        // languages that write ordinals with a dot: "11. Juni"
};

struct LanguageData {
  std::vector<LanguageInfo> infos;  // by LanguageId
  LanguageWords words;
};

// The hash of a phrase, word by word: start with 0, add the fold_hash of each.
inline std::uint64_t phrase_hash(std::uint64_t before, std::uint64_t word) {
  return before * 31 + word;
}
inline constexpr std::uint32_t kMaxLinkWords = 4;

// Every folder of `languages` that does not begin with '_', in the order of their names.
Result<LanguageData> load_language_data(const std::filesystem::path& languages);

}  // namespace mercato
