#include "9_answer/view_pool.h"

#include <chrono>

namespace mercato {
namespace {

std::int64_t milliseconds() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace

Result<std::unique_ptr<ViewPool>> ViewPool::open(const LedgerFiles& files, unsigned connections) {
  auto view = open_view(files, kEndOfTime);
  if (!view) return tl::unexpected(view.error());
  std::unique_ptr<ViewPool> pool(new ViewPool(std::move(*view)));
  const auto changes = pool->watch_.ledger->changes();
  if (!changes) return tl::unexpected(changes.error());
  pool->changes_ = *changes;
  pool->looked_at_ = milliseconds();
  pool->more_ = std::max(1u, connections);
  return pool;
}

Result<std::unique_ptr<LedgerView>> ViewPool::another() const {
  auto ledger = Ledger::open(watch_.file);
  if (!ledger) return tl::unexpected(ledger.error());
  auto out = std::make_unique<LedgerView>();
  out->ledger = std::move(*ledger);
  out->types = watch_.types;
  out->reference = watch_.reference;
  out->folder = watch_.folder;
  out->file = watch_.file;
  return out;
}

Result<ViewPool::Lent> ViewPool::lend(Instant as_of) {
  std::unique_ptr<LedgerView> view;
  {
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [&] { return !free_.empty() || more_ > 0; });
    if (!free_.empty()) {
      view = std::move(free_.back());
      free_.pop_back();
    } else {
      --more_;
    }
  }
  if (!view) {
    auto opened = another();
    if (!opened) {
      const std::lock_guard lock(mutex_);
      ++more_;
      freed_.notify_one();
      return tl::unexpected(opened.error());
    }
    view = std::move(*opened);
  }
  Lent lent(*this, std::move(view));
  auto& lent_view = const_cast<LedgerView&>(*lent);  // nobody else has it yet
  const auto latest = lent_view.ledger->latest();
  if (!latest) return tl::unexpected(latest.error());
  lent_view.latest = *latest;
  lent_view.as_of = as_of;
  return lent;
}

void ViewPool::take_back(std::unique_ptr<LedgerView> view) {
  const std::lock_guard lock(mutex_);
  free_.push_back(std::move(view));
  freed_.notify_one();
}

void ViewPool::look(std::chrono::milliseconds age,
                    const std::function<void(const LedgerView&)>& changed) {
  if (milliseconds() - looked_at_.load(std::memory_order_relaxed) < age.count()) return;
  const std::unique_lock lock(watching_, std::try_to_lock);
  if (!lock) return;  // somebody is looking
  const auto changes = watch_.ledger->changes();
  // What cannot be read is told to whoever asks next.
  if (!changes || *changes != changes_) {
    changed(watch_);
    generation_.fetch_add(1, std::memory_order_release);
  }
  if (changes) changes_ = *changes;
  looked_at_.store(milliseconds(), std::memory_order_relaxed);
}

}  // namespace mercato
