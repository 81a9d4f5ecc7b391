// The reading side of a ledger (ledger.h) over an open file. Internal to 7_ledger.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "7_ledger/database.h"
#include "7_ledger/ledger.h"

namespace mercato {

class StoredLedger final : public Ledger {
 public:
  // Owns the connection, or reads through the writer's, which must outlive it.
  explicit StoredLedger(std::unique_ptr<Database> owned)
      : owned_(std::move(owned)), database_(*owned_) {}
  explicit StoredLedger(Database& borrowed) : database_(borrowed) {}

  Result<LedgerInfo> info() const override;
  Result<Instant> latest() const override;
  Result<std::vector<LedgerEntity>> find(MentionKind kind, std::string_view typed,
                                         std::size_t limit) const override;
  Result<PersonHistory> history(Row person, Instant as_of) const override;
  Result<std::vector<Row>> persons(Instant from, Instant until, Row club) const override;
  Result<LedgerEdit> edit(Row document) const override;
  Result<std::vector<SearchHit>> search(std::string_view words, Instant as_of,
                                        std::size_t limit) const override;
  Result<ClaimPage> claims(const ClaimQuery& query) const override;
  Result<Row> last_claim() const override;
  Result<std::vector<NamedEntity>> suggest(MentionKind kind, std::string_view typed, Instant as_of,
                                           std::size_t limit) const override;
  Result<std::vector<LedgerDocument>> documents(Instant as_of, Row before, std::size_t limit,
                                                bool edits) const override;
  Result<DocumentReading> read_document(Row document) const override;
  Result<void> entries(Row after,
                       const std::function<void(const LedgerEntry&)>& visit) const override;
  Result<std::int64_t> changes() const override;
  Result<Document> document(Row row) const override;
  Result<std::string> reading(Row entry) const override;
  std::vector<std::string> tables() const override;
  std::vector<std::string> columns(std::string_view table) const override;
  Result<void> export_table(
      std::string_view table, Instant as_of,
      const std::function<void(std::string_view json_row)>& row) const override;
  Result<VerifyReport> verify(
      const std::function<void(std::uint64_t done, std::uint64_t all)>& progress) const override;

 private:
  std::unique_ptr<Database> owned_;
  Database& database_;
};

}  // namespace mercato
