#include "7_ledger/schema.h"

#include <algorithm>

namespace mercato {
namespace {

// As SQLite keeps them: check_schema compares byte for byte.
constexpr std::string_view kTruth[] = {
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE head(id INTEGER PRIMARY KEY CHECK(id = 1), entries INTEGER NOT NULL, "
    "documents INTEGER NOT NULL, digest BLOB NOT NULL) STRICT",
    "CREATE TABLE version(id INTEGER PRIMARY KEY, engine TEXT NOT NULL, data TEXT NOT NULL) STRICT",
    "CREATE TABLE document(id INTEGER PRIMARY KEY, version INTEGER NOT NULL, "
    "edit_of INTEGER NOT NULL, recorded_at INTEGER NOT NULL, key TEXT NOT NULL, "
    "digest BLOB NOT NULL, form BLOB NOT NULL) STRICT",
    "CREATE TABLE entry(number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, "
    "document INTEGER NOT NULL, version INTEGER NOT NULL, recorded_at INTEGER NOT NULL, "
    "previous BLOB NOT NULL, digest BLOB NOT NULL, body BLOB NOT NULL) STRICT",
    "CREATE TRIGGER version_keeps BEFORE UPDATE ON version BEGIN "
    "SELECT RAISE(ABORT, 'a ledger only grows'); END",
    "CREATE TRIGGER version_stays BEFORE DELETE ON version BEGIN "
    "SELECT RAISE(ABORT, 'a ledger only grows'); END",
    "CREATE TRIGGER document_keeps BEFORE UPDATE ON document BEGIN "
    "SELECT RAISE(ABORT, 'a ledger only grows'); END",
    "CREATE TRIGGER document_stays BEFORE DELETE ON document BEGIN "
    "SELECT RAISE(ABORT, 'a ledger only grows'); END",
    "CREATE TRIGGER entry_keeps BEFORE UPDATE ON entry BEGIN "
    "SELECT RAISE(ABORT, 'a ledger only grows'); END",
    "CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN "
    "SELECT RAISE(ABORT, 'a ledger only grows'); END",
};

constexpr std::string_view kIndex[] = {
    "CREATE TABLE edition(document INTEGER PRIMARY KEY, key_hash INTEGER NOT NULL, "
    "version INTEGER NOT NULL, entry INTEGER NOT NULL, edit_of INTEGER NOT NULL, "
    "next INTEGER NOT NULL, known_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, "
    "published INTEGER NOT NULL, language INTEGER NOT NULL, author INTEGER NOT NULL, "
    "outlet INTEGER NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, url TEXT NOT NULL, "
    "title TEXT NOT NULL, posts TEXT NOT NULL, digest BLOB NOT NULL, content BLOB NOT NULL, "
    "sketch BLOB NOT NULL) STRICT",
    "CREATE INDEX edition_key ON edition(key_hash)",
    "CREATE INDEX edition_known ON edition(known_at)",
    "CREATE TABLE term(id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, text TEXT NOT NULL) STRICT",
    "CREATE INDEX term_hash ON term(hash)",
    "CREATE TABLE entity(id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, kind INTEGER NOT NULL, "
    "reference TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL) STRICT",
    "CREATE INDEX entity_hash ON entity(hash)",
    "CREATE TABLE ending(text TEXT NOT NULL, entity INTEGER NOT NULL, "
    "PRIMARY KEY(text, entity)) STRICT, WITHOUT ROWID",
    "CREATE TABLE source(id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, kind INTEGER NOT NULL, "
    "name TEXT NOT NULL, outlet TEXT NOT NULL, handle TEXT NOT NULL, "
    "relayed_by TEXT NOT NULL) STRICT",
    "CREATE INDEX source_hash ON source(hash)",
    "CREATE TABLE claim(id INTEGER PRIMARY KEY, document INTEGER NOT NULL, "
    "person INTEGER NOT NULL, to_club INTEGER NOT NULL, from_club INTEGER NOT NULL, "
    "type INTEGER NOT NULL, polarity INTEGER NOT NULL, certainty INTEGER NOT NULL, "
    "time INTEGER NOT NULL, deal INTEGER NOT NULL, source INTEGER NOT NULL, "
    "post INTEGER NOT NULL, rules INTEGER NOT NULL, amounts INTEGER NOT NULL, drifts INTEGER NOT "
    "NULL, "
    "confidence REAL NOT NULL) STRICT",
    "CREATE INDEX claim_person ON claim(person)",
    "CREATE INDEX claim_to ON claim(to_club) WHERE to_club > 0",
    "CREATE INDEX claim_from ON claim(from_club) WHERE from_club > 0",
    "CREATE TABLE money(id INTEGER PRIMARY KEY, claim INTEGER NOT NULL, kind INTEGER NOT NULL, "
    "currency TEXT NOT NULL, amount REAL NOT NULL) STRICT",
    "CREATE TABLE evidence(id INTEGER PRIMARY KEY, claim INTEGER NOT NULL, "
    "begins INTEGER NOT NULL, ends INTEGER NOT NULL, language INTEGER NOT NULL, "
    "text TEXT NOT NULL) STRICT",
    "CREATE TABLE fact(id INTEGER PRIMARY KEY, document INTEGER NOT NULL, "
    "subject INTEGER NOT NULL, object INTEGER NOT NULL, predicate INTEGER NOT NULL, "
    "verdict INTEGER NOT NULL, begins INTEGER NOT NULL, ends INTEGER NOT NULL, "
    "language INTEGER NOT NULL, object_name TEXT NOT NULL, value TEXT NOT NULL, "
    "reasons TEXT NOT NULL, text TEXT NOT NULL) STRICT",
    "CREATE INDEX fact_subject ON fact(subject)",
    "CREATE TABLE drift(claim INTEGER NOT NULL, against INTEGER NOT NULL, kind INTEGER NOT NULL, "
    "PRIMARY KEY(claim, against, kind)) STRICT, WITHOUT ROWID",
    "CREATE TABLE outcome(id INTEGER PRIMARY KEY, move INTEGER NOT NULL, person INTEGER NOT NULL, "
    "date INTEGER NOT NULL, date_min INTEGER NOT NULL, date_max INTEGER NOT NULL, "
    "fee INTEGER NOT NULL, type TEXT NOT NULL, person_id TEXT NOT NULL, "
    "person_name TEXT NOT NULL, from_id TEXT NOT NULL, from_name TEXT NOT NULL, "
    "to_id TEXT NOT NULL, to_name TEXT NOT NULL) STRICT",
    "CREATE UNIQUE INDEX outcome_move ON outcome(move)",
    "CREATE INDEX outcome_person ON outcome(person)",
    "CREATE INDEX outcome_last ON outcome(date) WHERE type IN ('permanent', 'loan', 'free', "
    "'released')",
};

constexpr std::string_view kFullText =
    "CREATE VIRTUAL TABLE evidence_text USING fts5(text, content='evidence', content_rowid='id', "
    "columnsize=0, tokenize='unicode61 remove_diacritics 2')";

std::vector<std::string_view> expected_definitions() {
  std::vector<std::string_view> out(std::begin(kTruth), std::end(kTruth));
  out.insert(out.end(), std::begin(kIndex), std::end(kIndex));
  out.push_back(kFullText);
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::vector<std::string>> found_definitions(Database& database) {
  // SQLite's own tables and those that FTS5 makes for itself carry no definition of ours.
  Statement rows = database.prepare(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE "
      "'\\' AND name NOT IN ('evidence_text_data', 'evidence_text_idx', 'evidence_text_config', "
      "'evidence_text_docsize') ORDER BY sql");
  std::vector<std::string> out;
  while (rows.step()) out.emplace_back(rows.text(0));
  if (!rows.ok() || !rows.raw()) return database.error("cannot be read");
  return out;
}

}  // namespace

std::vector<TableShape> index_tables() {
  return {{"edition", "document"}, {"term", "id"},
          {"entity", "id"},        {"ending", "text, entity"},
          {"source", "id"},        {"claim", "id"},
          {"money", "id"},         {"evidence", "id"},
          {"fact", "id"},          {"drift", "claim, against, kind"},
          {"outcome", "id"}};
}

Result<void> create_tables(Database& database, Part part, bool full_text) {
  std::string sql;
  const auto add = [&](std::string_view definition) { sql.append(definition).append(";"); };
  if (part == Part::truth) std::for_each(std::begin(kTruth), std::end(kTruth), add);
  if (part == Part::index) std::for_each(std::begin(kIndex), std::end(kIndex), add);
  if (part == Part::index && full_text) add(kFullText);
  return database.execute(sql);
}

Result<void> drop_index(Database& database) {
  std::string sql = "DROP TABLE IF EXISTS evidence_text;";
  for (const TableShape& table : index_tables())
    sql += "DROP TABLE IF EXISTS " + std::string(table.name) + ";";
  return database.execute(sql);
}

std::int64_t index_version(Database& database) {
  return database.integer("SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'index'");
}

bool is_empty(Database& database) {
  return database.integer("SELECT count(*) FROM sqlite_schema") == 0 && !database.failed();
}

Result<void> check_schema(Database& database) {
  const std::int64_t application = database.integer("PRAGMA application_id");
  if (database.failed()) return database.error("cannot be read");
  if (is_empty(database)) {
    return failure(database.file(), "the ledger is empty: nothing was ever committed to it",
                   "ingest documents into it first");
  }
  if (application != kApplicationId) {
    return failure(database.file(), "the file is an SQLite database, but no ledger",
                   "name a file that `mercato ingest` made");
  }
  const std::int64_t schema = database.integer("PRAGMA user_version");
  if (schema > kLedgerSchema) {
    return failure(database.file(),
                   "the ledger has schema " + std::to_string(schema) +
                       ", this program knows up to " + std::to_string(kLedgerSchema),
                   "use the newer version of mercato that wrote it");
  }
  const auto found = found_definitions(database);
  if (!found) return tl::unexpected(found.error());
  const auto expected = expected_definitions();
  const auto [mine, theirs] =
      std::mismatch(expected.begin(), expected.end(), found->begin(), found->end());
  if (mine == expected.end() && theirs == found->end()) return {};
  const std::string_view odd = theirs == found->end() ? *mine : std::string_view(*theirs);
  return failure(
      database.file(),
      "the tables are not those of a ledger, at \"" + std::string(odd.substr(0, 60)) + "\"",
      "copy the ledger back from a backup");
}

}  // namespace mercato
