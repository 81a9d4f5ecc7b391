// Who does what takes a while? Some threads with a bounded queue.
#pragma once

#include <atomic>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>

namespace mercato {

class WorkerPool {
 public:
  WorkerPool(unsigned threads, std::size_t most) : most_(most), pool_(threads) {}

  // False where too much is waiting already, unless the job is `bounded` by its caller.
  bool submit(std::function<void()> job, bool bounded) {
    if (!bounded && queued_ >= most_) return false;
    ++waiting_;
    if (!bounded) ++queued_;
    boost::asio::post(pool_, [this, bounded, job = std::move(job)] {
      job();
      if (!bounded) --queued_;
      --waiting_;
    });
    return true;
  }
  // Jobs under way included.
  std::size_t waiting() const { return waiting_; }
  // Jobs that have not begun are told so by stopped(): they are not worked off.
  bool stopped() const { return stopped_; }
  void join() {
    stopped_ = true;
    pool_.join();
  }

 private:
  std::atomic<std::size_t> waiting_ = 0, queued_ = 0;  // queued: without those bounded by callers
  std::atomic<bool> stopped_ = false;
  std::size_t most_;
  boost::asio::thread_pool pool_;
};

// What `work` returns, done by the pool while this coroutine waits; nothing where the pool is full
// or the work failed.
template <typename T>
boost::asio::awaitable<std::optional<T>> on_worker(WorkerPool& pool, std::function<T()> work,
                                                   bool bounded = false) {
  namespace asio = boost::asio;
  auto executor = co_await asio::this_coro::executor;
  auto initiate = [&pool, executor, bounded, work = std::move(work)](auto handler) mutable {
    auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    const auto finish = [shared, executor](std::optional<T> result) {
      asio::post(executor,
                 [shared, result = std::move(result)]() mutable { (*shared)(std::move(result)); });
    };
    const bool taken = pool.submit(
        [&pool, finish, work = std::move(work)] {
          std::optional<T> result;
          try {
            if (!pool.stopped()) result = work();
          } catch (...) {  // libraries below may; the request is answered as failed
          }
          finish(std::move(result));
        },
        bounded);
    if (!taken) finish(std::nullopt);
  };
  asio::use_awaitable_t<> token;
  co_return co_await asio::async_initiate<asio::use_awaitable_t<>, void(std::optional<T>)>(
      std::move(initiate), token);
}

}  // namespace mercato
