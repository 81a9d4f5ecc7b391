// Who is named at a cue? From the mention that stands there to a Source: its noun phrase says
// whether it is a reporter of an outlet, a club's official or an agent; a pronoun or "the
// newspaper" goes on with the source before.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "0_core/claim.h"
#include "0_core/document.h"
#include "0_core/mention.h"
#include "1_language/language.h"
#include "6_attribute/own_voice.h"
#include "6_attribute/source_words.h"

namespace mercato {

// A source as far as the sentence shows it. `source.kind` is self where the words name nobody
// ("reports") or the document itself.
struct SourceReading {
  Source source;
  bool hedges = false;  // unnamed rumour
  std::uint32_t first_token = 0, end_token = 0;
};

// What the document has cited so far, for pronouns and "the newspaper".
struct SourceHistory {
  Source press, speaker;  // the last outlet or journalist, the last person, journalist or agent;
                          // self = none yet
  std::uint32_t speaker_sentence = 0;
};

class SourcePhrases {
 public:
  // All arguments outlive the object. `mentions` hold those of add_source_mentions.
  SourcePhrases(const Document& document, const TokenizedText& text, const LinkedText& linked,
                std::span<const Mention> mentions, const SourceVocabulary& vocabulary,
                const OwnVoice& own)
      : document_(document),
        text_(text),
        linked_(linked),
        mentions_(mentions),
        vocabulary_(vocabulary),
        own_(own) {}

  // Reads the phrase around mentions[mention] in `sentence`, looking no further left than token
  // `left` or right than token `right` (where the cue stands). Nothing where it can be no source.
  std::optional<SourceReading> read(std::uint32_t mention, std::uint32_t sentence,
                                    std::uint32_t left, std::uint32_t right,
                                    const SourceHistory& history, bool at_press_cue = false) const;
  // The printed name of a mention: its entity's, else its words.
  std::string name_of(const Mention& mention) const;

 private:
  struct Phrase;
  void scan_left(Phrase& phrase) const;
  void scan_right(Phrase& phrase) const;
  void move_to_name(Phrase& phrase) const;
  void note_word(Phrase& phrase, std::uint32_t token) const;
  bool is_outlet_beside(const Phrase& phrase, const Mention& mention) const;
  bool is_misread_outlet(const Phrase& phrase) const;
  bool is_person_name(const Mention& mention) const;
  std::string outlet_name(const Mention& mention) const;
  SourceReading read_unnamed_player(const Phrase& phrase) const;
  const Mention* mention_at(std::uint32_t token) const;
  SourceKind kind_of(const Phrase& phrase) const;
  bool says_same(const Phrase& phrase) const;
  std::optional<SourceReading> read_description(const Phrase& phrase,
                                                const SourceHistory& history) const;
  SourceReading read_name(const Phrase& phrase) const;
  SourceReading read_unnamed_club(const Phrase& phrase) const;
  void finish(SourceReading& reading) const;

  const Document& document_;
  const TokenizedText& text_;
  const LinkedText& linked_;
  std::span<const Mention> mentions_;
  const SourceVocabulary& vocabulary_;
  const OwnVoice& own_;
};

}  // namespace mercato
