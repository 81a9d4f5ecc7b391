// What do the entries say, in a form that questions can be put to? The one function that makes
// index rows from entries: for appending, for reindexing, and for verify's scratch copy.
//
// Reads and writes index tables only; all it needs of the truth is given. The index holds, of each
// version of a document, what its newest entry says. Internal to 7_ledger.
#pragma once

#include <memory>
#include <string_view>

#include "0_core/result.h"
#include "7_ledger/database.h"
#include "7_ledger/dictionary.h"
#include "7_ledger/reading_rows.h"
#include "7_ledger/records.h"

namespace mercato {

class Indexer {
 public:
  // `full_text`: the database has the full-text table, which follows `evidence`.
  Indexer(Database& database, bool full_text);

  // Must come before the document's first reading.
  Result<void> add_document(const DocumentRecord& record, const Description& description);
  Result<void> add_reading(Row entry, Row document, const ReadingRows& rows);
  Result<void> add_outcomes(Row entry, const std::vector<Outcome>& outcomes);

 private:
  Result<void> done(std::string_view what) const;
  void run(Statement& statement) { ok_ = statement.run() && ok_; }
  void remove_entry(Row entry);
  void remove_evidence(Row first, Row end);
  void add_claims(Row entry, Row document, const ReadingRows& rows);
  void add_evidence(Row entry, const ReadingRows& rows);
  void add_facts(Row entry, Row document, const ReadingRows& rows);
  void add_drift(Row entry, const ReadingRows& rows);

  Database& database_;
  const bool full_text_;
  Dictionary dictionary_;
  Statement add_edition_, set_next_, find_entry_, set_entry_, add_claim_, add_money_, add_evidence_,
      add_text_, add_fact_, add_drift_, add_outcome_, old_evidence_, remove_text_;
  bool ok_ = true;
};

}  // namespace mercato
