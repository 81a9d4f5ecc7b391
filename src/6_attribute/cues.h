// Where does the text name a source? Rule matches whose words and source truly belong together.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "0_core/claim.h"
#include "6_attribute/cue_rule.h"
#include "6_attribute/source_phrase.h"

namespace mercato {

struct Cue {
  std::uint32_t rule = 0;
  std::uint32_t sentence = 0;
  std::uint32_t first_token = 0, end_token = 0;  // the words of the rule
  std::int32_t mention = -1;  // index into the mentions given; -1: the rule names no source
  bool press = false;         // the role asks for who publishes rather than for who speaks
  float cost = 0;
  SourceReading reading;
};

// Everything that finding cues in one document needs; views only.
struct CueContext {
  const Document& document;
  const TokenizedText& text;
  std::span<const Mention> mentions;  // with those of add_source_mentions
  const SourceVocabulary& vocabulary;
  const RuleBook& book;
  const std::vector<CueRule>& rules;
  LanguageId document_language;  // for sentences of unknown language
};

// Appends the cues of one sentence in text order: those whose structure holds, one for each place.
// Their readings are left for the caller, who knows what was cited before.
void find_cues(const CueContext& context, std::uint32_t sentence, std::vector<RuleMatch>& scratch,
               std::vector<Cue>& out);

}  // namespace mercato
