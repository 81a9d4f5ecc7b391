// Of whom was something new said, and since when? Internal to 9_answer.
//
// Epochs count the entries of the ledger that were looked at. Whoever keeps something about a
// person notes the epoch before it reads the ledger; it stands as long as nothing was said since.
#pragma once

#include <cstdint>
#include <mutex>
#include <unordered_map>

#include "7_ledger/ledger.h"

namespace mercato {

// Thread-safe; never waits for the ledger.
class SaidSince {
 public:
  std::uint64_t epoch() const {
    const std::lock_guard lock(mutex_);
    return epoch_;
  }
  // When the newest document that was looked at became known.
  Instant latest() const {
    const std::lock_guard lock(mutex_);
    return latest_;
  }
  void next_entry() {
    const std::lock_guard lock(mutex_);
    ++epoch_;
  }
  void of(Row person) {
    const std::lock_guard lock(mutex_);
    persons_[person] = epoch_;
  }
  void of_everybody() {
    const std::lock_guard lock(mutex_);
    persons_.clear();
    everybody_ = epoch_;
  }
  void looked_at(Instant latest) {
    const std::lock_guard lock(mutex_);
    latest_ = latest;
  }
  bool since(Row person, std::uint64_t epoch) const {
    const std::lock_guard lock(mutex_);
    const auto found = persons_.find(person);
    return everybody_ > epoch || (found != persons_.end() && found->second > epoch);
  }

 private:
  mutable std::mutex mutex_;
  std::unordered_map<Row, std::uint64_t> persons_;
  std::uint64_t epoch_ = 0, everybody_ = 0;
  Instant latest_ = 0;
};

}  // namespace mercato
