// Is the ledger what was written? Digests, the chain, and the index against the entries (ledger.h).
//
// The index is made once more from the entries in a scratch file of SQLite's, and the two are
// compared row by row; so whatever the index says that the entries do not is found, whoever put it
// there. What this cannot see is a ledger that was made anew as a whole, or cut back together with
// its head: for that, keep the head's digest elsewhere.
#include <algorithm>
#include <unordered_map>

#include "7_ledger/compression.h"
#include "7_ledger/index_reader.h"
#include "7_ledger/reindex.h"
#include "7_ledger/schema.h"
#include "7_ledger/stored_ledger.h"
#include "7_ledger/truth.h"

namespace mercato {
namespace {

constexpr std::size_t kMostProblems = 100;
constexpr std::uint64_t kProgressStep = 256;

using Progress = std::function<void(std::uint64_t done, std::uint64_t all)>;

class Verifier {
 public:
  Verifier(Database& database, const Progress& progress)
      : database_(database), truth_(database), progress_(progress) {}

  Result<VerifyReport> run();

 private:
  Result<void> check_documents();
  void check_document(const StoredDocument& stored);
  Result<void> check_entries(Indexer& indexer);
  void check_entry(const StoredEntry& entry);
  void check_first_entry(const StoredEntry& entry, const DocumentRecord& document);
  Result<void> check_head();
  Result<void> compare_index(Database& scratch);
  Result<void> compare_table(Database& scratch, const TableShape& table);
  Result<void> compare_full_text(Database& scratch);
  void compare_words(Statement& mine, Statement& right);
  Result<void> check_pages();

  // A difference, with its table and row.
  void complain(std::string place, std::string what) {
    if (report_.broken.size() >= kMostProblems) return;
    Problem problem;
    problem.where = database_.file();
    problem.message = std::move(place) + ": " + std::move(what);
    report_.broken.push_back(std::move(problem));
  }
  void step() {
    if (progress_ && ++done_ % kProgressStep == 0) progress_(std::min(done_, all_), all_);
  }

  Database& database_;
  Truth truth_;
  const Progress& progress_;
  VerifyReport report_;
  std::uint64_t done_ = 0, all_ = 0;
  std::vector<Truth::Version> versions_;
  std::vector<DocumentRecord> documents_;  // by row - 1
  std::string previous_ = first_previous();
  Row documents_read_ = 0;  // that have an entry
  bool whole_ = true;       // the truth can be indexed
  Sha256 hasher_;
};

Result<VerifyReport> Verifier::run() {
  if (auto checked = check_pages(); !checked) return tl::unexpected(checked.error());
  const auto versions = truth_.versions();
  if (!versions) return tl::unexpected(versions.error());
  versions_ = *versions;
  all_ = static_cast<std::uint64_t>(
      database_.integer("SELECT (SELECT count(*) FROM document) + 2 * (SELECT count(*) FROM "
                        "entry)"));
  auto scratch = Database::open({}, Database::Mode::temporary);
  if (!scratch) return tl::unexpected(scratch.error());
  if (auto made = create_tables(**scratch, Part::index, true); !made)
    return tl::unexpected(made.error());
  // One transaction: outside of one, each row of the full text would be a segment of its own.
  if (auto begun = (*scratch)->execute("BEGIN"); !begun) return tl::unexpected(begun.error());
  Indexer indexer(**scratch, true);
  for (const auto& checked : {check_documents(), check_entries(indexer), check_head()})
    if (!checked) return tl::unexpected(checked.error());
  if (whole_)
    if (auto compared = compare_index(**scratch); !compared)
      return tl::unexpected(compared.error());
  report_.claims = static_cast<std::uint64_t>(database_.integer("SELECT count(*) FROM claim"));
  if (progress_) progress_(all_, all_);
  return std::move(report_);
}

// SQLite's own view of its pages and indexes.
Result<void> Verifier::check_pages() {
  Statement rows = database_.prepare("PRAGMA integrity_check(20)");
  while (rows.step())
    if (rows.text(0) != "ok") complain("the file's pages", std::string(rows.text(0)));
  if (!rows.ok() || !rows.raw()) complain("the file's pages", "they cannot be read");
  return {};
}

Result<void> Verifier::check_documents() {
  const Row last = database_.integer("SELECT max(id) FROM document");
  std::unordered_map<std::string, Row> newest;  // by key
  for (Row row = 1; row <= last; ++row) {
    step();
    const auto stored = truth_.document(row);
    if (!stored) return tl::unexpected(stored.error());
    const std::string place = "document " + std::to_string(row);
    documents_.emplace_back();
    if (!*stored) {
      complain(place, "it is missing");
      whole_ = false;
      continue;
    }
    const DocumentRecord& record = documents_.back() = (*stored)->record;
    check_document(**stored);
    Row& before = newest[record.key];
    const int version = before ? documents_[static_cast<std::size_t>(before - 1)].version + 1 : 1;
    if (record.edit_of != before || record.version != version)
      complain(place, "its version does not follow the one before of \"" + record.key + "\"");
    before = row;
  }
  report_.documents = documents_.size();
  return {};
}

void Verifier::check_document(const StoredDocument& stored) {
  const std::string place = "document " + std::to_string(stored.record.row);
  const auto form = decompress(stored.form);
  if (!form) {
    complain(place, form.error().message);
    whole_ = false;
  } else if (sha256(*form) != stored.record.digest) {
    complain(place, "its bytes are not those of its digest");
  }
}

Result<void> Verifier::check_entries(Indexer& indexer) {
  EntryFeeder feeder(database_, indexer);
  const Row last = database_.integer("SELECT max(number) FROM entry");
  for (Row number = 1; number <= last; ++number) {
    step();
    const auto entry = truth_.entry(number);
    if (!entry) return tl::unexpected(entry.error());
    if (!*entry) {
      complain("entry " + std::to_string(number), "it is missing");
      whole_ = false;
      continue;
    }
    check_entry(**entry);
    ++report_.entries;
    if (!whole_) continue;
    if (auto fed = feeder.feed(**entry); !fed) {
      complain("entry " + std::to_string(number), fed.error().message);
      whole_ = false;
    }
    step();
  }
  report_.head = report_.entries ? to_hex(previous_) : std::string();
  return {};
}

void Verifier::check_entry(const StoredEntry& stored) {
  const std::string place = "entry " + std::to_string(stored.number);
  if (stored.previous != previous_) complain(place, "it does not follow the entry before it");
  previous_ = stored.digest;
  EntryRecord entry;
  entry.number = stored.number;
  entry.kind = static_cast<EntryKind>(stored.kind);
  const bool reads = entry.kind == EntryKind::reading;
  if (reads) {
    if (stored.document < 1 || stored.document > static_cast<Row>(documents_.size()))
      return complain(place, "its document " + std::to_string(stored.document) + " is missing");
    entry.document = &documents_[static_cast<std::size_t>(stored.document - 1)];
    check_first_entry(stored, *entry.document);
  } else if (entry.kind != EntryKind::outcomes || stored.document != 0) {
    complain(place, "its kind is none that this program knows");
  }
  if (stored.version < 1 || stored.version >= static_cast<Row>(versions_.size()))
    return complain(place, "the version of its engine is missing");
  const Truth::Version& version = versions_[static_cast<std::size_t>(stored.version)];
  entry.engine = version.engine;
  entry.data = version.data;
  entry.recorded_at = stored.recorded_at;
  entry.previous = stored.previous;
  const auto body = decompress(stored.body);
  if (!body) {
    whole_ = false;
    return complain(place, body.error().message);
  }
  entry.body = *body;
  if (entry_digest(hasher_, entry) != stored.digest)
    complain(place, "its content is not that of its digest");
}

// Documents are numbered in the order of their first entries, and recorded with them.
void Verifier::check_first_entry(const StoredEntry& entry, const DocumentRecord& document) {
  if (entry.document <= documents_read_) return;
  const std::string place = "document " + std::to_string(entry.document);
  if (entry.document != documents_read_ + 1)
    complain("entry " + std::to_string(entry.number),
             "document " + std::to_string(documents_read_ + 1) + " should have come before");
  else if (document.recorded_at != entry.recorded_at)
    complain(place, "it was not recorded when its first entry was");
  documents_read_ = entry.document;
}

Result<void> Verifier::check_head() {
  const auto head = truth_.head();
  if (!head) return tl::unexpected(head.error());
  if (head->entries != static_cast<Row>(report_.entries) || head->digest != previous_) {
    complain("the head", "it speaks of " + std::to_string(head->entries) +
                             " entries, the chain has " + std::to_string(report_.entries) +
                             (head->digest != previous_ ? " and another digest" : ""));
  }
  if (head->documents != static_cast<Row>(documents_.size()) ||
      documents_read_ != static_cast<Row>(documents_.size()))
    complain("the head", "it speaks of " + std::to_string(head->documents) +
                             " documents, the file has " + std::to_string(documents_.size()) +
                             ", the entries read " + std::to_string(documents_read_));
  return {};
}

Result<void> Verifier::compare_index(Database& scratch) {
  if (index_version(database_) != kIndexVersion) {
    complain("the index", "it was made by another version; `mercato ledger reindex` makes it anew");
    return {};
  }
  for (const TableShape& table : index_tables())
    if (auto compared = compare_table(scratch, table); !compared) return compared;
  return compare_full_text(scratch);
}

// -1, 0, 1 as SQLite orders values of the types that the tables have.
int compare_values(sqlite3_stmt* a, sqlite3_stmt* b, int column) {
  const int type = sqlite3_column_type(a, column), other = sqlite3_column_type(b, column);
  if (type != other) return type < other ? -1 : 1;
  if (type == SQLITE_INTEGER) {
    const std::int64_t x = sqlite3_column_int64(a, column), y = sqlite3_column_int64(b, column);
    return x < y ? -1 : x > y;
  }
  if (type == SQLITE_FLOAT) {
    const double x = sqlite3_column_double(a, column), y = sqlite3_column_double(b, column);
    return x < y ? -1 : x > y;
  }
  const auto bytes = [column](sqlite3_stmt* row) {
    const void* data = sqlite3_column_blob(row, column);
    const int size = sqlite3_column_bytes(row, column);
    return std::string_view(static_cast<const char*>(data),
                            data ? static_cast<std::size_t>(size) : 0);
  };
  const int order = bytes(a).compare(bytes(b));
  return order < 0 ? -1 : order > 0;
}

std::string row_name(sqlite3_stmt* row, int keys, std::string_view table) {
  std::string out(table);
  for (int i = 0; i < keys; ++i) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, i));
    out += (i ? ", " : " row ") + std::string(text ? text : "");
  }
  if (table == "claim" || table == "evidence" || table == "money" || table == "fact" ||
      table == "outcome" || table == "drift")
    out += " (entry " + std::to_string(entry_of(sqlite3_column_int64(row, 0))) + ")";
  return out;
}

Result<void> Verifier::compare_table(Database& scratch, const TableShape& table) {
  const int keys = 1 + static_cast<int>(std::count(table.order.begin(), table.order.end(), ','));
  const std::string sql = "SELECT " + std::string(table.order) + ", * FROM " +
                          std::string(table.name) + " ORDER BY " + std::string(table.order);
  Statement mine = database_.prepare(sql), right = scratch.prepare(sql);
  bool has_mine = mine.step(), has_right = right.step();
  while (has_mine || has_right) {
    int order = !has_mine ? 1 : !has_right ? -1 : 0;
    for (int i = 0; i < keys && order == 0; ++i) order = compare_values(mine.raw(), right.raw(), i);
    if (order < 0) {
      complain(row_name(mine.raw(), keys, table.name), "the entries say nothing of it");
    } else if (order > 0) {
      complain(row_name(right.raw(), keys, table.name), "it is missing, the entries tell of it");
    } else {
      const int columns = sqlite3_column_count(mine.raw());
      int at = keys;
      while (at < columns && compare_values(mine.raw(), right.raw(), at) == 0) ++at;
      if (at < columns)
        complain(row_name(mine.raw(), keys, table.name),
                 std::string(sqlite3_column_name(mine.raw(), at)) + " is not what its entry says");
    }
    if (order <= 0) has_mine = mine.step();
    if (order >= 0) has_right = right.step();
  }
  if (!mine.ok() || !mine.raw()) return database_.error("cannot be read");
  if (!right.ok() || !right.raw()) return scratch.error("cannot be checked");
  return {};
}

// The full-text table's words with their places, as it keeps them, in both files.
Result<void> Verifier::compare_full_text(Database& scratch) {
  constexpr const char* kMake =
      "CREATE VIRTUAL TABLE temp.evidence_word USING fts5vocab('main', 'evidence_text', "
      "'instance')";
  constexpr std::string_view kRead = "SELECT term, doc, \"offset\" FROM temp.evidence_word";
  if (auto set = database_.execute("PRAGMA query_only=0"); !set) return set;
  if (!database_.execute(kMake) || !scratch.execute(kMake)) {
    complain("the full text", "it cannot be read");
    return {};
  }
  {
    Statement mine = database_.prepare(kRead), right = scratch.prepare(kRead);
    compare_words(mine, right);
    if (!mine.ok() || !mine.raw()) complain("the full text", "it is damaged");
  }
  return database_.execute("DROP TABLE temp.evidence_word");
}

// Tells the first difference.
void Verifier::compare_words(Statement& mine, Statement& right) {
  for (;;) {
    const bool has_mine = mine.step(), has_right = right.step();
    if (!has_mine && !has_right) return;
    bool same = has_mine && has_right;
    for (int i = 0; i < 3 && same; ++i) same = compare_values(mine.raw(), right.raw(), i) == 0;
    if (same) continue;
    const Statement& odd = has_mine ? mine : right;
    complain("the full text", "its words differ from the evidence at \"" +
                                  std::string(odd.text(0)) + "\" (entry " +
                                  std::to_string(entry_of(odd.integer(1))) + ")");
    return;
  }
}

}  // namespace

Result<VerifyReport> StoredLedger::verify(
    const std::function<void(std::uint64_t done, std::uint64_t all)>& progress) const {
  const Snapshot snapshot(database_);
  return Verifier(database_, progress).run();
}

}  // namespace mercato
