#include "7_ledger/reindex.h"

#include "7_ledger/outcome_rows.h"
#include "7_ledger/schema.h"

namespace mercato {

Result<void> EntryFeeder::feed(const StoredEntry& entry) {
  const auto body = unpack_body(entry, source_.file());
  if (!body) return tl::unexpected(body.error());
  const auto placed = [&](const Problem& problem) {
    return failure(source_.file(), "entry " + std::to_string(entry.number) + ": " + problem.message,
                   problem.hint);
  };
  if (entry.kind == static_cast<int>(EntryKind::outcomes)) {
    const auto outcomes = read_outcomes(*body);
    if (!outcomes) return placed(outcomes.error());
    return indexer_.add_outcomes(entry.number, *outcomes);
  }
  if (entry.document == documents_ + 1) {
    if (auto added = add_document(entry.document); !added) return added;
    documents_ = entry.document;
  }
  const auto rows = parser_.parse(*body);
  if (!rows) return placed(rows.error());
  return indexer_.add_reading(entry.number, entry.document, **rows);
}

Result<void> EntryFeeder::add_document(Row row) {
  const auto stored = truth_.document(row);
  if (!stored) return tl::unexpected(stored.error());
  if (!*stored) return failure(source_.file(), "document " + std::to_string(row) + " is missing");
  const auto document = unpack_document(**stored, source_.file());
  if (!document) return tl::unexpected(document.error());
  return indexer_.add_document((*stored)->record, describe(*document));
}

Result<void> remake_index(Database& database) {
  if (auto dropped = drop_index(database); !dropped) return dropped;
  if (auto made = create_tables(database, Part::index, true); !made) return made;
  Indexer indexer(database, true);
  EntryFeeder feeder(database, indexer);
  Truth truth(database);
  const Row last = database.integer("SELECT max(number) FROM entry");
  for (Row number = 1; number <= last; ++number) {
    const auto entry = truth.entry(number);
    if (!entry) return tl::unexpected(entry.error());
    if (!*entry)
      return failure(database.file(), "entry " + std::to_string(number) + " is missing",
                     "the ledger's chain is broken: copy the file back from a backup");
    if (auto fed = feeder.feed(**entry); !fed) return fed;
  }
  return database.execute("INSERT INTO meta VALUES('index', '" + std::to_string(kIndexVersion) +
                          "') ON CONFLICT(name) DO UPDATE SET value = excluded.value");
}

}  // namespace mercato
