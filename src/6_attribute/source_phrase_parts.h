// What is in the noun phrase around a source? Shared by the two halves of SourcePhrases: scanning
// and reading.
#pragma once

#include "6_attribute/source_phrase.h"

namespace mercato {

inline bool is_person_like(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::person:
    case MentionKind::journalist:
    case MentionKind::agent:
    case MentionKind::handle:
      return true;
    default:
      return false;
  }
}

// The noun phrase around one mention while it is read.
struct SourcePhrases::Phrase {
  const Mention* head = nullptr;
  const Mention* outlet = nullptr;  // beside the head: "journaliste de SportItalia X"
  const Mention* club = nullptr;
  const SourceWords* words = nullptr;
  std::uint32_t left = 0, right = 0;  // bounds for reading
  std::uint32_t first = 0, end = 0;   // what was read
  bool journalist = false, agent = false, official = false, former = false, press = false,
       circle = false, rumour = false, club_word = false, player = false;
  bool at_press_cue = false;
};

}  // namespace mercato
