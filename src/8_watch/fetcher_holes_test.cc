// Ways in that tools like this one left open (shared notes, PEERS.md), each with its own case.
#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>

#include "8_watch/curl_fetcher.h"
#include "8_watch/fetcher_testing.h"

namespace mercato {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

TEST(FetcherHoles, ssrf_directly_in_every_spelling_of_loopback) {
  const TestServer server("127.0.0.1", hello);
  const std::string port = ":" + std::to_string(server.port()) + "/";
  for (const char* host :
       {"127.0.0.1", "localhost", "2130706433", "0x7f.1", "0x7f000001", "017700000001", "127.1",
        "0", "[::ffff:127.0.0.1]", "[::1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "127.0.0.1."}) {
    const auto got = fetch(options(""), get("http://" + std::string(host) + port));
    EXPECT_FALSE(got.has_value()) << host;
  }
  EXPECT_EQ(server.connections(), 0);
  const auto refused = fetch(options(""), get(server.url()));
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().message.find("127.0.0.1 is not of the public internet"),
            std::string::npos);
}

TEST(FetcherHoles, ssrf_metadata_address_is_refused_without_a_connection) {
  const auto begin = Clock::now();
  for (const char* url : {"http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/",
                          "http://[fd00:ec2::254]/", "http://10.0.0.1/", "http://0.0.0.0/"}) {
    const auto got = fetch(options(""), get(url));
    ASSERT_FALSE(got.has_value()) << url;
    EXPECT_NE(got.error().message.find("public internet"), std::string::npos)
        << got.error().message;
  }
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(2));
}

TEST(FetcherHoles, ssrf_by_redirect_to_a_refused_address) {
  const TestServer inside("127.0.0.2", hello);
  const TestServer outside("127.0.0.1", redirect("302 Found", inside.url("/secret")));
  const auto got = fetch(options(), get(outside.url()));
  ASSERT_FALSE(got.has_value());
  EXPECT_NE(got.error().message.find("127.0.0.2"), std::string::npos);
  EXPECT_EQ(outside.connections(), 1);
  EXPECT_EQ(inside.connections(), 0);
}

TEST(FetcherHoles, ssrf_by_redirect_to_another_scheme) {
  for (const char* target : {"file:///etc/passwd", "gopher://127.0.0.1:25/x", "ftp://127.0.0.1/",
                             "http://user:secret@127.0.0.1/"}) {
    const TestServer server("127.0.0.1", redirect("302 Found", target));
    const auto got = fetch(options(), get(server.url()));
    ASSERT_FALSE(got.has_value()) << target;
    EXPECT_EQ(got.error().to_string().find("secret"), std::string::npos);
  }
}

std::pair<std::unique_ptr<TestServer>, std::unique_ptr<TestServer>> servers_of_one_port() {
  for (int tries = 0;; ++tries) {
    auto outside = std::make_unique<TestServer>("127.0.0.1", hello);
    try {
      auto inside =
          std::make_unique<TestServer>("127.0.0.2", hello, milliseconds(0), outside->port());
      return {std::move(outside), std::move(inside)};
    } catch (const std::runtime_error&) {
      if (tries == 20) throw;
    }
  }
}

TEST(FetcherHoles, dns_rebinding_between_two_requests) {
  const auto [outside, inside] = servers_of_one_port();
  int turn = 0;
  curl_slist* lists[2] = {};
  const auto resolver = [&](CURL* easy, const Url& url) {
    const std::string name = url.host + ":" + std::to_string(url.port) + ":";
    const std::string line = "+" + name + (turn == 0 ? "127.0.0.1" : "127.0.0.2");
    lists[turn] = curl_slist_append(nullptr, line.c_str());
    curl_easy_setopt(easy, CURLOPT_RESOLVE, lists[turn]);
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    ++turn;
  };
  auto fetcher = create_fetcher(options(), resolver);
  ASSERT_TRUE(fetcher.has_value());
  std::vector<Result<Fetched>> got;
  for (int i = 0; i < 2; ++i) {
    (*fetcher)->start(get("http://rebind.example:" + std::to_string(outside->port()) + "/"),
                      [&](Result<Fetched> result) { got.push_back(std::move(result)); });
    while ((*fetcher)->run(milliseconds(100))) {
    }
  }
  fetcher->reset();
  for (curl_slist* list : lists) curl_slist_free_all(list);
  ASSERT_EQ(got.size(), 2u);
  EXPECT_TRUE(got[0].has_value());
  EXPECT_FALSE(got[1].has_value());
  EXPECT_EQ(outside->connections(), 1);
  EXPECT_EQ(inside->connections(), 0);
}

TEST(FetcherHoles, a_name_with_a_permitted_and_a_refused_address_reaches_only_the_permitted) {
  const TestServer outside("127.0.0.1", hello);
  const std::string port = std::to_string(outside.port());
  curl_slist* list =
      curl_slist_append(nullptr, ("two.example:" + port + ":127.0.0.2,127.0.0.1").c_str());
  auto fetcher = create_fetcher(
      options(), [list](CURL* easy, const Url&) { curl_easy_setopt(easy, CURLOPT_RESOLVE, list); });
  ASSERT_TRUE(fetcher.has_value());
  std::optional<Result<Fetched>> got;
  (*fetcher)->start(get("http://two.example:" + port + "/"),
                    [&](Result<Fetched> result) { got = std::move(result); });
  while (!got && (*fetcher)->run(milliseconds(100))) {
  }
  fetcher->reset();
  curl_slist_free_all(list);
  ASSERT_TRUE(got.has_value());
  EXPECT_TRUE(got->has_value()) << got->error().to_string();
}

TEST(FetcherHoles, proxy_settings_of_the_environment_are_not_read) {
  const TestServer proxy("127.0.0.1", hello);
  const TestServer server("127.0.0.1", hello);
  ::setenv("http_proxy", proxy.url().c_str(), 1);
  ::setenv("all_proxy", proxy.url().c_str(), 1);
  const auto got = fetch(options(), get(server.url()));
  ::unsetenv("http_proxy");
  ::unsetenv("all_proxy");
  EXPECT_TRUE(got.has_value());
  EXPECT_EQ(proxy.connections(), 0);
  EXPECT_EQ(server.connections(), 1);
}

TEST(FetcherHoles, a_compression_bomb_ends_at_the_limit) {
  const std::string bomb = packed_with_gzip(std::string(64u << 20, '\0'));
  ASSERT_LT(bomb.size(), 100'000u);
  const TestServer server("127.0.0.1", [&](const std::string&) {
    return http_answer("200 OK", "Content-Encoding: gzip\r\n", bomb);
  });
  auto small = options();
  small.limits.body = 1u << 20;
  const auto got = fetch(small, get(server.url()));
  ASSERT_FALSE(got.has_value());
  EXPECT_NE(got.error().message.find("more than 1048576 bytes"), std::string::npos);
}

}  // namespace
}  // namespace mercato
