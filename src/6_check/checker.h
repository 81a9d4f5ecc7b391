// Is it right? Stated facts against the reference as of the document's date, and claims against
// what they cite. Front header of 6_check.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "0_core/claim.h"
#include "0_core/document.h"
#include "0_core/mention.h"
#include "0_core/result.h"
#include "1_language/language.h"
#include "2_rules/rules.h"
#include "3_reference/reference.h"
#include "5_claim/extractor.h"

namespace mercato {

// Immutable and thread-safe.
class FactChecker {
 public:
  static Result<std::shared_ptr<const FactChecker>> create(
      const std::filesystem::path& data, std::shared_ptr<const Languages> languages,
      std::shared_ptr<const Lexicon> lexicon, std::shared_ptr<const Reference> reference);
  virtual ~FactChecker() = default;
  // The facts that the document states, each once, with verdict and the rows that decide. `facts`
  // cleared first.
  virtual void check(const Document& document, const TokenizedText& tokens,
                     const LinkedText& linked, std::vector<Fact>& facts) const = 0;
  virtual const RuleBook& rules() const = 0;
};

// Fills the missing `from` of claims with the club for which the document says that the person
// plays.
void share_stated_clubs(const std::vector<Fact>& facts, const ClaimTypes& types,
                        std::vector<Claim>& claims);

// Drift within one document (the guide's section 4): claims that restate what a cited post or
// outlet claims of the same person, and differ. `claims` are folded and attributed.
std::vector<Drift> find_drift(const Document& document, const LinkedText& linked,
                              const std::vector<Claim>& claims, const ClaimTypes& types);

// What drift looks at in a claim, whoever keeps it.
struct Restated {
  ClaimTypeId type = kNoClaimType;
  Certainty certainty = Certainty::asserted;
  bool names_club = false;  // the club that would get the person
  const std::vector<Money>& money;
};
// How `claim` differs from `cited`, which it restates of the same person; nothing where it says the
// same, or where the two cannot be compared. `same_club`: both name the same club, or neither names
// one. REQUIRES: both types are of `types`.
std::optional<DriftKind> judge_restatement(const Restated& claim, const Restated& cited,
                                           bool same_club, const ClaimTypes& types);

}  // namespace mercato
