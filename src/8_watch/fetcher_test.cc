#include "8_watch/fetcher.h"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>

#include "8_watch/fetcher_testing.h"

namespace mercato {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

TEST(Fetcher, brings_what_a_server_answers) {
  const TestServer server("127.0.0.1", hello);
  const auto got = fetch(options(), get(server.url("/a")));
  ASSERT_TRUE(got.has_value()) << got.error().to_string();
  EXPECT_EQ(got->status, 200);
  EXPECT_EQ(got->body, "hello");
  EXPECT_EQ(got->type, "text/plain");
  EXPECT_EQ(got->etag, "\"v1\"");
  EXPECT_EQ(got->url, server.url("/a"));
  EXPECT_FALSE(got->moved_for_good);
  ASSERT_EQ(server.requests().size(), 1u);
  EXPECT_NE(server.requests()[0].find("User-Agent: mercato/"), std::string::npos);
  EXPECT_EQ(server.requests()[0].find("Cookie"), std::string::npos);
}

TEST(Fetcher, asks_conditionally_and_hears_that_nothing_changed) {
  const TestServer server("127.0.0.1", [](const std::string& request) {
    return request.find("If-None-Match: \"v1\"") != std::string::npos
               ? http_answer("304 Not Modified", "", "")
               : hello(request);
  });
  FetchRequest request = get(server.url());
  request.etag = "\"v1\"";
  request.last_modified = "Wed, 21 Oct 2015 07:28:00 GMT";
  const auto got = fetch(options(), request);
  ASSERT_TRUE(got.has_value());
  EXPECT_EQ(got->status, 304);
  EXPECT_NE(server.requests()[0].find("If-Modified-Since: Wed, 21 Oct 2015 07:28:00 GMT"),
            std::string::npos);
}

TEST(Fetcher, posts_with_headers) {
  const TestServer server("127.0.0.1", hello);
  FetchRequest request = get(server.url("/hook"));
  request.method = "POST";
  request.body = "{\"a\":1}";
  request.headers = {{"Content-Type", "application/json"},
                     {"X-Signature", "abc"},
                     {"X-Broken", "a\r\nX-Injected: 1"}};
  ASSERT_TRUE(fetch(options(), request).has_value());
  const std::string seen = server.requests().at(0);
  EXPECT_TRUE(seen.starts_with("POST /hook HTTP/1.1"));
  EXPECT_NE(seen.find("X-Signature: abc"), std::string::npos);
  EXPECT_EQ(seen.find("X-Injected"), std::string::npos);
  EXPECT_TRUE(seen.ends_with("\r\n\r\n{\"a\":1}"));
}

TEST(Fetcher, does_not_carry_a_post_elsewhere) {
  const TestServer target("127.0.0.1", hello);
  const TestServer server("127.0.0.1", redirect("307 Temporary Redirect", target.url("/stolen")));
  FetchRequest request = get(server.url());
  request.method = "POST";
  const auto got = fetch(options(), request);
  ASSERT_TRUE(got.has_value());
  EXPECT_EQ(got->status, 307);
  EXPECT_EQ(target.connections(), 0);
}

TEST(Fetcher, gives_headers_only_to_whom_they_were_meant_for) {
  const TestServer target("127.0.0.1", hello);
  const TestServer server("127.0.0.1", redirect("302 Found", target.url()));
  FetchRequest request = get(server.url());
  request.headers = {{"Authorization", "Bearer secret"}};
  request.etag = "\"mine\"";
  ASSERT_TRUE(fetch(options(), request).has_value());
  EXPECT_NE(server.requests().at(0).find("Bearer secret"), std::string::npos);
  EXPECT_EQ(target.requests().at(0).find("Bearer secret"), std::string::npos);
  EXPECT_EQ(target.requests().at(0).find("If-None-Match"), std::string::npos);
}

TEST(Fetcher, follows_redirects_and_knows_which_are_for_good) {
  const TestServer target("127.0.0.1", hello);
  const TestServer forever("127.0.0.1", redirect("301 Moved Permanently", target.url("/new")));
  const TestServer mixed("127.0.0.1", redirect("302 Found", forever.url()));
  const auto moved = fetch(options(), get(forever.url()));
  ASSERT_TRUE(moved.has_value());
  EXPECT_EQ(moved->url, target.url("/new"));
  EXPECT_TRUE(moved->moved_for_good);
  const auto for_now = fetch(options(), get(mixed.url()));
  ASSERT_TRUE(for_now.has_value());
  EXPECT_EQ(for_now->url, target.url("/new"));
  EXPECT_FALSE(for_now->moved_for_good);
}

TEST(Fetcher, ends_a_circle_of_redirects) {
  const TestServer server("127.0.0.1", redirect("302 Found", "/again"));
  const auto got = fetch(options(), get(server.url()));
  ASSERT_FALSE(got.has_value());
  EXPECT_NE(got.error().message.find("redirects"), std::string::npos);
  EXPECT_EQ(server.connections(), 6);
}

// Miniflux GHSA-xwh2-742g-w3wp, RSSHub GHSA-64wp-jh9p-5cg2: no way to our own network at all.
// adbar/trafilatura#910: only the first hop was checked.
// One on 127.0.0.1, one on 127.0.0.2.
// The name resolves to a permitted address first and to a refused one the second time. Here
// 127.0.0.1 stands for the permitted one.
TEST(Fetcher, refuses_a_body_over_the_limit) {
  const TestServer server("127.0.0.1", [](const std::string&) {
    return http_answer("200 OK", "", std::string(200'000, 'x'));
  });
  auto small = options();
  small.limits.body = 100'000;
  const auto got = fetch(small, get(server.url()));
  ASSERT_FALSE(got.has_value());
  EXPECT_NE(got.error().message.find("more than 100000 bytes"), std::string::npos);
}

TEST(Fetcher, unpacks_gzip) {
  const TestServer server("127.0.0.1", [](const std::string&) {
    return http_answer("200 OK", "Content-Encoding: gzip\r\n", packed_with_gzip("hello, packed"));
  });
  const auto got = fetch(options(), get(server.url()));
  ASSERT_TRUE(got.has_value());
  EXPECT_EQ(got->body, "hello, packed");
  const std::string seen = server.requests().at(0);
  EXPECT_NE(seen.find("Accept-Encoding: "), std::string::npos);
  EXPECT_NE(seen.find("gzip"), std::string::npos);
  EXPECT_NE(seen.find("br"), std::string::npos);
}

TEST(Fetcher, unpacks_brotli) {
  const TestServer server("127.0.0.1", [](const std::string&) {
    return http_answer("200 OK", "Content-Encoding: br\r\n", "\x0b\x02\x80hello\x03");
  });
  const auto got = fetch(options(), get(server.url()));
  ASSERT_TRUE(got.has_value()) << got.error().to_string();
  EXPECT_EQ(got->body, "hello");
}

TEST(Fetcher, refuses_a_head_over_the_limit) {
  const TestServer server("127.0.0.1", [](const std::string&) {
    std::string headers;
    for (int i = 0; i < 3000; ++i)
      headers += "X-" + std::to_string(i) + ": " + std::string(40, 'y') + "\r\n";
    return http_answer("200 OK", headers, "x");
  });
  const auto got = fetch(options(), get(server.url()));
  ASSERT_FALSE(got.has_value());
  EXPECT_NE(got.error().message.find("head"), std::string::npos);
}

TEST(Fetcher, gives_up_on_a_server_that_drips) {
  const TestServer server("127.0.0.1", hello, milliseconds(100));
  auto quick = options();
  quick.limits.total = milliseconds(500);
  const auto begin = Clock::now();
  EXPECT_FALSE(fetch(quick, get(server.url())).has_value());
  EXPECT_LT(Clock::now() - begin, milliseconds(3'000));
}

TEST(Fetcher, tells_a_dead_host) {
  int port = 0;
  { port = TestServer("127.0.0.1", hello).port(); }
  const auto got = fetch(options(), get("http://127.0.0.1:" + std::to_string(port) + "/"));
  ASSERT_FALSE(got.has_value());
  EXPECT_EQ(got.error().where, "http://127.0.0.1:" + std::to_string(port) + "/");
}

TEST(Fetcher, reads_how_long_a_server_asks_to_wait) {
  const TestServer server("127.0.0.1", [](const std::string&) {
    return http_answer("429 Too Many Requests", "Retry-After: 77\r\n", "");
  });
  const auto got = fetch(options(), get(server.url()));
  ASSERT_TRUE(got.has_value());
  EXPECT_EQ(got->status, 429);
  EXPECT_EQ(got->retry_after, std::chrono::seconds(77));
}

TEST(Fetcher, keeps_few_requests_to_one_host_and_spaces_them) {
  const TestServer server("127.0.0.1", [](const std::string& request) {
    std::this_thread::sleep_for(milliseconds(60));
    return hello(request);
  });
  auto polite = options();
  polite.limits.at_once_each_host = 2;
  polite.limits.between_on_host = milliseconds(20);
  auto fetcher = Fetcher::create(polite);
  ASSERT_TRUE(fetcher.has_value());
  int done = 0;
  for (int i = 0; i < 8; ++i)
    (*fetcher)->start(get(server.url()), [&](Result<Fetched> got) { done += got.has_value(); });
  const auto begin = Clock::now();
  while ((*fetcher)->run(milliseconds(200))) {
  }
  EXPECT_EQ(done, 8);
  EXPECT_LE(server.most_at_once(), 2);
  EXPECT_GE(Clock::now() - begin, milliseconds(140));
}

TEST(Fetcher, a_slow_host_does_not_hold_up_another) {
  const TestServer slow("127.0.0.1", hello, milliseconds(5));
  const TestServer fast("127.0.0.2", hello);
  auto fetcher = Fetcher::create(options("127.0.0.0/8"));
  ASSERT_TRUE(fetcher.has_value());
  std::vector<std::string> order;
  for (const TestServer* server : {&slow, &fast})
    (*fetcher)->start(get(server->url()), [&](Result<Fetched> got) {
      order.push_back(got ? got->url : got.error().to_string());
    });
  while ((*fetcher)->run(milliseconds(200))) {
  }
  EXPECT_EQ(order, (std::vector<std::string>{fast.url(), slow.url()}));
}

TEST(Fetcher, goes_on_after_a_callback_that_throws) {
  const TestServer server("127.0.0.1", hello);
  auto fetcher = Fetcher::create(options());
  ASSERT_TRUE(fetcher.has_value());
  int done = 0;
  for (int i = 0; i < 4; ++i)
    (*fetcher)->start(get(server.url()), [&, i](Result<Fetched>) {
      ++done;
      if (i % 2 == 0) throw std::runtime_error("callback");
    });
  for (bool more = true; more;) {
    try {
      more = (*fetcher)->run(milliseconds(200));
    } catch (const std::runtime_error&) {
    }
  }
  EXPECT_EQ(done, 4);
}

TEST(Fetcher, takes_new_requests_and_a_cancel_from_a_callback) {
  const TestServer server("127.0.0.1", hello);
  auto fetcher = Fetcher::create(options());
  ASSERT_TRUE(fetcher.has_value());
  int done = 0;
  (*fetcher)->start(get(server.url("/1")), [&](Result<Fetched>) {
    ++done;
    (*fetcher)->start(get(server.url("/2")), [&](Result<Fetched>) {
      ++done;
      (*fetcher)->start(get(server.url("/3")), [&](Result<Fetched>) { ++done; });
      (*fetcher)->cancel_all();
    });
  });
  while ((*fetcher)->run(milliseconds(200))) {
  }
  EXPECT_EQ(done, 2);
  EXPECT_EQ(server.connections(), 2);
}

}  // namespace
}  // namespace mercato
