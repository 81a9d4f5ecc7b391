#include "9_answer/answer_cache.h"

#include <exception>

namespace mercato {

namespace {

// Those who wait for the same answer must hear of a failure.
AnswerCache::Fresh made(const std::function<AnswerCache::Fresh()>& make) {
  const auto failed = [](const char* what) {
    Refusal refusal;
    refusal.problem.message = what;
    return AnswerCache::Fresh{tl::unexpected<Refusal>(std::move(refusal)), {}};
  };
  try {
    return make();
  } catch (const std::exception& error) {
    return failed(error.what());
  } catch (...) {
    return failed("could not be answered");
  }
}

}  // namespace

std::optional<Reply> AnswerCache::find(const std::string& key, std::uint64_t generation) {
  const std::lock_guard lock(mutex_);
  return find_locked(key, generation);
}

Answered AnswerCache::find_or_make(const std::string& key, std::uint64_t generation,
                                   const std::function<Fresh()>& make) {
  std::unique_lock lock(mutex_);
  if (auto kept = find_locked(key, generation)) return *kept;
  // Who asks after a change does not take what was begun before it.
  const std::string turn = std::to_string(generation) + '\n' + key;
  if (const auto found = making_.find(turn); found != making_.end()) {
    const std::shared_ptr<Making> making = found->second;
    making->done.wait(lock, [&] { return making->answer.has_value(); });
    return *making->answer;
  }
  const auto making = std::make_shared<Making>();
  making_.emplace(turn, making);
  lock.unlock();
  Fresh fresh = made(make);
  lock.lock();
  making->answer = fresh.answer;
  making_.erase(turn);
  if (fresh.answer) keep(key, generation, fresh);
  making->done.notify_all();
  return std::move(fresh.answer);
}

std::optional<Reply> AnswerCache::find_locked(const std::string& key, std::uint64_t generation) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end() || !stands(*found->second, generation)) return std::nullopt;
  order_.splice(order_.begin(), order_, found->second);
  return found->second->reply;
}

bool AnswerCache::stands(Kept& kept, std::uint64_t generation) const {
  if (kept.generation == generation) return true;
  if (kept.generation > generation || !kept.footing.person || !stands_(kept.footing)) return false;
  kept.generation = generation;
  return true;
}

void AnswerCache::keep(const std::string& key, std::uint64_t generation, const Fresh& fresh) {
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    if (found->second->generation > generation) return;
    drop(found->second);
  }
  Kept kept{key, *fresh.answer, generation, fresh.footing};
  if (kept.bytes() > most_bytes_) return;
  bytes_ += kept.bytes();
  order_.push_front(std::move(kept));
  by_key_.emplace(key, order_.begin());
  while (bytes_ > most_bytes_) drop(std::prev(order_.end()));
}

void AnswerCache::drop(Order::iterator one) {
  bytes_ -= one->bytes();
  by_key_.erase(one->key);
  order_.erase(one);
}

}  // namespace mercato
