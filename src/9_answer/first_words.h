// Which claims came in that no stored document had made before? What streams and alerts tell.
// Internal to 9_answer.
#pragma once

#include <mutex>
#include <unordered_map>
#include <vector>

#include "9_answer/answers.h"

namespace mercato {

// Thread-safe.
class FirstWords {
 public:
  // As Answers::new_claims().
  Result<std::vector<NewClaim>> find(const LedgerView& view, Row after, const ClaimFilter& filter,
                                     std::size_t limit, bool newest);

 private:
  Result<void> catch_up(const LedgerView& view);
  bool is_new_reading(Row entry) const;

  mutable std::mutex mutex_;
  std::vector<Row> again_;  // entries that read a stored document again; sorted
  Row last_entry_ = 0, last_document_ = 0;
};

}  // namespace mercato
