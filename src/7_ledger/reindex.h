// How is the index made from nothing? Every entry in its order goes through the Indexer.
#pragma once

#include <functional>

#include "0_core/result.h"
#include "7_ledger/database.h"
#include "7_ledger/indexer.h"
#include "7_ledger/truth.h"

namespace mercato {

// Takes one entry of `truth` into the index. Documents come in with their first entry.
class EntryFeeder {
 public:
  EntryFeeder(Database& source, Indexer& indexer)
      : source_(source), truth_(source), indexer_(indexer) {}
  Result<void> feed(const StoredEntry& entry);

 private:
  Result<void> add_document(Row row);

  Database& source_;
  Truth truth_;
  Indexer& indexer_;
  ReadingParser parser_;
  Row documents_ = 0;  // that are in the index
};

// Drops and makes the index tables. The caller holds the transaction.
Result<void> remake_index(Database& database);

}  // namespace mercato
