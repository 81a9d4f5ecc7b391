// What does one language bring to linking? Its word classes and phrases, loaded from
// data/languages/<tag>/link/.
//
// Immutable after loading, shared by all threads.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "1_language/language.h"
#include "4_link/phrase_table.h"
#include "4_link/word_table.h"

namespace mercato::link {

// Canonical values that phrases of all languages share.
struct Vocabulary {
  std::vector<std::string> positions;  // "centre-back"

  std::uint16_t position(std::string_view name);  // added where it is new
};

struct LanguagePack {
  LanguageId language = kUnknownLanguage;
  WordTable words;
  bool caseless = false;  // it tells which words are no names in texts without capitals
  PhraseTable phrases;
};

// Loads the pack of one language and adds its values to `vocabulary`.
Result<LanguagePack> load_language_pack(const std::filesystem::path& folder, LanguageId language,
                                        const Languages& languages, Vocabulary& vocabulary);

}  // namespace mercato::link
