// What would a reading be as labels? Internal to 8_evaluate.
#pragma once

#include <string>
#include <vector>

#include "8_evaluate/error_kinds.h"

namespace mercato::evaluation {

// As the reading's JSON (6_engine/output.h) would be read: not folded.
std::vector<LabelClaim> claims_of(const Engine& engine, const Document& document,
                                  const Reading& reading, const std::string& outlet,
                                  const LabelNames& names);
std::vector<LabelFact> facts_of(const Reading& reading);
// Whom the mentions stand for. REQUIRES: indexes of the reading are its own.
NamesFound names_found(const Reading& reading);

}  // namespace mercato::evaluation
