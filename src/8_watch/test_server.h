// A web server of this machine for the tests of 8_watch: answers each connection once with the
// bytes that the test gives, and remembers what it was asked.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mercato {

class TestServer {
 public:
  // The whole answer to a request (its head and body), head included. Called on other threads.
  using Answer = std::function<std::string(const std::string& request)>;
  // `drip`: a pause before each byte of the answer. Throws where the port is taken.
  TestServer(const std::string& address, Answer answer, std::chrono::milliseconds drip = {},
             int port = 0);
  ~TestServer();
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  int port() const { return port_; }
  std::string url(const std::string& path = "/") const {
    return "http://" + address_ + ":" + std::to_string(port_) + path;
  }
  std::vector<std::string> requests() const;
  int connections() const { return connections_; }
  int most_at_once() const { return most_at_once_; }

 private:
  void accept_all();
  void serve(int connection);
  void send_all(int connection, const std::string& bytes) const;

  std::string address_;
  Answer answer_;
  std::chrono::milliseconds drip_;
  int listener_ = -1, port_ = 0;
  std::atomic<bool> stop_{false};
  std::atomic<int> connections_{0}, at_once_{0}, most_at_once_{0};
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::vector<std::thread> workers_;
  std::thread acceptor_;
};

// "HTTP/1.1 200 OK" with these headers ("A: b\r\n…") and this body.
std::string http_answer(const std::string& status, const std::string& headers,
                        const std::string& body);
std::string packed_with_gzip(const std::string& bytes);

}  // namespace mercato
