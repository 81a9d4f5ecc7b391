// Who may read the ledger next? A bounded number of connections that share everything else, and
// what says whether the ledger changed. Internal to 9_answer.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

#include "9_answer/ledger_view.h"

namespace mercato {

// Thread-safe.
class ViewPool {
 public:
  // A view for one caller; back in the pool when it goes.
  class Lent {
   public:
    Lent(ViewPool& pool, std::unique_ptr<LedgerView> view) : pool_(&pool), view_(std::move(view)) {}
    Lent(Lent&& other) = default;
    Lent& operator=(Lent&&) = delete;
    ~Lent() {
      if (view_) pool_->take_back(std::move(view_));
    }
    const LedgerView& operator*() const { return *view_; }
    const LedgerView* operator->() const { return view_.get(); }

   private:
    ViewPool* pool_;
    std::unique_ptr<LedgerView> view_;
  };

  static Result<std::unique_ptr<ViewPool>> open(const LedgerFiles& files, unsigned connections);

  // Waits until one is free. Its `latest` is that of now.
  Result<Lent> lend(Instant as_of);

  // Rises when somebody wrote to the ledger, as it was last seen.
  std::uint64_t generation() const { return generation_.load(std::memory_order_acquire); }
  // Looks whether somebody wrote, unless it was done less than `age` ago; `changed` is called
  // before the generation rises.
  void look(std::chrono::milliseconds age, const std::function<void(const LedgerView&)>& changed);

 private:
  explicit ViewPool(LedgerView watch) : watch_(std::move(watch)) {}
  void take_back(std::unique_ptr<LedgerView> view);
  Result<std::unique_ptr<LedgerView>> another() const;

  LedgerView watch_;  // for look(), and what all share
  std::mutex watching_;
  std::int64_t changes_ = 0;
  std::atomic<std::uint64_t> generation_ = 1;
  std::atomic<std::int64_t> looked_at_ = 0;  // milliseconds of the steady clock

  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<LedgerView>> free_;
  unsigned more_ = 0;  // that may still be opened
};

}  // namespace mercato
