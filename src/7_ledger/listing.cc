// Which documents and entries are there, and what was read in one of them? (ledger.h)
#include <set>

#include "7_ledger/index_reader.h"
#include "7_ledger/schema.h"
#include "7_ledger/stored_ledger.h"

namespace mercato {
namespace {

std::vector<LedgerFact> facts_of(IndexReader& reader, Row entry) {
  Statement rows = reader.database().prepare("SELECT " + std::string(IndexReader::kFactColumns) +
                                             " FROM fact WHERE id >= ?1 AND id < ?2 ORDER BY id");
  std::vector<LedgerFact> out;
  rows.bind(row_of(entry, 0), row_of(entry + 1, 0));
  while (rows.step()) out.push_back(reader.fact(rows));
  reader.note(rows);
  return out;
}

std::vector<LedgerDrift> drift_of(IndexReader& reader, Row entry) {
  Statement rows = reader.database().prepare(
      "SELECT claim, against, kind FROM drift WHERE claim >= ?1 AND claim < ?2 ORDER BY claim, "
      "against, kind");
  std::vector<LedgerDrift> out;
  rows.bind(row_of(entry, 0), row_of(entry + 1, 0));
  while (rows.step())
    out.push_back({rows.integer(0), rows.integer(1), checked<DriftKind>(rows.integer(2), 6)});
  reader.note(rows);
  return out;
}

std::vector<LedgerEntity> entities_of(IndexReader& reader, const DocumentReading& reading) {
  std::set<Row> rows;
  for (const LedgerClaim& c : reading.claims) rows.insert({c.person, c.to, c.from});
  for (const LedgerFact& f : reading.facts) rows.insert({f.subject, f.object});
  std::vector<LedgerEntity> out;
  for (const Row row : rows)
    if (row && reader.entity(row).row) out.push_back(reader.entity(row));
  return out;
}

}  // namespace

Result<std::vector<LedgerDocument>> StoredLedger::documents(Instant as_of, Row before,
                                                            std::size_t limit, bool edits) const {
  const Snapshot snapshot(database_);
  Statement rows = database_.prepare(
      "SELECT document FROM edition WHERE document < ?1 AND known_at <= ?2 AND (?3 = 0 OR edit_of "
      "> 0) ORDER BY document DESC LIMIT ?4");
  rows.bind(before ? before : std::numeric_limits<Row>::max(), as_of, static_cast<int>(edits),
            static_cast<std::int64_t>(limit));
  IndexReader reader(database_);
  std::vector<LedgerDocument> out;
  while (rows.step()) {
    const Row row = rows.integer(0);
    if (reader.edition(row)) out.push_back(reader.take_document(row));
  }
  reader.note(rows);
  if (!reader.ok()) return database_.error("cannot be read");
  return out;
}

Result<DocumentReading> StoredLedger::read_document(Row document) const {
  const Snapshot snapshot(database_);
  IndexReader reader(database_);
  const Edition* const edition = reader.edition(document);
  if (!edition) {
    if (!reader.ok()) return database_.error("cannot be read");
    return failure(database_.file(), "the ledger has no document " + std::to_string(document));
  }
  DocumentReading out;
  out.document = edition->document;
  out.entry = edition->entry;
  out.next = edition->next;
  out.claims = reader.claims_of(out.entry);
  out.facts = facts_of(reader, out.entry);
  out.drift = drift_of(reader, out.entry);
  out.entities = entities_of(reader, out);
  if (!reader.ok()) return database_.error("cannot be read");
  return out;
}

Result<void> StoredLedger::entries(Row after,
                                   const std::function<void(const LedgerEntry&)>& visit) const {
  const Snapshot snapshot(database_);
  Statement rows =
      database_.prepare("SELECT number, document FROM entry WHERE number > ?1 ORDER BY number");
  rows.bind(after);
  while (rows.step()) visit({rows.integer(0), rows.integer(1)});
  if (!rows.ok() || !rows.raw()) return database_.error("cannot be read");
  return {};
}

Result<std::int64_t> StoredLedger::changes() const {
  const std::int64_t version = database_.integer("PRAGMA data_version");
  if (database_.failed()) return database_.error("cannot be read");
  return version;
}

}  // namespace mercato
