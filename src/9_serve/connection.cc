#include "9_serve/connection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>

#include "9_serve/negotiation.h"
#include "9_serve/problem_response.h"

namespace mercato {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr auto kNoThrow = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kReadAtOnce = 8u << 10, kMostBuffered = 64u << 10, kChunk = 256u << 10,
                      kMostLingered = 4u << 20;
constexpr auto kLinger = std::chrono::seconds(2);

std::string address_of(const Connection::Socket& socket) {
  boost::system::error_code error;
  const auto end = socket.remote_endpoint(error);
  if (error) return {};
  auto address = end.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  return address.to_string();
}

// 0: there is nothing to say, or nobody to say it to.
unsigned status_of(boost::beast::error_code error) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow) return 431;
  if (error == http::error::body_limit) return 413;
  if (error == http::error::end_of_stream || error == http::error::partial_message) return 0;
  return error.category() == make_error_code(http::error::bad_target).category() ? 400 : 0;
}

unsigned status_of_target(const Request& request) {
  return request.raw_target.size() > kMostTargetBytes ? 414 : 400;
}

std::string printable(std::string_view text) {
  std::string out(text.substr(0, 200));
  for (char& c : out) {
    if (c < 0x20 || c > 0x7E || c == '"') c = '?';
  }
  return out;
}

}  // namespace

Connection::Connection(Socket socket, Shared& shared)
    : socket_(std::move(socket)),
      shared_(shared),
      peer_(address_of(socket_)),
      buffer_(shared.config.header_bytes + kMostBuffered),
      wake_(socket_.get_executor()) {
  enter(Phase::idle, shared.config.idle);
}

void Connection::enter(Phase phase, Clock::duration most) {
  phase_ = phase;
  late_ = false;
  deadline_ = Clock::now() + most;
}

void Connection::enter_unbounded(Phase phase) {
  phase_ = phase;
  late_ = false;
  deadline_ = Clock::time_point::max();
}

void Connection::end_if_late(Clock::time_point now) {
  if (now < deadline_) return;
  late_ = true;
  shared_.site.metrics().count_timeout();
  if (phase_ == Phase::reading) {
    deadline_ = now + kLinger;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
  } else {
    end();
  }
}

void Connection::ask_to_end() {
  if (phase_ == Phase::idle) end();
}

void Connection::end() {
  boost::system::error_code ignored;
  socket_.close(ignored);
  wake_.cancel();
  gone_ = true;
  deadline_ = Clock::time_point::max();
}

asio::awaitable<void> Connection::run() {
  for (bool more = true; more;) more = co_await serve_one();
  end();
}

asio::awaitable<bool> Connection::wait_for_request() {
  if (buffer_.size() > 0) co_return true;
  enter(Phase::idle, shared_.config.idle);
  const auto [error, count] =
      co_await socket_.async_read_some(buffer_.prepare(kReadAtOnce), kNoThrow);
  buffer_.commit(count);
  co_return !error && !gone_;
}

asio::awaitable<bool> Connection::refuse_broken(boost::beast::error_code error) {
  const unsigned status = late_ ? 408 : status_of(error);
  if (status == 0 || gone_) co_return false;
  Request request;
  request.verb = "-";
  co_await send(
      problem_response(status, status == 408   ? "the request took too long"
                               : status == 400 ? "the request is no HTTP as it should be"
                                               : "the request is larger than this server takes"),
      request, "broken", false);
  co_await linger();
  co_return false;
}

asio::awaitable<bool> Connection::serve_one() {
  if (shared_.stopping) co_return false;
  if (!co_await wait_for_request()) co_return false;
  enter(Phase::reading, shared_.config.request);
  begun_ = Clock::now();
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(shared_.config.header_bytes));
  parser.body_limit(shared_.config.body_bytes);
  const auto [error, count] = co_await http::async_read_header(socket_, buffer_, parser, kNoThrow);
  if (error) co_return co_await refuse_broken(error);

  Request request = to_request(parser.get(), peer_);
  // A body of a coding that we do not read would be taken for the next request.
  const bool unread_coding = parser.get().count(http::field::transfer_encoding) > 0 &&
                             (!parser.chunked() || parser.get().version() < 11);
  const bool keep_alive =
      parser.get().keep_alive() && parser.get().version() >= 11 && !unread_coding;
  auto target = parse_target(request.raw_target);
  std::optional<Response> refused;
  Route route;
  if (unread_coding) {
    route.label = "broken";
    refused = problem_response(400, "the body's transfer coding is not read here",
                               "send it chunked or with its length");
  } else if (target) {
    request.target = std::move(*target);
    route = find_route(request.target, request.method);
    refused = shared_.site.admit(request, route);
  } else {
    route.label = "broken";
    refused = problem_response({status_of_target(request), target.error().message,
                                target.error().hint, target.error().where});
  }
  if (refused) {
    // A body that nobody wants is not waited for.
    const bool follows = keep_alive && parser.is_done();
    const bool sent = co_await send(std::move(*refused), request, route.label, follows);
    if (!follows && sent) co_await linger();
    co_return follows&& sent;
  }
  if (!parser.is_done()) {
    const bool whole = co_await read_body(parser, request);
    if (!whole) co_return false;
  }
  request.body = std::move(parser.get().body());
  co_return co_await answer(request, route, keep_alive);
}

asio::awaitable<bool> Connection::read_body(Parser& parser, Request& request) {
  enter(Phase::reading, shared_.config.request);
  const std::string expect(parser.get()[http::field::expect]);
  if (!expect.empty()) {
    if (!equal_ignoring_case(expect, "100-continue")) {
      co_await send(problem_response(417, "this expectation cannot be met"), request, "broken",
                    false);
      co_return false;
    }
    if (!co_await write("HTTP/1.1 100 Continue\r\n\r\n", {})) co_return false;
    enter(Phase::reading, shared_.config.request);
  }
  const auto [error, count] = co_await http::async_read(socket_, buffer_, parser, kNoThrow);
  if (!error) co_return true;
  co_await refuse_broken(error);
  co_return false;
}

asio::awaitable<bool> Connection::answer(Request& request, const Route& route, bool keep_alive) {
  Handling handling = shared_.site.handle(request, route);
  if (auto* asked = std::get_if<EventStream>(&handling)) {
    EventStream moved = std::move(*asked);
    co_await stream(request, std::move(moved));
    co_return false;
  }
  Response response;
  if (auto* work = std::get_if<Work>(&handling)) {
    Work moved = std::move(*work);
    response = co_await response_of(std::move(moved));
  } else {
    response = std::move(std::get<Response>(handling));
  }
  const bool follows = keep_alive && !shared_.stopping;
  const bool sent = co_await send(std::move(response), request, route.label, follows);
  co_return sent&& follows;
}

asio::awaitable<Response> Connection::response_of(Work work) {
  enter_unbounded(Phase::working);
  std::optional<Response> response = co_await on_worker<Response>(shared_.workers, std::move(work));
  if (response) co_return std::move(*response);
  co_return problem_response(503, "too much is asked at once", "try again soon");
}

OutgoingOptions Connection::options_for(const Request& request, bool keep_alive) {
  date_ = http_date(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()));
  origin_ = shared_.site.guard().allowed_origin(request);
  return {keep_alive, origin_, !shared_.config.origins.empty(), date_};
}

asio::awaitable<bool> Connection::send(Response response, const Request& request,
                                       std::string_view label, bool keep_alive) {
  const Outgoing out = to_wire(response, request, options_for(request, keep_alive));
  const std::string_view body = out.body ? std::string_view(*out.body) : std::string_view();
  const bool sent = co_await write(out.header, body);
  record(request, label, out.status, body.size());
  co_return sent;
}

// In pieces, each within its time: a large answer may take long, a reader that stands still may
// not.
asio::awaitable<bool> Connection::write(std::string_view header, std::string_view body) {
  std::string_view first = header;
  do {
    enter(Phase::writing, shared_.config.idle);
    const std::string_view piece = body.substr(0, kChunk);
    body.remove_prefix(piece.size());
    const std::array<asio::const_buffer, 2> buffers = {
        asio::const_buffer(first.data(), first.size()),
        asio::const_buffer(piece.data(), piece.size())};
    const auto [error, count] = co_await asio::async_write(socket_, buffers, kNoThrow);
    if (error || gone_) co_return false;
    first = {};
  } while (!body.empty());
  co_return true;
}

asio::awaitable<void> Connection::linger() {
  enter(Phase::writing, kLinger);  // late: closed without a word
  boost::system::error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  std::array<char, kReadAtOnce> bytes;
  for (std::size_t all = 0; all < kMostLingered && !gone_;) {
    const auto [error, count] = co_await socket_.async_read_some(asio::buffer(bytes), kNoThrow);
    if (error) break;
    all += count;
  }
}

void Connection::record(const Request& request, std::string_view label, unsigned status,
                        std::size_t bytes) {
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun_);
  shared_.site.metrics().count(label, status, took, bytes);
  if (!shared_.log) return;
  // Of the header nothing: it may hold a token.
  shared_.log(shared_.site.guard().client(request) + " \"" + printable(request.verb) + " " +
              printable(request.raw_target) + "\" " + std::to_string(status) + " " +
              std::to_string(bytes) + " " + std::to_string(took.count()) + "us");
}

}  // namespace mercato
