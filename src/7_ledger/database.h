// How do we speak to SQLite? A connection and its prepared statements as values that clean up after
// themselves. Internal to 7_ledger.
//
// A connection belongs to one thread at a time. Errors of binding and stepping are kept by the
// statement and the connection until asked for, so that a row of bindings reads as one line.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "0_core/result.h"

namespace mercato {

class Database;

// One prepared statement, used again and again: run() or a loop over step(), then it is reset.
// Text and blobs are bound by view and must live until the step that uses them.
class Statement {
 public:
  // Marks a binding as bytes: bind(1, Bytes{digest}).
  struct Bytes {
    std::string_view bytes;
  };

  Statement() = default;
  Statement(sqlite3* connection, std::string_view sql);
  Statement(Statement&&) = default;
  Statement& operator=(Statement&&) = default;

  // Binds the arguments to ?1, ?2, …
  template <typename... Values>
  Statement& bind(const Values&... values) {
    reset();
    int place = 0;
    (set(++place, values), ...);
    return *this;
  }
  // Whether there is a row. False at the end and after an error: see ok().
  bool step();
  // Steps to the end of a statement that gives no rows.
  bool run();
  void reset();
  bool ok() const { return code_ == SQLITE_OK; }

  std::int64_t integer(int column) const { return sqlite3_column_int64(raw_.get(), column); }
  double real(int column) const { return sqlite3_column_double(raw_.get(), column); }
  bool null(int column) const { return sqlite3_column_type(raw_.get(), column) == SQLITE_NULL; }
  // Valid until the next step or reset.
  std::string_view text(int column) const;
  sqlite3_stmt* raw() const { return raw_.get(); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  void set(int place, std::int64_t value) { sqlite3_bind_int64(raw_.get(), place, value); }
  void set(int place, int value) { sqlite3_bind_int64(raw_.get(), place, value); }
  void set(int place, double value) { sqlite3_bind_double(raw_.get(), place, value); }
  void set(int place, std::nullopt_t) { sqlite3_bind_null(raw_.get(), place); }
  void set(int place, std::string_view text) {
    sqlite3_bind_text64(raw_.get(), place, text.data() ? text.data() : "", text.size(),
                        SQLITE_STATIC, SQLITE_UTF8);
  }
  void set(int place, Bytes blob) {
    sqlite3_bind_blob64(raw_.get(), place, blob.bytes.data() ? blob.bytes.data() : "",
                        blob.bytes.size(), SQLITE_STATIC);
  }

  std::unique_ptr<sqlite3_stmt, Finalize> raw_;
  int code_ = SQLITE_OK;
};
using Bytes = Statement::Bytes;

class Database {
 public:
  enum class Mode { read, write, temporary };
  // `read` opens what is there; `write` creates it where needed; `temporary` is a private file
  // that SQLite deletes.
  static Result<std::unique_ptr<Database>> open(const std::string& file, Mode mode,
                                                const std::string& vfs = {});

  // One or more statements without parameters.
  Result<void> execute(const std::string& sql);
  // The first value of the first row; 0 where there is none.
  std::int64_t integer(const std::string& sql);
  std::string text(const std::string& sql);
  Statement prepare(std::string_view sql) { return {raw_.get(), sql}; }

  // What SQLite says about its last failure, with the file's name and a way out.
  Problem problem(std::string_view doing) const;
  tl::unexpected<Problem> error(std::string_view doing) const {
    return tl::unexpected<Problem>(problem(doing));
  }
  bool failed() const;
  const std::string& file() const { return file_; }
  sqlite3* raw() const { return raw_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
  };
  Result<void> set_up(Mode mode);

  std::string file_;
  std::unique_ptr<sqlite3, Close> raw_;
};

}  // namespace mercato
