// How is one client served? Request after request in their order, each within its time.
//
// All of it runs on the thread of the connections. Deadlines are kept here and enforced by a sweep
// of the server over all connections: whoever is late is cancelled, whatever it waits for.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "9_serve/event_hub.h"
#include "9_serve/site.h"
#include "9_serve/wire.h"
#include "9_serve/worker_pool.h"

namespace mercato {

// What all connections share.
struct Shared {
  const ServeConfig& config;
  Site& site;
  EventHub& hub;
  WorkerPool& workers;
  const std::function<void(std::string_view)>& log;
  bool stopping = false;
  std::size_t streams = 0;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Clock = std::chrono::steady_clock;
  using Socket = boost::asio::ip::tcp::socket;

  Connection(Socket socket, Shared& shared);

  boost::asio::awaitable<void> run();

  void end_if_late(Clock::time_point now);
  // Ends it as soon as what is under way is answered. Neither this nor the two around it resumes a
  // coroutine: that is left to the loop.
  void ask_to_end();
  void end();
  bool is_idle() const { return phase_ == Phase::idle; }

 private:
  enum class Phase : std::uint8_t { idle, reading, working, writing, streaming };
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  template <typename T>
  using Awaitable = boost::asio::awaitable<T>;

  // Whether another request may follow.
  Awaitable<bool> serve_one();
  Awaitable<bool> wait_for_request();
  Awaitable<bool> refuse_broken(boost::beast::error_code error);
  Awaitable<bool> read_body(Parser& parser, Request& request);
  Awaitable<bool> answer(Request& request, const Route& route, bool keep_alive);
  Awaitable<Response> response_of(Work work);
  Awaitable<bool> send(Response response, const Request& request, std::string_view label,
                       bool keep_alive);
  Awaitable<bool> write(std::string_view header, std::string_view body);
  // Reads and forgets what still comes, so that the last response is not lost to a reset.
  Awaitable<void> linger();

  Awaitable<void> stream(Request& request, EventStream asked);
  Awaitable<bool> catch_up(Subscription& subscription, const ClaimFilter& filter, Row after);
  Awaitable<bool> follow(Subscription& subscription);
  Awaitable<bool> write_events(std::vector<Bytes> events);
  Awaitable<void> watch_for_end(std::shared_ptr<Connection> self);

  void enter(Phase phase, Clock::duration most);
  void enter_unbounded(Phase phase);
  OutgoingOptions options_for(const Request& request, bool keep_alive);
  void record(const Request& request, std::string_view label, unsigned status, std::size_t bytes);

  Socket socket_;
  Shared& shared_;
  std::string peer_, date_;
  boost::beast::flat_buffer buffer_;
  boost::asio::steady_timer wake_;
  Phase phase_ = Phase::idle;
  Clock::time_point deadline_, begun_;
  bool late_ = false, gone_ = false;
  std::string origin_;
};

}  // namespace mercato
