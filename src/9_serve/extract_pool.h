// How do many documents become claims at once? Lines in, answers out in the same order, a worker
// for each core.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"

namespace mercato {

// A run of consecutive input lines and what they became.
struct Batch {
  std::string name;                 // the input they come from
  std::string text;                 // the lines, one after the other
  std::vector<std::uint32_t> ends;  // end of each line in `text`
  std::uint32_t first_line = 1;
  std::string output;
  std::vector<Problem> problems;
  std::uint64_t claims = 0, facts = 0, drifts = 0, documents = 0;

  std::string_view line(std::size_t i) const {
    const std::uint32_t begin = i ? ends[i - 1] : 0;
    return std::string_view(text).substr(begin, ends[i] - begin);
  }
};

// Processes batches on worker threads and hands them back in the order in which they were given. At
// most `workers` * 4 batches are held at once: push() waits when the reader of the results is
// slower.
class ExtractPool {
 public:
  // `make_worker` is called once on each worker thread and gives what processes a batch there;
  // `done` is called on one thread of its own, batch after batch in order.
  using Work = std::function<void(Batch&)>;
  ExtractPool(unsigned workers, std::function<Work()> make_worker,
              std::function<void(Batch&)> done);
  ~ExtractPool();
  ExtractPool(const ExtractPool&) = delete;
  ExtractPool& operator=(const ExtractPool&) = delete;

  void push(std::unique_ptr<Batch> batch);
  // Waits until every batch has been handed back. Called once, after the last push.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mercato
