// What does a claim rule say beside its words? The attributes of the book "claims", read once.
#pragma once

#include <optional>

#include "0_core/claim.h"
#include "0_core/result.h"
#include "2_rules/rules.h"
#include "5_claim/extractor.h"

namespace mercato {

// Attributes as docs/formats/rules.md describes them.
struct ClaimTrait {
  ClaimTypeId type = kNoClaimType;  // kNoClaimType: the topic "none", whose words make no claim
  bool weak = false;                // weak=yes, weak=document
  bool fallback = false;            // weak=document
  bool local = false;               // local=yes
  bool needs_role = false;          // needs=role
  bool no_to = false;               // to=none
  bool optional_to = false;         // to=optional
  bool own_negation = false;        // negation=own
  std::optional<Certainty> certainty;
  std::optional<Polarity> polarity;
  std::optional<When> when;
  std::optional<Deal> deal;
};

// Fails where the topic is no claim type or an attribute is not known.
Result<ClaimTrait> read_claim_trait(const Rule& rule, const ClaimTypes& types);

}  // namespace mercato
