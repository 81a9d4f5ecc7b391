#include "9_serve/server.h"

#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read.hpp>
#include <set>
#include <thread>

#include "9_serve/connection.h"

namespace mercato {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

constexpr auto kNoThrow = asio::as_tuple(asio::use_awaitable);
constexpr auto kSweep = std::chrono::milliseconds(100), kPatience = std::chrono::milliseconds(5000);
constexpr std::size_t kWaitingEach = 256;  // requests that may wait for each worker
constexpr rlim_t kOtherFiles = 256;
constexpr std::string_view kFull =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\n"
    "Connection: close\r\n\r\n";

// Every connection is a file: the soft limit of many systems is 1024.
void allow_files(std::size_t connections) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t wanted = std::min<rlim_t>(limit.rlim_max, connections + kOtherFiles);
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted;
  setrlimit(RLIMIT_NOFILE, &limit);
}

unsigned worker_threads(unsigned asked) {
  return asked ? asked : std::max(2u, std::thread::hardware_concurrency());
}

Result<tcp::endpoint> endpoint_of(const ServeConfig& config) {
  boost::system::error_code error;
  const std::string name = config.address == "localhost" ? "127.0.0.1" : config.address;
  const auto address = asio::ip::make_address(name, error);
  if (error)
    return failure("serve.address", "is no address: '" + config.address + "'",
                   "write it as 127.0.0.1 or ::1; 0.0.0.0 is every network of this machine");
  return tcp::endpoint(address, config.port);
}

class AsioServer : public Server {
 public:
  AsioServer(const ServeConfig& config, Guard guard, std::shared_ptr<const Answers> answers,
             ServeParts parts)
      : config_(config),
        log_(parts.log),
        workers_(worker_threads(config.workers), worker_threads(config.workers) * kWaitingEach),
        site_(config_, std::move(guard), answers, std::move(parts)),
        hub_(
            std::move(answers),
            [this](std::function<void()> job) { asio::post(io_, std::move(job)); },
            config_.events_bytes),
        shared_{config_, site_, hub_, workers_, log_},
        acceptor_(io_),
        wake_(io_),
        timer_(io_) {
    site_.gauges = [this] {
      return Gauges{connections_.size(), shared_.streams, workers_.waiting(), hub_.told()};
    };
  }

  ~AsioServer() override {
    hub_.stop();
    workers_.join();
  }

  Result<void> bind() {
    const auto endpoint = endpoint_of(config_);
    if (!endpoint) return tl::unexpected(endpoint.error());
    boost::system::error_code error;
    acceptor_.open(endpoint->protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(*endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error)
      return failure(
          "serve", "cannot listen on port " + std::to_string(config_.port) + ": " + error.message(),
          "take another with --port, or 0 for any");
    const int descriptor = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (descriptor < 0) return failure("serve", "the system gives no more descriptors");
    wake_.assign(descriptor);
    allow_files(config_.connections);
    return {};
  }

  std::string url() const override {
    boost::system::error_code ignored;
    const auto end = acceptor_.local_endpoint(ignored);
    auto address = end.address();
    if (address.is_unspecified())
      address =
          address.is_v6() ? asio::ip::make_address("::1") : asio::ip::make_address("127.0.0.1");
    const std::string name =
        address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
    return "http://" + name + ":" + std::to_string(end.port());
  }

  void run() override {
    hub_.start();
    asio::co_spawn(io_, accept(), rethrow);
    asio::co_spawn(io_, sweep(), rethrow);
    asio::co_spawn(io_, wait_for_stop(), rethrow);
    io_.run();
    connections_.clear();
    hub_.stop();
    workers_.join();
  }

  void stop() override {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wake_.native_handle(), &one, sizeof one);
  }

 private:
  static void rethrow(std::exception_ptr) {}  // what coroutines throw ends them, and no more

  asio::awaitable<void> accept() {
    while (acceptor_.is_open()) {
      auto [error, socket] = co_await acceptor_.async_accept(kNoThrow);
      if (error == asio::error::operation_aborted) break;
      if (error) {  // too many files: they become fewer
        drop_idle();
        asio::steady_timer pause(io_, kSweep);
        co_await pause.async_wait(kNoThrow);
        continue;
      }
      take(std::move(socket));
    }
  }

  void take(tcp::socket socket) {
    if (connections_.size() >= config_.connections && !drop_idle()) return refuse(socket);
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    auto connection = std::make_shared<Connection>(std::move(socket), shared_);
    connections_.insert(connection);
    asio::co_spawn(io_, connection->run(), [this, connection](std::exception_ptr) {
      connection->end();
      connections_.erase(connection);
    });
  }

  // Who has asked nothing makes room for who wants to.
  bool drop_idle() {
    for (const auto& connection : connections_) {
      if (!connection->is_idle()) continue;
      connection->end();
      return true;
    }
    return false;
  }

  void refuse(tcp::socket& socket) {
    site_.metrics().count_refused_connection();
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(kFull.data(), kFull.size()), ignored);
  }

  asio::awaitable<void> sweep() {
    for (;;) {
      timer_.expires_after(kSweep);
      co_await timer_.async_wait(kNoThrow);
      const auto now = Connection::Clock::now();
      for (const auto& connection : connections_) connection->end_if_late(now);
      if (shared_.stopping && (connections_.empty() || now > give_up_)) break;
    }
    io_.stop();
  }

  asio::awaitable<void> wait_for_stop() {
    std::uint64_t count = 0;
    co_await asio::async_read(wake_, asio::buffer(&count, sizeof count), kNoThrow);
    shared_.stopping = true;
    give_up_ = Connection::Clock::now() + kPatience;
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    hub_.stop();
    for (const auto& connection : connections_) connection->ask_to_end();
  }

  const ServeConfig config_;
  const std::function<void(std::string_view)> log_;
  asio::io_context io_{1};
  WorkerPool workers_;
  Site site_;
  EventHub hub_;
  Shared shared_;
  tcp::acceptor acceptor_;
  asio::posix::stream_descriptor wake_;
  asio::steady_timer timer_;
  Connection::Clock::time_point give_up_;
  std::set<std::shared_ptr<Connection>> connections_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::create(const ServeConfig& config,
                                               std::shared_ptr<const Answers> answers,
                                               ServeParts parts) {
  auto guard = Guard::create(config);
  if (!guard) return tl::unexpected(guard.error());
  auto server =
      std::make_unique<AsioServer>(config, std::move(*guard), std::move(answers), std::move(parts));
  if (auto bound = server->bind(); !bound) return tl::unexpected(bound.error());
  return server;
}

}  // namespace mercato
