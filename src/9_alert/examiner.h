// What fires for this claim, for this document? All rules against one of them. Internal to 9_alert.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "9_alert/alerts.h"
#include "9_alert/document_findings.h"
#include "9_alert/firing_store.h"
#include "9_alert/record_book.h"
#include "9_alert/rule_matcher.h"
#include "9_alert/word_book.h"

namespace mercato {

// Reads the ledger through a connection of its own. One thread at a time.
class Examiner {
 public:
  // Whether the rule has still to see it.
  using Wanted = std::function<bool(const AlertRule&)>;

  // Fails where a rule names what there is not. The configuration outlives it.
  static Result<std::unique_ptr<Examiner>> create(const AlertConfig& config,
                                                  std::shared_ptr<const Answers> answers);
  // The ledger has grown: who is meant by the rules' names, and whose word is first, is found out
  // anew.
  Result<void> refresh();

  Result<std::vector<NewFiring>> examine(const NewClaim& claim, const Wanted& wanted, Instant now);
  // Nothing where the ledger has no such document.
  Result<std::optional<std::vector<NewFiring>>> examine(Row document, const Wanted& wanted,
                                                        Instant now);

  bool reads_claims() const;
  bool reads_documents() const;
  Result<Row> last_document() const;
  std::vector<std::string> unclear_names() const;

 private:
  Examiner(const AlertConfig& config, std::shared_ptr<const Answers> answers, LedgerView view)
      : config_(config),
        answers_(std::move(answers)),
        view_(std::move(view)),
        words_(view_),
        records_(view_) {}
  // Whose word it is, as a key of the rule; nothing where the rule does not take it.
  Result<std::optional<std::string>> word_of(const AlertRule& rule, const NewClaim& claim);

  const AlertConfig& config_;
  const std::shared_ptr<const Answers> answers_;
  LedgerView view_;
  WordBook words_;
  RecordBook records_;
  std::vector<RuleMatcher> matchers_;
};

}  // namespace mercato
