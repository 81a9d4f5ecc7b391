#include "9_command/batch_pool.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace mercato {

struct BatchPool::State {
  struct Slot {
    std::unique_ptr<Batch> batch;
    std::size_t size = 0;
    bool taken = false, ready = false;
  };

  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::shared_ptr<Slot>> slots;  // in input order; the front is handed back next
  std::size_t limit = 0;
  std::size_t bytes = 0;  // of input in all slots
  bool closed = false;
  std::vector<std::jthread> threads;  // last: joined before the rest goes

  void work(const Work& process) {
    std::unique_lock lock(mutex);
    while (true) {
      const auto open = [&] {
        return std::find_if(slots.begin(), slots.end(), [](const auto& s) { return !s->taken; });
      };
      changed.wait(lock, [&] { return closed || open() != slots.end(); });
      const auto it = open();
      if (it == slots.end()) return;
      const std::shared_ptr<Slot> slot = *it;
      slot->taken = true;
      lock.unlock();
      process(*slot->batch);
      lock.lock();
      slot->ready = true;
      changed.notify_all();
    }
  }

  void hand_back(const std::function<void(Batch&)>& done) {
    std::unique_lock lock(mutex);
    while (true) {
      changed.wait(lock, [&] { return slots.empty() ? closed : slots.front()->ready; });
      if (slots.empty()) return;
      const std::shared_ptr<Slot> slot = slots.front();
      lock.unlock();
      done(*slot->batch);
      lock.lock();
      bytes -= slot->size;
      slots.pop_front();
      changed.notify_all();
    }
  }
};

BatchPool::BatchPool(unsigned workers, std::function<Work()> make_worker,
                     std::function<void(Batch&)> done)
    : state_(std::make_unique<State>()) {
  constexpr std::size_t kBatchesForEachWorker = 4;
  State* state = state_.get();
  state->limit = workers * kBatchesForEachWorker;
  for (unsigned i = 0; i < workers; ++i) {
    state->threads.emplace_back([state, make_worker] { state->work(make_worker()); });
  }
  state->threads.emplace_back([state, done = std::move(done)] { state->hand_back(done); });
}

BatchPool::~BatchPool() { finish(); }

void BatchPool::push(std::unique_ptr<Batch> batch) {
  auto slot = std::make_shared<State::Slot>();
  constexpr std::size_t kBytesHeld = 64u << 20;
  slot->size = batch->bytes.size();
  slot->batch = std::move(batch);
  std::unique_lock lock(state_->mutex);
  state_->changed.wait(lock, [&] {
    return state_->slots.size() < state_->limit &&
           (state_->slots.empty() || state_->bytes + slot->size <= kBytesHeld);
  });
  state_->bytes += slot->size;
  state_->slots.push_back(std::move(slot));
  state_->changed.notify_all();
}

void BatchPool::finish() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->closed = true;
    state_->changed.notify_all();
  }
  state_->threads.clear();
}

unsigned worker_count(unsigned asked) {
  return asked ? asked : std::max(1u, std::thread::hardware_concurrency());
}

}  // namespace mercato
