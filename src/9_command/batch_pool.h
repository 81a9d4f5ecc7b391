// How do many documents become claims at once? Batches in, batches out in the same order, a worker
// for each core.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"
#include "7_ledger/ledger.h"

namespace mercato {

// A run of consecutive lines of one input, or the whole of an input that is no NDJSON, and what
// they became.
struct Batch {
  std::string name;                 // the input they come from
  std::string bytes;                // the lines, one after the other; or the whole input
  std::vector<std::uint32_t> ends;  // end of each line in `bytes`
  std::uint32_t first_line = 1;
  bool whole = false;
  std::optional<Problem> unread;  // instead of bytes: the line that could not be read

  std::string output;                             // answers, or a ledger's readings
  std::vector<PreparedDocument> documents_ready;  // for the ledger
  std::vector<Row> rows;  // of stored documents, where they are what is read
  std::vector<Problem> problems;
  std::uint64_t claims = 0, facts = 0, drifts = 0, documents = 0;

  std::string_view line(std::size_t i) const {
    const std::uint32_t begin = i ? ends[i - 1] : 0;
    return std::string_view(bytes).substr(begin, ends[i] - begin);
  }
};

// Processes batches on worker threads and hands them back in the order in which they were given. At
// most `workers` * 4 batches, and not much more than 64 MB of input, are held at once: push() waits
// when the reader of the results is slower.
class BatchPool {
 public:
  // `make_worker` is called once on each worker thread and gives what processes a batch there;
  // `done` is called on one thread of its own, batch after batch in order.
  using Work = std::function<void(Batch&)>;
  BatchPool(unsigned workers, std::function<Work()> make_worker, std::function<void(Batch&)> done);
  ~BatchPool();
  BatchPool(const BatchPool&) = delete;
  BatchPool& operator=(const BatchPool&) = delete;

  void push(std::unique_ptr<Batch> batch);
  // Waits until every batch has been handed back. Called once, after the last push.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The number of threads that "as many as there are cores" (0) means.
unsigned worker_count(unsigned asked);

}  // namespace mercato
