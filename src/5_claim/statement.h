// What does one match say? A rule's match made into statements: roles filled, manner read, evidence
// marked.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "0_core/claim.h"
#include "0_core/mention.h"
#include "1_language/language.h"
#include "2_rules/rules.h"
#include "5_claim/claim_trait.h"
#include "5_claim/completion.h"
#include "5_claim/coordination.h"
#include "5_claim/extractor.h"
#include "5_claim/modality.h"

namespace mercato {

// The sentence that is being read, and what is known around it.
struct StatementContext {
  const TokenizedText& tokens;
  const LinkedText& linked;
  DiscourseContext& discourse;
  const std::vector<RuleMatch>& modal;  // modal words of the sentence
};

// Immutable but for the discourse in the context; thread-safe with a context for each thread.
class StatementBuilder {
 public:
  StatementBuilder(std::shared_ptr<const RuleBook> book, std::vector<ClaimTrait> traits,
                   std::shared_ptr<const ModalityReader> modality,
                   std::shared_ptr<const ClaimTypes> types, Coordination coordination,
                   const Languages& languages);

  const ClaimTrait& trait(const RuleMatch& match) const { return traits_[match.rule]; }
  // Tells the discourse which clubs of the sentence somebody comes from.
  void note_origins(const StatementContext& context) const;
  // Appends the statements of a match: one for each member of a coordination, none where no person
  // or no needed club can be found, or where the words around the cue take it back.
  void build(const RuleMatch& match, const StatementContext& context,
             std::vector<Claim>& out) const;

 private:
  // A claim in the making, with the mentions that fill its person and suitor in the sentence (-1:
  // elsewhere).
  struct Draft {
    Claim claim;
    Derivation derivation;
    std::int32_t person_mention = -1, to_mention = -1;
  };
  bool fill_person(const RuleMatch& match, const StatementContext& context, Draft& draft) const;
  bool fill_clubs(const RuleMatch& match, const StatementContext& context, Draft& draft) const;
  bool fill_suitor(const RuleMatch& match, const StatementContext& context, Draft& draft) const;
  bool read_manner(const RuleMatch& match, const StatementContext& context, Draft& draft) const;
  void mark_evidence(const RuleMatch& match, const StatementContext& context, Draft& draft) const;
  void expand(const StatementContext& context, const Draft& draft, std::vector<Claim>& out) const;

  std::shared_ptr<const RuleBook> book_;
  std::vector<ClaimTrait> traits_;  // parallel to book_->rules()
  std::shared_ptr<const ModalityReader> modality_;
  std::shared_ptr<const ClaimTypes> types_;
  Coordination coordination_;
  std::vector<std::string> tags_;  // of the languages
};

}  // namespace mercato
