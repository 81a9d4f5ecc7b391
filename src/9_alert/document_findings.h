// What is wrong in a document? Contradicted facts and drift, from the answer "document". Internal
// to 9_alert.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "9_alert/firing_text.h"
#include "9_answer/answers.h"

namespace mercato {

struct DocumentFindings {
  struct About {
    std::string predicate;
    LedgerEntity subject, object;  // row 0: none
  };
  std::vector<std::pair<Finding, About>> facts;     // contradicted
  std::vector<std::pair<Finding, NewClaim>> drift;  // with the claim that says something else
};

// Nothing where the ledger has no such document. Rows of entities are not the ledger's.
Result<std::optional<DocumentFindings>> find_in_document(const Answers& answers, Row document);
// The same from the answer's JSON.
Result<DocumentFindings> read_findings(std::string_view answer);

}  // namespace mercato
