// Who says so? Sources of statements: "selon X", "X reports", quotes with their speakers, posts
// with their authors. Front header of 6_attribute.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "0_core/claim.h"
#include "0_core/document.h"
#include "0_core/mention.h"
#include "0_core/result.h"
#include "1_language/language.h"
#include "2_rules/rules.h"
#include "3_reference/reference.h"

namespace mercato {

// Source, cue and content of one attribution (the attribution literature's triple). The source may
// itself be relayed: source.relayed_by names who passed it on.
struct Attribution {
  Source source;
  Span content;         // the text that the source is given as the origin of
  bool hedges = false;  // the cue itself doubts ("would, according to", "reportedly")
  std::string rule;
};

// Immutable and thread-safe.
class Attributor {
 public:
  static Result<std::shared_ptr<const Attributor>> create(
      const std::filesystem::path& data, std::shared_ptr<const Languages> languages,
      std::shared_ptr<const Lexicon> lexicon, std::shared_ptr<const Reference> reference);
  virtual ~Attributor() = default;

  // All attributions of the document in text order, `out` cleared first.
  virtual void find(const Document& document, const TokenizedText& tokens, const LinkedText& linked,
                    std::vector<Attribution>& out) const = 0;
  // Sets the source of each statement whose evidence lies in the content of an attribution (the
  // innermost), or in a post (its author); the outlet naming itself and unnamed "reports" stay
  // `self`, the latter hedged.
  virtual void attribute(const Document& document, const TokenizedText& tokens,
                         const LinkedText& linked, const std::vector<Attribution>& attributions,
                         std::vector<Claim>& statements) const = 0;
  virtual const RuleBook& rules() const = 0;
};

}  // namespace mercato
