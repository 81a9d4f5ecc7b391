// Which claim does an amount belong to? Money of a sentence attached to the statements made there,
// or just before.
#pragma once

#include <cstdint>
#include <vector>

#include "0_core/claim.h"
#include "0_core/mention.h"
#include "1_language/language.h"
#include "2_rules/rules.h"
#include "5_claim/extractor.h"
#include "5_claim/modality.h"

namespace mercato {

// Attaches the money among mentions [first, end), which lie in one sentence with modal words
// `modal`, to the statement in [begin, end of statements) whose cue is nearest, and to all that
// share this cue. The kind is what the words around the amount say, else what the claim's type
// suggests.
void attach_money(const TokenizedText& tokens, const LinkedText& linked, std::uint32_t first,
                  std::uint32_t end, const std::vector<RuleMatch>& modal,
                  const ModalityReader& modality, const ClaimTypes& types,
                  std::vector<Claim>& statements, std::size_t begin);

}  // namespace mercato
