#include "8_watch/test_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <cstdlib>
#include <stdexcept>

namespace mercato {
namespace {

constexpr std::size_t kMaxRequest = 1u << 20;

std::size_t body_length(const std::string& head) {
  const std::size_t at = head.find("Content-Length: ");
  return at == std::string::npos ? 0 : std::strtoull(head.c_str() + at + 16, nullptr, 10);
}

std::string read_request(int connection) {
  std::string out;
  char buffer[4096];
  std::size_t whole = std::string::npos;
  while (out.size() < kMaxRequest && (whole == std::string::npos || out.size() < whole)) {
    const ssize_t count = ::recv(connection, buffer, sizeof buffer, 0);
    if (count <= 0) break;
    out.append(buffer, static_cast<std::size_t>(count));
    const std::size_t end = out.find("\r\n\r\n");
    if (whole == std::string::npos && end != std::string::npos)
      whole = end + 4 + body_length(out.substr(0, end));
  }
  return out;
}

}  // namespace

TestServer::TestServer(const std::string& address, Answer answer, std::chrono::milliseconds drip,
                       int port)
    : address_(address), answer_(std::move(answer)), drip_(drip) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in name{};
  name.sin_family = AF_INET;
  name.sin_port = htons(static_cast<std::uint16_t>(port));
  ::inet_pton(AF_INET, address.c_str(), &name.sin_addr);
  socklen_t size = sizeof name;
  if (::bind(listener_, reinterpret_cast<sockaddr*>(&name), size) != 0 ||
      ::listen(listener_, 64) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&name), &size) != 0) {
    ::close(listener_);
    throw std::runtime_error("the test server cannot listen");
  }
  port_ = ntohs(name.sin_port);
  acceptor_ = std::thread([this] { accept_all(); });
}

TestServer::~TestServer() {
  stop_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  for (std::thread& worker : workers_) worker.join();
  ::close(listener_);
}

void TestServer::accept_all() {
  while (!stop_) {
    pollfd ready{listener_, POLLIN, 0};
    if (::poll(&ready, 1, 50) <= 0) continue;
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    ++connections_;
    workers_.emplace_back([this, connection] { serve(connection); });
  }
}

void TestServer::serve(int connection) {
  const int now = ++at_once_;
  for (int most = most_at_once_; now > most && !most_at_once_.compare_exchange_weak(most, now);) {
  }
  const timeval patience{2, 0};
  ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  const std::string request = read_request(connection);
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
  }
  const std::string answer = answer_(request);
  --at_once_;  // before its last byte, after which the client may come again
  send_all(connection, answer);
  ::close(connection);
}

void TestServer::send_all(int connection, const std::string& bytes) const {
  const std::size_t step = drip_.count() ? 1 : bytes.size();
  for (std::size_t at = 0; at < bytes.size() && !stop_; at += step) {
    if (drip_.count()) std::this_thread::sleep_for(drip_);
    for (std::size_t sent = 0; sent < step;) {
      const ssize_t count = ::send(connection, bytes.data() + at + sent, step - sent, MSG_NOSIGNAL);
      if (count <= 0) return;
      sent += static_cast<std::size_t>(count);
    }
  }
}

std::vector<std::string> TestServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

std::string http_answer(const std::string& status, const std::string& headers,
                        const std::string& body) {
  return "HTTP/1.1 " + status + "\r\n" + headers +
         "Connection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string packed_with_gzip(const std::string& bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib cannot start");
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace mercato
