// Does a rule ask for this? All conditions but those that need more than the claim itself: the
// first word and the source's record. Internal to 9_alert.
#pragma once

#include <set>
#include <string>

#include "5_claim/extractor.h"
#include "9_alert/alerts.h"
#include "9_alert/name_set.h"

namespace mercato {

class RuleMatcher {
 public:
  // Fails where the rule names a claim type that there is not.
  static Result<void> check(const AlertRule& rule, const ClaimTypes& types);
  // The rule against the ledger as it stands; lives as long as rule and types.
  static Result<RuleMatcher> create(const AlertRule& rule, const ClaimTypes& types,
                                    const LedgerView& view);

  const AlertRule& rule() const { return *rule_; }
  bool takes(const NewClaim& claim) const;
  // A stated fact about `subject`, of or about `object` (row 0: none).
  bool takes_fact(const std::string& predicate, const LedgerEntity& subject,
                  const LedgerEntity& object, const std::string& outlet) const;
  std::vector<std::string> unclear_names() const;

 private:
  RuleMatcher(const AlertRule& rule, const ClaimTypes& types) : rule_(&rule), types_(&types) {}
  bool takes_type(const LedgerClaim& claim) const;
  bool takes_source(const NewClaim& claim) const;
  bool takes_outlet(const std::string& outlet) const;

  const AlertRule* rule_;
  const ClaimTypes* types_;
  NameSet persons_, clubs_;
  std::set<std::string> sources_, outlets_;  // folded
  int stage_ = 0;
  Certainty certainty_ = Certainty::question;
};

}  // namespace mercato
