// Which number has this name? The index speaks of terms, persons, clubs and sources by number; here
// they get theirs. Internal to 7_ledger.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "0_core/mention.h"
#include "7_ledger/database.h"
#include "7_ledger/ledger.h"
#include "7_ledger/reading_rows.h"

namespace mercato {

// Rows are numbered in the order in which they are first asked for, so that the same entries give
// the same rows. Remembers what it found (bounded). 0 stands for the empty text, and after an error
// of the database, which it keeps.
class Dictionary {
 public:
  explicit Dictionary(Database& database);

  Row term(std::string_view text);
  Row entity(MentionKind kind, const NameRow& name);
  Row source(const SourceRow& source);
  bool ok() const { return ok_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const;
  };
  using Cache = std::unordered_map<std::string, Row, Hash, std::equal_to<>>;

  static void remember(Cache& cache, std::string_view key, Row row);
  Row find_term(std::string_view text, std::int64_t hash);
  Row find_entity(MentionKind kind, const NameRow& name, std::int64_t hash);
  Row add_entity(MentionKind kind, const NameRow& name, std::int64_t hash);
  Row find_source(const SourceRow& source, std::int64_t hash);
  Row added(Statement& insert);

  sqlite3* connection_;
  Statement find_term_, add_term_, find_entity_, add_entity_, add_ending_, find_source_,
      add_source_;
  Cache terms_, entities_, sources_;
  std::string key_, folded_;  // scratch
  bool ok_ = true;
};

// The ends of a folded name at word boundaries, longest first: "jan marek", "marek". At most eight.
std::vector<std::string_view> name_endings(std::string_view folded);

}  // namespace mercato
