// What does a noun phrase say of the person it stands for? "le défenseur central marseillais",
// "Napoli's Serie A duo X and Y", "X (24)": positions, nationalities, ages, present and former
// clubs, coaching posts. Internal to 6_check.
//
// The grammar is one for all languages; its words are data (noun_parts.h). Immutable after
// creation, thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "0_core/mention.h"
#include "0_core/span.h"
#include "6_check/noun_parts.h"

namespace mercato {

enum class Said : std::uint8_t { position, nationality, age, plays_for, played_for, coach_of };

// One thing said of one person.
struct NounStatement {
  Said said = Said::position;
  std::int32_t subject = -1;  // entity
  std::int32_t mention =
      -1;  // the mention that says it; -1 for coach_of without a club and for `nation`
  ReferenceId nation = kNoReference;  // nationality by a country's name that no mention holds
  Span evidence;
};

// Appends what the noun phrases among the parts of one sentence say, in text order.
void read_noun_phrases(std::span<const Part> parts, const LinkedText& linked,
                       const TokenizedText& text, std::vector<NounStatement>& out);

}  // namespace mercato
