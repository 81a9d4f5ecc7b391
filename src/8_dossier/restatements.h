// Which earlier claim does a claim restate? The edges of provenance.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "8_dossier/saga.h"
#include "8_dossier/speakers.h"

namespace mercato::dossier {

struct Restatements {
  std::vector<std::int32_t> claim;        // by claim: the claim that it restates, -1 = none
  std::vector<std::int32_t> dropped;      // by claim: likewise, an index into the saga's dropped
  std::vector<const Speaker*> speaker;    // by claim: who says it, as the document tells
  std::vector<const Speaker*> publisher;  // by report
  std::vector<std::int32_t> copy_of, translation_of;  // by report, -1 = none
};

// Edges lead to earlier claims, or to claims known at the same instant; they make no circles.
Restatements find_restatements(const Saga& saga, SpeakerBook& speakers);

}  // namespace mercato::dossier
