#include "5_claim/other_sport.h"

#include <algorithm>

namespace mercato {

OtherSport::OtherSport(std::shared_ptr<const Lexicon> lexicon, const Languages& languages)
    : lexicon_(std::move(lexicon)) {
  for (std::size_t i = 0; i < languages.size(); ++i)
    words_.push_back(lexicon_->find(static_cast<LanguageId>(i), "@other_sport"));
}

bool OtherSport::is_subject(const TokenizedText& text) const {
  constexpr std::size_t kSentences = 2;
  for (std::size_t s = 0; s < std::min(kSentences, text.sentences.size()); ++s) {
    const Sentence& sentence = text.sentences[s];
    if (sentence.language >= words_.size()) continue;
    for (std::uint32_t t = sentence.first_token; t < sentence.end_token; ++t)
      if (lexicon_->has(words_[sentence.language], text.tokens[t].hash)) return true;
  }
  return false;
}

}  // namespace mercato
