#include "7_ledger/truth.h"

#include "7_ledger/compression.h"
#include "7_ledger/form.h"

namespace mercato {
namespace {

tl::unexpected<Problem> damaged(const std::string& file, const std::string& place,
                                const Problem& why) {
  return failure(file, place + ": " + why.message,
                 "the file is damaged: copy it back from a backup; `mercato ledger verify` lists "
                 "all that is wrong");
}

}  // namespace

Truth::Truth(Database& database)
    : database_(database),
      document_(database.prepare("SELECT id, version, edit_of, recorded_at, key, digest, form FROM "
                                 "document WHERE id = ?1")),
      entry_(database.prepare("SELECT number, kind, document, version, recorded_at, previous, "
                              "digest, body FROM entry WHERE number = ?1")) {}

Result<std::optional<StoredDocument>> Truth::document(Row row) {
  document_.bind(row);
  if (!document_.step()) {
    if (!document_.ok() || !document_.raw()) return database_.error("cannot be read");
    return std::optional<StoredDocument>();
  }
  StoredDocument out;
  out.record.row = row;
  out.record.version = static_cast<int>(document_.integer(1));
  out.record.edit_of = document_.integer(2);
  out.record.recorded_at = document_.integer(3);
  out.record.key = document_.text(4);
  out.record.digest = document_.text(5);
  out.form = document_.text(6);
  document_.reset();
  return out;
}

Result<std::optional<StoredEntry>> Truth::entry(Row number) {
  entry_.bind(number);
  if (!entry_.step()) {
    if (!entry_.ok() || !entry_.raw()) return database_.error("cannot be read");
    return std::optional<StoredEntry>();
  }
  StoredEntry out;
  out.number = number;
  out.kind = entry_.integer(1);
  out.document = entry_.integer(2);
  out.version = entry_.integer(3);
  out.recorded_at = entry_.integer(4);
  out.previous = entry_.text(5);
  out.digest = entry_.text(6);
  out.body = entry_.text(7);
  entry_.reset();
  return out;
}

Result<Head> Truth::head() {
  Statement row = database_.prepare("SELECT entries, documents, digest FROM head WHERE id = 1");
  Head out;
  if (row.step()) {
    out.entries = row.integer(0);
    out.documents = row.integer(1);
    out.digest = row.text(2);
  } else if (!row.ok() || !row.raw()) {
    return database_.error("cannot be read");
  }
  return out;
}

Result<std::vector<Truth::Version>> Truth::versions() {
  Statement rows = database_.prepare("SELECT id, engine, data FROM version ORDER BY id");
  std::vector<Version> out(1);
  while (rows.step()) {
    if (rows.integer(0) != static_cast<Row>(out.size())) break;  // verify says more
    out.push_back({std::string(rows.text(1)), std::string(rows.text(2))});
  }
  if (!rows.ok() || !rows.raw()) return database_.error("cannot be read");
  return out;
}

Result<Document> unpack_document(const StoredDocument& stored, const std::string& file) {
  const std::string place = "document " + std::to_string(stored.record.row);
  const auto form = decompress(stored.form);
  if (!form) return damaged(file, place, form.error());
  auto document = read_form(*form);
  if (!document) return damaged(file, place, document.error());
  return document;
}

Result<std::string> unpack_body(const StoredEntry& stored, const std::string& file) {
  auto body = decompress(stored.body);
  if (!body) return damaged(file, "entry " + std::to_string(stored.number), body.error());
  return body;
}

}  // namespace mercato
