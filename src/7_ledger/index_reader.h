// How does the index become structs again? Editions, claims, evidence, names by number. Internal to
// 7_ledger.
//
// Numbers that the file holds are checked before they become values: a damaged file gives an error
// or an empty field, never a value out of range.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "7_ledger/database.h"
#include "7_ledger/ledger.h"

namespace mercato {

// One version of a document and the version that follows it (0 = none yet).
struct Edition {
  LedgerDocument document;
  Row entry = 0, next = 0;
};

// One answer's reader: remembers names while the answer is put together. Check ok() at the end.
class IndexReader {
 public:
  explicit IndexReader(Database& database);

  // SQL columns of a claim, for `FROM claim c`, and the claim of such a row (`first`: their place);
  // money and evidence are attached afterwards.
  static constexpr std::string_view kClaimColumns =
      "c.id, c.document, c.person, c.to_club, c.from_club, c.type, c.polarity, c.certainty, "
      "c.time, c.deal, c.source, c.post, c.rules, c.amounts, c.confidence";
  LedgerClaim claim(Statement& row);
  // Likewise, for `FROM fact`.
  static constexpr std::string_view kFactColumns =
      "id, document, subject, object, predicate, verdict, begins, ends, language, object_name, "
      "value, reasons, text";
  LedgerFact fact(Statement& row);
  // REQUIRES: claims ordered by row.
  void attach(std::vector<LedgerClaim>& claims);
  // Those of one entry, whole, in their order.
  std::vector<LedgerClaim> claims_of(Row entry);

  const Edition* edition(Row document);  // nullptr where there is none
  // The edition's document, which is empty in the reader afterwards. REQUIRES: edition(document).
  LedgerDocument take_document(Row document) { return std::move(editions_[document].document); }
  const LedgerEntity& entity(Row row);  // row 0 where there is none
  const std::string& term(Row id);

  bool ok() const { return ok_; }
  Database& database() { return database_; }
  void note(const Statement& statement) { ok_ = ok_ && statement.ok() && statement.raw(); }

 private:
  void attach_entry(std::vector<LedgerClaim>& claims, std::size_t first, std::size_t end);
  const Source& source(Row id);

  Database& database_;
  Statement term_, entity_, source_, edition_, evidence_, money_;
  std::unordered_map<Row, std::string> terms_;
  std::unordered_map<Row, LedgerEntity> entities_;
  std::unordered_map<Row, Source> sources_;
  std::unordered_map<Row, Edition> editions_;
  std::unordered_set<Row> with_money_;  // claims
  bool ok_ = true;
};

// What makes two claims of two versions the same claim: section 1 of the claims guide.
bool same_claim(const LedgerClaim& a, const LedgerClaim& b);
// Whether two that are the same agree in certainty, time, deal, money and the club left as well.
bool says_the_same(const LedgerClaim& a, const LedgerClaim& b);

// The value of an enum with `count` values; the first one for a number that is none of them.
template <typename Enum>
Enum checked(std::int64_t value, int count) {
  return value >= 0 && value < count ? static_cast<Enum>(value) : Enum{};
}

// One consistent view of the file while it lives, also where several statements read it.
class Snapshot {
 public:
  explicit Snapshot(Database& database);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Database& database_;
  bool begun_ = false;
};

}  // namespace mercato
