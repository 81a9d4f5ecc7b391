// Who speaks between the quotation marks? Quotes to the speech cues around them.
#pragma once

#include <span>
#include <vector>

#include "6_attribute/attributor.h"
#include "6_attribute/cues.h"
#include "6_attribute/quotes.h"

namespace mercato {

// A cue whose source speaks.
struct Speech {
  const Cue* cue = nullptr;
  Source source;
  Span cue_span;
  bool outlet_only =
      false;  // an outlet reports: it is the speaker of a quote only where no person is
};

class QuoteSpeakers {
 public:
  QuoteSpeakers(const TokenizedText& text, std::span<const Mention> mentions,
                const SourcePhrases& phrases, const SourceVocabulary& vocabulary,
                std::span<const Speech> speeches)
      : text_(text),
        mentions_(mentions),
        phrases_(phrases),
        vocabulary_(vocabulary),
        speeches_(speeches) {}

  // Appends an attribution for each quote whose speaker is found.
  void run(std::span<const Quote> quotes, std::vector<Attribution>& out) const;

 private:
  const Speech* beside(const Quote& quote) const;
  const Speech* before(const Quote& quote) const;
  bool label(const Quote& quote, Attribution& out) const;
  struct Label {
    std::int32_t mention = -1;
    bool closely = false;  // the words between it and the colon are its own as well
  };
  Label label_mention(std::uint32_t sentence, std::uint32_t colon) const;
  bool goes_on(const Quote& last, const Quote& next) const;

  const TokenizedText& text_;
  std::span<const Mention> mentions_;
  const SourcePhrases& phrases_;
  const SourceVocabulary& vocabulary_;
  std::span<const Speech> speeches_;
};

}  // namespace mercato
