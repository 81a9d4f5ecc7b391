#include "9_serve/guard.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

constexpr const char* kToken = "correct horse battery staple";

Request request_for(const char* path, Method method = Method::get) {
  Request request;
  request.method = method;
  request.host = "localhost:8140";
  request.peer = "127.0.0.1";
  request.target = *parse_target(path);
  return request;
}

unsigned status(const Guard& guard, const Request& request) {
  const auto refused = guard.refuse(request, find_route(request.target, request.method));
  return refused ? refused->status : 200;
}

Guard guard_of(const ServeConfig& config) { return *Guard::create(config); }

TEST(Guard, knows_its_own_names_only) {
  const Guard guard = guard_of({});
  Request request = request_for("/healthz");
  EXPECT_EQ(status(guard, request), 200u);
  for (const char* host : {"127.0.0.1", "127.0.0.1:9", "[::1]:8140", "LOCALHOST"}) {
    request.host = host;
    EXPECT_EQ(status(guard, request), 200u) << host;
  }
  for (const char* host : {"evil.example", "localhost.evil.example", "localhost:80@evil.example",
                           "10.0.0.1", "localhost:x", "[::1", ":80"}) {
    request.host = host;
    EXPECT_EQ(status(guard, request), 421u) << host;
  }
  request.host = "";
  EXPECT_EQ(status(guard, request), 400u);
}

TEST(Guard, beyond_loopback_needs_a_token_or_a_statement) {
  ServeConfig config;
  config.address = "0.0.0.0";
  EXPECT_FALSE(Guard::create(config));
  config.open_reads = true;
  EXPECT_TRUE(Guard::create(config));
  config.open_reads.reset();
  config.token = kToken;
  const Guard guard = guard_of(config);
  Request request = request_for("/api/v1/events");
  request.host = "192.0.2.7:8140";
  EXPECT_EQ(status(guard, request), 401u);
  request.authorization = std::string("Bearer ") + kToken;
  EXPECT_EQ(status(guard, request), 200u);
}

TEST(Guard, writes_need_the_token) {
  Request request = request_for("/api/v1/documents", Method::post);
  EXPECT_EQ(status(guard_of({}), request), 403u);
  ServeConfig config;
  config.token = kToken;
  const Guard guard = guard_of(config);
  EXPECT_EQ(status(guard, request), 401u);
  for (const char* wrong : {"Bearer ", "Bearer wrong", "Basic x", "Bearer"}) {
    request.authorization = wrong;
    EXPECT_EQ(status(guard, request), 401u) << wrong;
  }
  request.authorization = std::string("bearer ") + kToken;
  EXPECT_EQ(status(guard, request), 200u);
}

TEST(Guard, an_empty_token_opens_nothing) {
  Request request = request_for("/api/v1/documents", Method::post);
  request.authorization = "Bearer ";
  EXPECT_EQ(status(guard_of({}), request), 403u);
}

// Metrics readable without login behind a proxy: CVE-2023-27591.
TEST(Guard, metrics_are_for_this_machine_and_not_for_who_comes_through_a_proxy) {
  ServeConfig config;
  config.token = kToken;
  config.trusted_proxies = {"127.0.0.2"};
  const Guard guard = guard_of(config);
  Request request = request_for("/metrics");
  EXPECT_EQ(status(guard, request), 200u);
  request.forwarded = true;
  EXPECT_EQ(status(guard, request), 401u);
  request.forwarded = false;
  request.peer = "127.0.0.2";
  EXPECT_EQ(status(guard, request), 401u);
  request.peer = "192.0.2.1";
  EXPECT_EQ(status(guard, request), 401u);
  request.authorization = std::string("Bearer ") + kToken;
  EXPECT_EQ(status(guard, request), 200u);
}

TEST(Guard, believes_a_proxy_that_is_named_and_no_other) {
  ServeConfig config;
  config.trusted_proxies = {"127.0.0.1", "10.0.0.0/8"};
  config.open_reads = true;
  const Guard guard = guard_of(config);
  Request request = request_for("/");
  request.forwarded_for = "198.51.100.7, 10.1.1.1";
  request.forwarded_proto = "https";
  EXPECT_EQ(guard.client(request), "198.51.100.7");
  EXPECT_EQ(guard.base_url(request), "https://localhost:8140");
  request.peer = "192.0.2.1";
  EXPECT_EQ(guard.client(request), "192.0.2.1");
  EXPECT_EQ(guard.base_url(request), "http://localhost:8140");
  request.peer = "127.0.0.1";
  request.forwarded_for = "not an address";
  EXPECT_EQ(guard.client(request), "127.0.0.1");
}

// Behind a proxy on this machine everybody comes from loopback.
TEST(Guard, reads_behind_a_proxy_are_closed_unless_they_are_opened) {
  ServeConfig config;
  config.public_url = "https://rumours.example";
  EXPECT_FALSE(Guard::create(config).has_value()) << "there is no token either";
  config.token = kToken;
  const Request request = request_for("/api/v1/today");
  EXPECT_EQ(status(guard_of(config), request), 401u);
  config.open_reads = true;
  EXPECT_EQ(status(guard_of(config), request), 200u);
}

TEST(Guard, other_origins_may_not_send) {
  ServeConfig config;
  config.origins = {"https://desk.example"};
  const Guard guard = guard_of(config);
  Request request = request_for("/api/v1/check", Method::post);
  request.origin = "https://evil.example";
  EXPECT_EQ(status(guard, request), 403u);
  EXPECT_EQ(guard.allowed_origin(request), "");
  request.origin = "null";
  EXPECT_EQ(status(guard, request), 403u);
  request.origin = "http://localhost:8140";
  EXPECT_EQ(status(guard, request), 200u);
  request.origin = "https://desk.example";
  EXPECT_EQ(status(guard, request), 200u);
  EXPECT_EQ(guard.allowed_origin(request), "https://desk.example");
}

TEST(Guard, refuses_methods_that_a_path_does_not_take) {
  const Guard guard = guard_of({});
  EXPECT_EQ(status(guard, request_for("/healthz", Method::post)), 405u);
  EXPECT_EQ(status(guard, request_for("/api/v1/check", Method::get)), 405u);
  EXPECT_EQ(status(guard, request_for("/", Method::other)), 405u);
}

TEST(Guard, refuses_headers_that_stand_twice) {
  Request request = request_for("/");
  request.twice = true;
  EXPECT_EQ(status(guard_of({}), request), 400u);
}

TEST(Guard, secrets_are_the_same_or_not) {
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("abc", "abd"));
  EXPECT_FALSE(same_secret("", "abc"));
}

}  // namespace
}  // namespace mercato
