// How are claims, documents and facts of the ledger written in answers? Rows with their numbers
// (docs/formats/answers.md). Internal to 9_answer.
#pragma once

#include <boost/json.hpp>
#include <functional>

#include "0_core/document.h"
#include "5_claim/extractor.h"
#include "7_ledger/ledger.h"

namespace mercato {

// Finds an entity by its row; nullptr where there is none.
using EntityOf = std::function<const LedgerEntity*(Row)>;

// One row of "claims".
boost::json::object claim_json(const LedgerClaim& claim, const LedgerDocument* document,
                               const EntityOf& entity, const ClaimTypes& types);
// Whom and what a claim is about, without its document.
boost::json::object claim_words_json(const LedgerClaim& claim, const EntityOf& entity,
                                     const ClaimTypes& types);
// One row of "documents".
boost::json::object document_json(const LedgerDocument& document);
boost::json::object fact_json(const LedgerFact& fact, const EntityOf& entity);
boost::json::object span_json(Span span);
// The blocks within the first `shown` bytes.
boost::json::array blocks_json(const Document& document, std::size_t shown);

// Adds the text under the name, unless it is empty.
void put(boost::json::object& out, std::string_view name, std::string_view text);

}  // namespace mercato
