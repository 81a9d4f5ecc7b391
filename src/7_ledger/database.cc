#include "7_ledger/database.h"

#include "7_ledger/compression.h"

namespace mercato {
namespace {

constexpr int kBusyMilliseconds = 5'000;

// What a person can do about it.
std::string hint_for(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another program holds the ledger; try again when it has finished";
    case SQLITE_FULL:
      return "make room on the disk and run the command again; what was committed is kept";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return "check that the file and its folder may be read and written";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "the file is damaged: copy it back from a backup, or ingest the documents again into "
             "a new ledger";
    default:
      return {};
  }
}

}  // namespace

Statement::Statement(sqlite3* connection, std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  code_ = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                             SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  raw_.reset(raw);
}

bool Statement::step() {
  if (!raw_) return false;
  const int code = sqlite3_step(raw_.get());
  code_ = code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
  if (code != SQLITE_ROW) sqlite3_reset(raw_.get());
  return code == SQLITE_ROW;
}

bool Statement::run() {
  while (step()) {
  }
  return ok() && raw_;
}

void Statement::reset() {
  if (raw_) sqlite3_reset(raw_.get());
}

std::string_view Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(raw_.get(), column);
  const int size = sqlite3_column_bytes(raw_.get(), column);
  return bytes ? std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size))
               : std::string_view{};
}

Result<std::unique_ptr<Database>> Database::open(const std::string& file, Mode mode,
                                                 const std::string& vfs) {
  auto out = std::make_unique<Database>();
  out->file_ = file;
  const int flags =
      mode == Mode::read ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(mode == Mode::temporary ? "" : file.c_str(), &raw,
                      flags | SQLITE_OPEN_NOMUTEX, vfs.empty() ? nullptr : vfs.c_str());
  out->raw_.reset(raw);
  if (code != SQLITE_OK) return out->error("cannot be opened");
  if (auto done = out->set_up(mode); !done) return tl::unexpected(done.error());
  return out;
}

Result<void> Database::set_up(Mode mode) {
  sqlite3* const raw = raw_.get();
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, kBusyMilliseconds);
  // The file may come from a stranger: nothing in it may do more than hold rows.
  if (mode != Mode::temporary) sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  if (mode == Mode::read) sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_limit(raw, SQLITE_LIMIT_LENGTH, static_cast<int>(kMaxUnpacked));
  sqlite3_limit(raw, SQLITE_LIMIT_ATTACHED, 0);
  std::string pragmas = "PRAGMA cell_size_check=1;PRAGMA temp_store=FILE;PRAGMA cache_size=-65536;";
  if (mode == Mode::read) pragmas += "PRAGMA query_only=1;";
  // A scratch file may be lost at any moment, and nobody else reads it.
  if (mode == Mode::temporary) pragmas += "PRAGMA journal_mode=OFF;PRAGMA synchronous=OFF;";
  return execute(pragmas);
}

Result<void> Database::execute(const std::string& sql) {
  if (sqlite3_exec(raw_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return error("refuses a command");
  return {};
}

std::int64_t Database::integer(const std::string& sql) {
  Statement statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::string Database::text(const std::string& sql) {
  Statement statement = prepare(sql);
  return statement.step() ? std::string(statement.text(0)) : std::string{};
}

bool Database::failed() const {
  const int code = sqlite3_errcode(raw_.get());
  return code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE;
}

Problem Database::problem(std::string_view doing) const {
  Problem out;
  out.where = file_;
  out.message = "the ledger " + std::string(doing) + ": " +
                (raw_ ? sqlite3_errmsg(raw_.get()) : "out of memory");
  if (raw_) out.hint = hint_for(sqlite3_extended_errcode(raw_.get()));
  return out;
}

}  // namespace mercato
