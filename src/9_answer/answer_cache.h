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

// Thread-safe. The answer that was asked for longest ago goes first (LRU). An answer belongs to the
// generation of the ledger in which its making began: of another generation it is no answer.
class AnswerCache {
 public:
  explicit AnswerCache(std::size_t bytes) : most_bytes_(bytes) {}

  std::optional<Reply> find(const std::string& key, std::uint64_t generation);
  // The kept answer, else what `make` gives; who asks the same meanwhile waits for it. Refusals are
  // shared with those who wait, and not kept.
  Answered find_or_make(const std::string& key, std::uint64_t generation,
                        const std::function<Answered()>& make);

 private:
  struct Kept {
    std::string key;
    Reply reply;
    std::uint64_t generation = 0;
    std::size_t bytes() const { return 2 * key.size() + reply.body->size() + 256; }
  };
  using Order = std::list<Kept>;  // asked for last stands first
  struct Making {
    std::condition_variable done;
    std::optional<Answered> answer;
  };

  std::optional<Reply> find_locked(const std::string& key, std::uint64_t generation);
  void keep(const std::string& key, std::uint64_t generation, const Reply& reply);
  void drop(Order::iterator one);

  const std::size_t most_bytes_;
  std::mutex mutex_;
  std::size_t bytes_ = 0;
  Order order_;
  std::unordered_map<std::string, Order::iterator> by_key_;
  std::unordered_map<std::string, std::shared_ptr<Making>> making_;
};

}  // namespace mercato
