// How does a client follow new claims? First those since its last one, then each as it comes in.

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "9_serve/connection.h"
#include "9_serve/problem_response.h"

namespace mercato {
namespace {

namespace asio = boost::asio;

constexpr auto kNoThrow = asio::as_tuple(asio::use_awaitable);
constexpr auto kHeartbeat = std::chrono::seconds(15);
constexpr int kSocketBuffer = 64 << 10;  // what the system may hold for a slow reader
constexpr std::size_t kAtOnce = 32;      // events in one write

// Counts a stream as long as it lives.
class Counted {
 public:
  explicit Counted(std::size_t& count) : count_(count) { ++count_; }
  ~Counted() { --count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  std::size_t& count_;
};

using Filtered = tl::expected<ClaimFilter, Refusal>;
using Claims = Result<std::vector<NewClaim>>;

}  // namespace

asio::awaitable<void> Connection::stream(Request& request, EventStream asked) {
  if (shared_.streams >= shared_.config.streams) {
    co_await send(problem_response(503, "too many follow the events already"), request, "events",
                  false);
    co_return;
  }
  const Counted counted(shared_.streams);
  enter_unbounded(Phase::working);
  // As many at once as there may be streams: all that come back after a restart.
  std::function<Filtered()> look_up = [answers = shared_.site.answers(),
                                       arguments = std::move(asked.arguments)] {
    return answers->filter(arguments);
  };
  std::optional<Filtered> filter =
      co_await on_worker<Filtered>(shared_.workers, std::move(look_up), true);
  if (!filter || !*filter) {
    Response response = filter
                            ? problem_response(filter->error())
                            : problem_response(503, "too much is asked at once", "try again soon");
    co_await send(std::move(response), request, "events", false);
    co_return;
  }
  boost::system::error_code ignored;
  socket_.set_option(asio::socket_base::send_buffer_size(kSocketBuffer), ignored);
  std::string head = stream_header(options_for(request, false));
  record(request, "events", 200, 0);
  if (request.method == Method::head) {
    co_await write(head, {});
    co_return;
  }
  const auto subscription = shared_.hub.subscribe(**filter);
  const Row after = asked.after < 0 ? subscription->from() : asked.after;
  head += "retry: 2000\nid: " + std::to_string(after) + "\n\n";
  if (!co_await write(head, {})) co_return;
  asio::co_spawn(socket_.get_executor(), watch_for_end(shared_from_this()), asio::detached);
  const bool caught_up = co_await catch_up(*subscription, **filter, after);
  if (caught_up) co_await follow(*subscription);
  subscription->wake = nullptr;
  if (subscription->is_broken()) shared_.site.metrics().count_cut_stream();
}

// What the subscription does not offer because it was there when it began.
asio::awaitable<bool> Connection::catch_up(Subscription& subscription, const ClaimFilter& filter,
                                           Row after) {
  while (after < subscription.from() && !gone_ && !shared_.stopping) {
    enter_unbounded(Phase::streaming);
    std::function<Claims()> read = [&site = shared_.site, after, &filter] {
      return site.claims_after(after, filter);
    };
    std::optional<Claims> claims =
        co_await on_worker<Claims>(shared_.workers, std::move(read), true);
    if (!claims || !*claims) co_return false;  // the client comes again from its last event
    std::vector<Bytes> events;
    for (const NewClaim& claim : **claims) {
      after = claim.claim.row;
      if (after <= subscription.from()) events.push_back(shared_bytes(event_bytes(claim)));
    }
    if (events.empty()) break;
    if (!co_await write_events(std::move(events))) co_return false;
  }
  co_return !gone_;
}

asio::awaitable<bool> Connection::follow(Subscription& subscription) {
  // A reader that stands still is not waited for: its write ends with the connection.
  subscription.wake = [this, &subscription] {
    wake_.cancel();
    if (subscription.is_broken()) end();
  };
  while (!gone_ && !shared_.stopping && !subscription.is_broken()) {
    if (subscription.waits()) {
      if (!co_await write_events(subscription.take())) co_return false;
      continue;
    }
    enter_unbounded(Phase::streaming);
    wake_.expires_after(kHeartbeat);
    const auto [woken] = co_await wake_.async_wait(kNoThrow);
    if (woken || gone_) continue;
    const bool sent = co_await write(": still here\n\n", {});
    if (!sent) co_return false;
  }
  co_return true;
}

asio::awaitable<bool> Connection::write_events(std::vector<Bytes> events) {
  for (std::size_t begin = 0; begin < events.size(); begin += kAtOnce) {
    const std::size_t end = std::min(begin + kAtOnce, events.size());
    std::vector<asio::const_buffer> buffers;
    for (std::size_t i = begin; i < end; ++i) buffers.push_back(asio::buffer(*events[i]));
    enter(Phase::writing, shared_.config.idle);
    const auto [error, count] = co_await asio::async_write(socket_, buffers, kNoThrow);
    if (error || gone_) co_return false;
  }
  co_return true;
}

// Who follows has nothing more to say: what comes is forgotten, and its end is seen at once.
asio::awaitable<void> Connection::watch_for_end(std::shared_ptr<Connection> self) {
  std::array<char, 256> bytes;
  while (!self->gone_) {
    const auto [error, count] = co_await socket_.async_read_some(asio::buffer(bytes), kNoThrow);
    if (error) break;
  }
  if (!gone_) end();
}

}  // namespace mercato
