// What is a source the origin of? From a cue's scope to a span of the text.
#pragma once

#include "0_core/document.h"
#include "0_core/span.h"
#include "1_language/language.h"
#include "6_attribute/cues.h"

namespace mercato {

// Words that set one statement of a sentence against another ("while", "mais"): what is said before
// one is not the source's that is cited behind it.
struct SplitWords {
  const SourceVocabulary& vocabulary;
  SourceWords::ClassId words, behind_comma;
};

Span sentence_span(const TokenizedText& text, std::uint32_t sentence);
// The content of a cue; empty for Scope::none. REQUIRES: cue.reading is filled where the cue has a
// mention.
Span content_of(const TokenizedText& text, const Cue& cue, const CueRule& rule,
                const SplitWords& splits);

}  // namespace mercato
