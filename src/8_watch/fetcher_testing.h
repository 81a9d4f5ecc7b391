// What the tests of the fetcher share: options that permit this machine, and simple servers.
#pragma once

#include "8_watch/fetcher.h"
#include "8_watch/test_server.h"

namespace mercato {

inline Fetcher::Options options(const char* allowed = "127.0.0.1") {
  Fetcher::Options out;
  out.limits.between_on_host = std::chrono::milliseconds(0);
  out.limits.connect = std::chrono::milliseconds(2'000);
  out.limits.total = std::chrono::milliseconds(5'000);
  if (*allowed) out.allow.push_back(*AddressRange::parse(allowed));
  return out;
}

inline FetchRequest get(const std::string& url) {
  FetchRequest out;
  out.url = url;
  return out;
}

inline std::string hello(const std::string&) {
  return http_answer("200 OK", "Content-Type: text/plain\r\nETag: \"v1\"\r\n", "hello");
}

// Answers everything with a redirect to `target`.
inline TestServer::Answer redirect(const std::string& status, const std::string& target) {
  return
      [=](const std::string&) { return http_answer(status, "Location: " + target + "\r\n", ""); };
}

}  // namespace mercato
