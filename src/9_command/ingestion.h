// How do documents come into the ledger? Read and prepared by workers, written by one thread in the
// order of input, committed in batches.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "6_engine/engine.h"
#include "9_command/batch_pool.h"
#include "9_command/input_stream.h"
#include "9_command/progress.h"

namespace mercato {

struct IngestTotals {
  std::uint64_t documents = 0, fresh = 0, same = 0, edited = 0, unread = 0, claims = 0, bytes = 0;
  std::uint64_t passed_over = 0;  // files in folders that are no documents
  std::vector<Row> edits;         // documents that are new versions; the first of them
};

// Lives for one run. What commit() of the writer has acknowledged stays, whatever comes after.
class Ingestion {
 public:
  Ingestion(const Engine& engine, LedgerWriter& writer, Instant recorded, unsigned workers,
            Date published, bool quiet);

  // Reads everything, or until `stop`; then commits. Fails where the ledger cannot be written.
  Result<IngestTotals> run(const std::vector<std::string>& files, std::function<bool()> stop);

 private:
  using Clock = std::chrono::steady_clock;
  void deliver(Batch& batch);
  bool append(const Batch& batch);
  void commit_when_due();
  void commit();
  void tell(const Batch& batch);

  LedgerWriter& writer_;
  Instant recorded_;
  Progress progress_;
  IngestTotals totals_;
  std::uint64_t pending_ = 0, told_ = 0;
  Clock::time_point committed_ = Clock::now();
  std::optional<Problem> broken_;        // of the ledger; written by the delivering thread
  std::atomic<bool> is_broken_ = false;  // the same for other threads
  BatchPool pool_;                       // last: its threads use the rest
};

}  // namespace mercato
