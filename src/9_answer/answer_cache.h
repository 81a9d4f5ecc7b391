// Which answers are at hand? Kept until the ledger changes, and made once where many ask at the
// same time. Internal to 9_answer.
#pragma once

#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "9_answer/answers.h"

namespace mercato {

// What an answer on one person rests on: it stands, whatever else the ledger took in, while nothing
// new is said of the person and time changes nothing.
struct Footing {
  Row person = 0;           // 0: it stands in its generation only
  std::uint64_t epoch = 0;  // before the ledger was read for it: see SaidSince
  Instant until = 0;        // the last moment at which it stands
};

// Thread-safe. The answer that was asked for longest ago goes first (LRU). An answer belongs to the
// generation of the ledger in which its making began, and goes over into the next where it stands
// still.
class AnswerCache {
 public:
  // `stands` is called with the lock held: it must not wait.
  AnswerCache(std::size_t bytes, std::function<bool(const Footing&)> stands)
      : most_bytes_(bytes), stands_(std::move(stands)) {}

  struct Fresh {
    Answered answer;
    Footing footing;
  };

  std::optional<Reply> find(const std::string& key, std::uint64_t generation);
  // The kept answer, else what `make` gives; who asks the same meanwhile waits for it. Refusals are
  // shared with those who wait, and not kept.
  Answered find_or_make(const std::string& key, std::uint64_t generation,
                        const std::function<Fresh()>& make);

 private:
  struct Kept {
    std::string key;
    Reply reply;
    std::uint64_t generation = 0;
    Footing footing;
    std::size_t bytes() const { return 2 * key.size() + reply.body->size() + 256; }
  };
  using Order = std::list<Kept>;  // asked for last stands first
  struct Making {
    std::condition_variable done;
    std::optional<Answered> answer;
  };

  std::optional<Reply> find_locked(const std::string& key, std::uint64_t generation);
  void keep(const std::string& key, std::uint64_t generation, const Fresh& fresh);
  bool stands(Kept& kept, std::uint64_t generation) const;
  void drop(Order::iterator one);

  const std::size_t most_bytes_;
  const std::function<bool(const Footing&)> stands_;
  std::mutex mutex_;
  std::size_t bytes_ = 0;
  Order order_;
  std::unordered_map<std::string, Order::iterator> by_key_;
  std::unordered_map<std::string, std::shared_ptr<Making>> making_;
};

}  // namespace mercato
