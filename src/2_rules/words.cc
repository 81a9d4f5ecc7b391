#include "2_rules/words.h"

namespace mercato {

std::vector<std::string> words_of(std::string_view text, LanguageId language,
                                  const Languages& languages, TokenizedText& scratch) {
  languages.tokenize(text, language, scratch);
  std::vector<std::string> words;
  for (std::uint32_t i = 0; i < scratch.tokens.size(); ++i) words.emplace_back(scratch.fold(i));
  if (words.size() > 1 && words.back() == "'" && !(scratch.tokens.back().shape & kSpaceBefore)) {
    words.pop_back();
    words.back() += '\'';
  }
  return words;
}

}  // namespace mercato
