// How are the rows of truth read back? Documents and entries as they were written, one by one.
// Internal to 7_ledger.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "0_core/result.h"
#include "7_ledger/database.h"
#include "7_ledger/records.h"

namespace mercato {

struct StoredDocument {
  DocumentRecord record;
  std::string form;  // packed
};

struct StoredEntry {
  Row number = 0, document = 0, version = 0;
  std::int64_t kind = 0;
  Instant recorded_at = 0;
  std::string previous, digest;
  std::string body;  // packed
};

struct Head {
  Row entries = 0, documents = 0;
  std::string digest = first_previous();
};

class Truth {
 public:
  explicit Truth(Database& database);

  // Nothing where there is no such row.
  Result<std::optional<StoredDocument>> document(Row row);
  Result<std::optional<StoredEntry>> entry(Row number);
  Result<Head> head();
  // By id, from 1; the place 0 is empty.
  struct Version {
    std::string engine, data;
  };
  Result<std::vector<Version>> versions();

 private:
  Database& database_;
  Statement document_, entry_;
};

// Unpacked, or why not, with the place named.
Result<Document> unpack_document(const StoredDocument& stored, const std::string& file);
Result<std::string> unpack_body(const StoredEntry& stored, const std::string& file);

}  // namespace mercato
