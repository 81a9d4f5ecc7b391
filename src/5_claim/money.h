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

// A sentence with its mentions [first, end) and modal words.
struct MoneyContext {
  const TokenizedText& tokens;
  const LinkedText& linked;
  std::uint32_t first, end;
  std::uint32_t sentence;
  const std::vector<RuleMatch>& modal;
  const ModalityReader& modality;
  const ClaimTypes& types;
};

// Attaches the money of the sentence to the statement in [begin, end of statements) whose cue is
// nearest, and to all that share this cue. The kind is what the words around the amount say, else
// what the claim's type suggests. Both ends of a range are amounts.
void attach_money(const MoneyContext& context, std::vector<Claim>& statements, std::size_t begin);

// For a sentence that claims nothing itself: its money belongs to the last statement just before
// it, or to that of the person whom it names: "A deal is close. €20m plus bonuses." Nothing where
// the sentence names others, or tells of an earlier move.
void continue_money(const MoneyContext& context, std::vector<Claim>& statements);

}  // namespace mercato
