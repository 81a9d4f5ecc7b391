// The writing side (ledger.h): the one writer of a ledger, its chain and its transactions.
#include <algorithm>

#include "7_ledger/compression.h"
#include "7_ledger/indexer.h"
#include "7_ledger/outcome_rows.h"
#include "7_ledger/reindex.h"
#include "7_ledger/schema.h"
#include "7_ledger/stable_id.h"
#include "7_ledger/stored_ledger.h"
#include "7_ledger/truth.h"
#include "7_ledger/utf8.h"
#include "7_ledger/writer_lock.h"

namespace mercato {
namespace {

// Pages of the write-ahead log between two checkpoints: about 80 MB. The default of 1,000 halves
// the rate.
constexpr const char* kWriterPragmas =
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA wal_autocheckpoint=20000;";

Result<void> make_schema(Database& database) {
  if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun) return begun;
  for (const Part part : {Part::truth, Part::index})
    if (auto made = create_tables(database, part, true); !made) return made;
  return database.execute("PRAGMA application_id=" + std::to_string(kApplicationId) +
                          ";PRAGMA user_version=" + std::to_string(kLedgerSchema) +
                          ";INSERT INTO meta VALUES('format', 'mercato ledger'), ('index', '" +
                          std::to_string(kIndexVersion) + "');COMMIT");
}

class FileWriter final : public LedgerWriter {
 public:
  FileWriter(std::unique_ptr<WriterLock> lock, std::unique_ptr<Database> database, Options options)
      : lock_(std::move(lock)),
        database_(std::move(database)),
        options_(std::move(options)),
        ledger_(*database_) {}

  Result<void> start();

  Result<Appended> append(const PreparedDocument& document, Instant recorded) override;
  Result<bool> append_reading(Row document, std::string_view reading, Instant recorded) override;
  Result<bool> append_outcomes(const std::vector<Outcome>& outcomes, std::string_view origin,
                               Instant recorded) override;
  Result<void> commit() override;
  Row last_document() const override { return last_document_; }
  Result<void> reindex() override;
  const Ledger& ledger() const override { return ledger_; }

 private:
  // The statements of appending; made anew after the index was.
  struct Statements {
    explicit Statements(Database& database);
    Statement add_document, add_entry, set_head, find_key;
    Indexer indexer;
  };
  struct Place {  // where a document belongs
    Row same = 0;
    Row newest = 0;  // version that it follows
    int version = 1;
  };

  Result<void> begin();
  Result<void> find_version();
  Result<Place> place_of(const PreparedDocument& document);
  Result<void> add_document(const DocumentRecord& record, const PreparedDocument& document);
  Result<void> add_entry(EntryKind kind, const DocumentRecord* document, std::string_view body,
                         std::string_view packed, Instant recorded);
  template <typename T>
  Result<T> give_up(const Problem& problem);
  Result<void> usable() const;

  std::unique_ptr<WriterLock> lock_;
  std::unique_ptr<Database> database_;
  const Options options_;
  StoredLedger ledger_;
  std::optional<Statements> statements_;
  ReadingParser parser_;
  Sha256 hasher_;
  Head head_;        // with what is not committed
  Row version_ = 0;  // row of engine and data; 0 = not written yet
  bool begun_ = false;
  Row last_document_ = 0;
  std::optional<Problem> failed_;
};

FileWriter::Statements::Statements(Database& database)
    : add_document(
          database.prepare("INSERT INTO document(id, version, edit_of, recorded_at, key, digest, "
                           "form) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)")),
      add_entry(database.prepare("INSERT INTO entry(number, kind, document, version, recorded_at, "
                                 "previous, digest, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")),
      set_head(database.prepare("INSERT INTO head(id, entries, documents, digest) VALUES(1, ?1, "
                                "?2, ?3) ON CONFLICT(id) DO UPDATE SET entries = ?1, documents = "
                                "?2, digest = ?3")),
      find_key(database.prepare(
          "SELECT document, version, key, content FROM edition WHERE key_hash = ?1")),
      indexer(database, true) {}

Result<void> FileWriter::start() {
  if (auto set = database_->execute(kWriterPragmas); !set) return set;
  if (is_empty(*database_))
    if (auto made = make_schema(*database_); !made) return made;
  if (auto fits = check_schema(*database_); !fits) return fits;
  const auto head = Truth(*database_).head();
  if (!head) return tl::unexpected(head.error());
  head_ = *head;
  if (head_.digest.size() != kDigestSize)
    return failure(database_->file(), "the ledger's last digest is damaged",
                   "`mercato ledger verify` lists all that is wrong; copy the file back from a "
                   "backup");
  if (auto found = find_version(); !found) return found;
  return index_version(*database_) == kIndexVersion ? Result<void>() : reindex();
}

Result<void> FileWriter::find_version() {
  Statement find = database_->prepare("SELECT id FROM version WHERE engine = ?1 AND data = ?2");
  find.bind(std::string_view(options_.engine_version), std::string_view(options_.data_version));
  version_ = find.step() ? find.integer(0) : 0;
  if (!find.ok() || !find.raw()) return database_->error("cannot be read");
  return {};
}

Result<void> FileWriter::usable() const {
  if (failed_) return tl::unexpected(*failed_);
  return {};
}

// After a failure in the middle of an append, nothing of the batch may stay.
template <typename T>
Result<T> FileWriter::give_up(const Problem& problem) {
  failed_ = problem;
  statements_.reset();
  if (begun_) (void)database_->execute("ROLLBACK");
  begun_ = false;
  return tl::unexpected(problem);
}

Result<void> FileWriter::begin() {
  if (auto can = usable(); !can) return can;
  if (begun_) return {};
  if (!statements_) statements_.emplace(*database_);
  if (auto locked = database_->execute("BEGIN IMMEDIATE"); !locked) return locked;
  begun_ = true;
  if (version_) return {};
  Statement add = database_->prepare("INSERT INTO version(engine, data) VALUES(?1, ?2)");
  add.bind(std::string_view(options_.engine_version), std::string_view(options_.data_version));
  if (!add.run()) return give_up<void>(database_->problem("cannot be written"));
  version_ = sqlite3_last_insert_rowid(database_->raw());
  return {};
}

Result<FileWriter::Place> FileWriter::place_of(const PreparedDocument& document) {
  Statement& rows = statements_->find_key;
  rows.bind(text_hash(document.key));
  Place out;
  while (rows.step()) {
    if (rows.text(2) != document.key) continue;
    if (rows.text(3) == document.content) out.same = rows.integer(0);
    if (rows.integer(1) < out.version) continue;
    out.newest = rows.integer(0);
    out.version = static_cast<int>(rows.integer(1)) + 1;
  }
  if (!rows.ok()) return database_->error("cannot be read");
  return out;
}

Result<void> FileWriter::add_document(const DocumentRecord& record,
                                      const PreparedDocument& document) {
  const bool added =
      statements_->add_document
          .bind(record.row, record.version, record.edit_of, record.recorded_at,
                std::string_view(record.key), Bytes{record.digest}, Bytes{document.form})
          .run();
  if (!added) return database_->error("cannot be written");
  head_.documents = record.row;
  return statements_->indexer.add_document(
      record, {document.described, document.content, document.published_at});
}

Result<void> FileWriter::add_entry(EntryKind kind, const DocumentRecord* document,
                                   std::string_view body, std::string_view packed,
                                   Instant recorded) {
  EntryRecord entry;
  entry.number = head_.entries + 1;
  entry.kind = kind;
  entry.document = document;
  entry.engine = options_.engine_version;
  entry.data = options_.data_version;
  entry.recorded_at = recorded;
  entry.previous = head_.digest;
  entry.body = body;
  std::string digest = entry_digest(hasher_, entry);
  const bool added =
      statements_->add_entry
          .bind(entry.number, static_cast<int>(kind), document ? document->row : 0, version_,
                recorded, Bytes{head_.digest}, Bytes{digest}, Bytes{packed})
          .run();
  if (!added) return database_->error("cannot be written");
  head_.entries = entry.number;
  head_.digest = std::move(digest);
  return {};
}

Result<Appended> FileWriter::append(const PreparedDocument& document, Instant recorded) {
  if (auto can = begin(); !can) return tl::unexpected(can.error());
  const auto place = place_of(document);
  if (!place) return give_up<Appended>(place.error());
  last_document_ = place->same;
  if (place->same) return Appended::same;
  const auto rows = parser_.parse(document.reading);
  if (!rows) return tl::unexpected(rows.error());  // nothing is written yet
  const DocumentRecord record{head_.documents + 1, place->version, place->newest, recorded,
                              document.key,        document.digest};
  if (auto added = add_document(record, document); !added) return give_up<Appended>(added.error());
  if (auto added =
          add_entry(EntryKind::reading, &record, document.reading, document.body, recorded);
      !added)
    return give_up<Appended>(added.error());
  if (auto added = statements_->indexer.add_reading(head_.entries, record.row, **rows); !added)
    return give_up<Appended>(added.error());
  last_document_ = record.row;
  return record.edit_of ? Appended::edited : Appended::fresh;
}

Result<bool> FileWriter::append_reading(Row document, std::string_view reading, Instant recorded) {
  if (auto can = begin(); !can) return tl::unexpected(can.error());
  const auto stored = Truth(*database_).document(document);
  if (!stored) return tl::unexpected(stored.error());
  if (!*stored)
    return failure(database_->file(), "the ledger has no document " + std::to_string(document));
  const std::string mended = mend_utf8(reading);
  const Row newest =
      database_->integer("SELECT entry FROM edition WHERE document = " + std::to_string(document));
  if (const auto before = ledger_.reading(newest); !before) {
    return tl::unexpected(before.error());
  } else if (*before == mended) {
    return false;
  }
  const auto rows = parser_.parse(mended);
  if (!rows) return tl::unexpected(rows.error());
  const DocumentRecord& record = (*stored)->record;
  if (auto added = add_entry(EntryKind::reading, &record, mended, compress(mended), recorded);
      !added)
    return give_up<bool>(added.error());
  if (auto added = statements_->indexer.add_reading(head_.entries, document, **rows); !added)
    return give_up<bool>(added.error());
  return true;
}

Result<bool> FileWriter::append_outcomes(const std::vector<Outcome>& outcomes,
                                         std::string_view origin, Instant recorded) {
  const auto normal = normalise_outcomes(outcomes);
  if (!normal) return tl::unexpected(normal.error());
  if (auto can = begin(); !can) return tl::unexpected(can.error());
  const std::string body = write_outcomes(*normal, origin);
  const std::string packed = compress(body);
  Statement same = database_->prepare("SELECT number FROM entry WHERE kind = ?1 AND body = ?2");
  same.bind(static_cast<int>(EntryKind::outcomes), Bytes{packed});
  if (same.step()) return false;
  if (!same.ok()) return give_up<bool>(database_->problem("cannot be read"));
  same.reset();
  const auto rows = read_outcomes(body);  // what the index takes is what was written
  if (!rows) return tl::unexpected(rows.error());
  if (auto added = add_entry(EntryKind::outcomes, nullptr, body, packed, recorded); !added)
    return give_up<bool>(added.error());
  if (auto added = statements_->indexer.add_outcomes(head_.entries, *rows); !added)
    return give_up<bool>(added.error());
  return true;
}

Result<void> FileWriter::commit() {
  if (auto can = usable(); !can) return can;
  if (!begun_) return {};
  const bool set =
      statements_->set_head.bind(head_.entries, head_.documents, Bytes{head_.digest}).run();
  if (!set) return give_up<void>(database_->problem("cannot be written"));
  if (auto done = database_->execute("COMMIT"); !done) return give_up<void>(done.error());
  begun_ = false;
  return {};
}

Result<void> FileWriter::reindex() {
  if (auto can = usable(); !can) return can;
  if (auto done = commit(); !done) return done;
  statements_.reset();
  if (auto begun = database_->execute("BEGIN IMMEDIATE"); !begun) return begun;
  begun_ = true;
  if (auto made = remake_index(*database_); !made) return give_up<void>(made.error());
  if (auto done = database_->execute("COMMIT"); !done) return give_up<void>(done.error());
  begun_ = false;
  return {};
}

}  // namespace

Result<std::unique_ptr<LedgerWriter>> LedgerWriter::open(const std::filesystem::path& file,
                                                         const Options& options) {
  auto lock = WriterLock::take(file);
  if (!lock) return tl::unexpected(lock.error());
  auto database = Database::open(file.string(), Database::Mode::write, options.vfs);
  if (!database) return tl::unexpected(database.error());
  auto out = std::make_unique<FileWriter>(std::move(*lock), std::move(*database), options);
  if (auto started = out->start(); !started) return tl::unexpected(started.error());
  return out;
}

}  // namespace mercato
