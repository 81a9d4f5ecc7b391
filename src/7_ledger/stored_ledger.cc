#include "7_ledger/stored_ledger.h"

#include "7_ledger/index_reader.h"
#include "7_ledger/schema.h"
#include "7_ledger/truth.h"

namespace mercato {
namespace {

std::uint64_t count(Database& database, const std::string& what) {
  return static_cast<std::uint64_t>(database.integer("SELECT count(*) FROM " + what));
}

std::string engine_line(const Truth::Version& version) {
  return version.data.empty() ? version.engine : version.engine + " (data " + version.data + ")";
}

tl::unexpected<Problem> no_such(const Database& database, std::string_view what, Row number) {
  return failure(database.file(),
                 "the ledger has no " + std::string(what) + " " + std::to_string(number));
}

}  // namespace

Result<std::unique_ptr<Ledger>> Ledger::open(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    return failure(file.string(), "there is no ledger",
                   "`mercato ingest --ledger " + file.string() + " FILE…` makes one");
  }
  auto database = Database::open(file.string(), Database::Mode::read);
  if (!database) return tl::unexpected(database.error());
  if (auto fits = check_schema(**database); !fits) return tl::unexpected(fits.error());
  return std::make_unique<StoredLedger>(std::move(*database));
}

Result<LedgerInfo> StoredLedger::info() const {
  const Snapshot snapshot(database_);
  LedgerInfo out;
  out.schema = static_cast<int>(database_.integer("PRAGMA user_version"));
  out.entries = count(database_, "entry");
  out.versions = count(database_, "document");
  out.documents = count(database_, "edition WHERE version = 1");
  out.claims = count(database_, "claim");
  out.facts = count(database_, "fact");
  const auto kind = [](MentionKind k) { return std::to_string(static_cast<int>(k)); };
  out.persons = count(database_, "entity WHERE kind = " + kind(MentionKind::person));
  out.clubs = count(database_, "entity WHERE kind = " + kind(MentionKind::club));
  out.outcomes = count(database_, "outcome");
  if (database_.failed()) return database_.error("cannot be read");
  Truth truth(database_);
  const auto head = truth.head();
  if (!head) return tl::unexpected(head.error());
  out.head = out.entries ? to_hex(head->digest) : std::string();
  const auto versions = truth.versions();
  if (!versions) return tl::unexpected(versions.error());
  for (std::size_t i = 1; i < versions->size(); ++i)
    out.engines.push_back(engine_line((*versions)[i]));
  return out;
}

Result<Instant> StoredLedger::latest() const {
  const Snapshot snapshot(database_);
  const Instant latest = database_.integer("SELECT coalesce(max(known_at), 0) FROM edition");
  if (database_.failed()) return database_.error("cannot be read");
  return latest;
}

Result<Document> StoredLedger::document(Row row) const {
  auto stored = Truth(database_).document(row);
  if (!stored) return tl::unexpected(stored.error());
  if (!*stored) return no_such(database_, "document", row);
  return unpack_document(**stored, database_.file());
}

Result<std::string> StoredLedger::reading(Row entry) const {
  auto stored = Truth(database_).entry(entry);
  if (!stored) return tl::unexpected(stored.error());
  if (!*stored) return no_such(database_, "entry", entry);
  return unpack_body(**stored, database_.file());
}

}  // namespace mercato
