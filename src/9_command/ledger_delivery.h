// How do the documents of a feed come into the ledger? Read by the engine, then written by a writer
// that is open only while it writes, so that others may write too.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "7_ledger/ledger.h"
#include "9_command/commands.h"

namespace mercato {

struct DeliveryTotals {
  std::uint64_t documents = 0, fresh = 0, same = 0, edited = 0, claims = 0;
};

// Lives as long as one run; not thread-safe.
class LedgerDelivery {
 public:
  // `stop`: whether to give up waiting for another writer.
  LedgerDelivery(std::shared_ptr<const Engine> engine, const CommonOptions& common,
                 const LedgerOptions& ledger, std::function<bool()> stop);

  // Makes the ledger where there is none.
  Result<void> check();
  // Claims of each document, in order, once all of them are committed.
  Result<std::vector<std::size_t>> store(const std::vector<Document>& documents, Instant recorded);
  const DeliveryTotals& totals() const { return totals_; }

 private:
  Result<std::unique_ptr<LedgerWriter>> open_writer_patiently() const;

  std::shared_ptr<const Engine> engine_;
  Engine::Worker worker_;
  Reading reading_;
  std::filesystem::path file_;
  LedgerWriter::Options options_;
  const CommonOptions common_;
  const LedgerOptions ledger_;
  std::function<bool()> stop_;
  DeliveryTotals totals_;
};

}  // namespace mercato
