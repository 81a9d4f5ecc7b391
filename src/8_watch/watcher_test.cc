#include "8_watch/watcher.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>

#include "8_watch/test_server.h"
#include "8_watch/watch_state.h"

namespace mercato {
namespace {

using std::chrono::milliseconds;

constexpr Instant kNow = 1'718'186'400;  // 2024-06-12T10:00:00Z

std::string rss(const std::string& items) {
  return "<?xml version='1.0'?><rss version='2.0'><channel><title>Daily</title>" + items +
         "</channel></rss>";
}

std::string item(const std::string& id, const std::string& text) {
  return "<item><guid>" + id + "</guid><title>" + text + "</title></item>";
}

std::string page(const std::string& title) {
  std::string text;
  for (int i = 0; i < 8; ++i) text += "The club has said so, and the player said it too. ";
  return http_answer("200 OK", "Content-Type: text/html\r\n",
                     "<html><head><title>" + title + "</title></head><body><article><h1>" + title +
                         "</h1><p>" + text + "</p></article></body></html>");
}

class WatcherTest : public ::testing::Test {
 protected:
  void SetUp() override {
    char pattern[] = "/tmp/mercato-watcher-XXXXXX";
    folder_ = ::mkdtemp(pattern);
    auto languages = Languages::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
    ASSERT_TRUE(languages.has_value());
    reader_ = std::make_unique<Reader>(*languages);
    options_.state = folder_ / "state";
    options_.config.fetch.limits.between_on_host = milliseconds(0);
    options_.config.fetch.limits.total = milliseconds(3'000);
    options_.config.fetch.allow.push_back(*AddressRange::parse("127.0.0.0/8"));
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Feed& add(const std::string& url) {
    Feed feed;
    feed.url = url;
    options_.config.feeds.push_back(feed);
    return options_.config.feeds.back();
  }
  // Every feed once; the titles that came, one claim for each document.
  std::vector<std::string> once() {
    std::vector<std::string> out;
    const auto watcher = Watcher::open(options_, *reader_);
    EXPECT_TRUE(watcher.has_value()) << watcher.error().to_string();
    if (!watcher) return out;
    const auto done = (*watcher)->run(
        [&](Delivery& delivery) -> Result<std::vector<std::size_t>> {
          if (fail_store_) return failure("ledger", "is full");
          for (const Document& document : delivery.documents) out.push_back(document.title);
          return std::vector<std::size_t>(delivery.documents.size(), 1);
        },
        [this] { return now_; }, [] { return false; }, true);
    EXPECT_EQ(done.has_value(), !fail_store_);
    return out;
  }
  FeedHealth health() { return read_health(options_.state, options_.config)->at(0); }

  std::filesystem::path folder_;
  std::unique_ptr<Reader> reader_;
  Watcher::Options options_;
  Instant now_ = kNow;
  bool fail_store_ = false;
};

TEST_F(WatcherTest, hands_each_item_on_once_across_restarts) {
  std::string items = item("1", "One") + item("2", "Two");
  const TestServer server(
      "127.0.0.1", [&](const std::string&) { return http_answer("200 OK", "", rss(items)); });
  add(server.url("/feed"));
  EXPECT_EQ(once(), (std::vector<std::string>{"One", "Two"}));
  EXPECT_TRUE(once().empty());
  items += item("3", "Three");
  EXPECT_EQ(once(), std::vector<std::string>{"Three"});
  items = item("3", "Three, changed") + item("3", "Three, a second time in one feed");
  EXPECT_EQ(once(), std::vector<std::string>{"Three, changed"});
  const FeedHealth health = this->health();
  EXPECT_EQ(health.items, 4u);
  EXPECT_EQ(health.claims, 4u);
  EXPECT_EQ(health.tries, 4u);
  EXPECT_EQ(health.last_success, kNow);
  EXPECT_GE(health.next, kNow + 900);
}

TEST_F(WatcherTest, marks_nothing_that_was_not_stored) {
  const TestServer server("127.0.0.1", [&](const std::string& request) {
    return request.find("If-None-Match") == std::string::npos
               ? http_answer("200 OK", "ETag: \"1\"\r\n", rss(item("1", "One")))
               : http_answer("304 Not Modified", "", "");
  });
  add(server.url("/feed"));
  fail_store_ = true;
  EXPECT_TRUE(once().empty());
  fail_store_ = false;
  EXPECT_EQ(once(), std::vector<std::string>{"One"});
  EXPECT_TRUE(once().empty());
  EXPECT_EQ(server.connections(), 3);
}

TEST_F(WatcherTest, polls_what_is_due_and_stops_when_asked) {
  const TestServer server("127.0.0.1", [&](const std::string&) {
    return http_answer("200 OK", "", rss(item("1", "One")));
  });
  add(server.url("/feed"));
  const auto watcher = Watcher::open(options_, *reader_);
  ASSERT_TRUE(watcher.has_value());
  // The clock runs ahead by ten minutes at each look: a feed is due at every second look or so.
  int polls = 0, looks = 0;
  const auto done = (*watcher)->run(
      [&](Delivery& delivery) -> Result<std::vector<std::size_t>> {
        ++polls;
        return std::vector<std::size_t>(delivery.documents.size(), 0);
      },
      [&] { return kNow + 600 * looks; }, [&] { return ++looks > 20; }, false);
  EXPECT_TRUE(done.has_value());
  EXPECT_EQ(polls, 1);  // one item, handed on once
  EXPECT_GE(server.connections(), 3);
  EXPECT_LE(server.connections(), 11);
}

TEST_F(WatcherTest, forgets_a_move_that_leads_nowhere) {
  bool is_gone = false;
  const TestServer target("127.0.0.2", [&](const std::string&) {
    return is_gone ? http_answer("404 Not Found", "", "")
                   : http_answer("200 OK", "", rss(item("1", "One")));
  });
  const TestServer server("127.0.0.1", [&](const std::string&) {
    return is_gone ? http_answer("200 OK", "", rss(item("2", "Back")))
                   : http_answer("301 Moved", "Location: " + target.url() + "\r\n", "");
  });
  add(server.url("/feed"));
  once();
  is_gone = true;
  EXPECT_TRUE(once().empty());  // asks the new place, which is gone
  EXPECT_EQ(once(), std::vector<std::string>{"Back"});
  EXPECT_EQ(server.connections(), 2);
}

TEST_F(WatcherTest, leaves_the_pages_beyond_the_limit_for_the_next_poll) {
  std::string items;
  for (int i = 0; i < 60; ++i)
    items += "<item><guid>" + std::to_string(i) + "</guid><title>Item " + std::to_string(i) +
             "</title><link>/p" + std::to_string(i) + "</link></item>";
  const TestServer server("127.0.0.1", [&](const std::string& request) {
    if (request.find("GET /p") == 0) return page("Page");
    return request.find("If-None-Match") == std::string::npos
               ? http_answer("200 OK", "ETag: \"1\"\r\n", rss(items))
               : http_answer("304 Not Modified", "", "");
  });
  add(server.url("/feed")).full_text = true;
  EXPECT_EQ(once(), std::vector<std::string>(50, "Page"));
  EXPECT_EQ(once(), std::vector<std::string>(10, "Page"));
  EXPECT_TRUE(once().empty());
  EXPECT_EQ(server.connections(), 60 + 3);
}

TEST_F(WatcherTest, tries_a_listed_article_again_only_where_that_may_help) {
  int tries = 0;
  const TestServer server("127.0.0.1", [&](const std::string& request) {
    if (request.find("GET /gone") == 0) return http_answer("404 Not Found", "", "");
    if (request.find("GET /busy") == 0)
      return ++tries == 1 ? http_answer("503 Busy", "", "") : page("Busy no more");
    return http_answer("200 OK", "",
                       "<html><body><a href='/busy-now-again'>a</a>"
                       "<a href='/gone-for-good-now'>b</a></body></html>");
  });
  add(server.url("/list")).kind = FeedKind::list;
  EXPECT_TRUE(once().empty());
  EXPECT_EQ(once(), std::vector<std::string>{"Busy no more"});
  EXPECT_TRUE(once().empty());
  int gone = 0;
  for (const std::string& request : server.requests()) gone += request.find("GET /gone") == 0;
  EXPECT_EQ(gone, 1);
}

TEST_F(WatcherTest, another_feed_may_bring_an_address_once_its_bringer_is_off_the_list) {
  const TestServer server("127.0.0.1", [&](const std::string& request) {
    const std::string title = request.find("GET /one") == 0 ? "One" : "Two";
    return http_answer(
        "200 OK", "",
        rss("<item><guid>g</guid><title>" + title + "</title><link>/article</link></item>"));
  });
  add(server.url("/one"));
  EXPECT_EQ(once(), std::vector<std::string>{"One"});
  add(server.url("/two"));
  EXPECT_TRUE(once().empty());
  options_.config.feeds.erase(options_.config.feeds.begin());
  std::filesystem::remove(options_.state);  // as it was: the item of /two is marked
  EXPECT_EQ(once(), std::vector<std::string>{"Two"});
}

TEST_F(WatcherTest, keeps_a_second_watcher_out_and_other_files_alone) {
  const auto watcher = Watcher::open(options_, *reader_);
  ASSERT_TRUE(watcher.has_value());
  const auto second = Watcher::open(options_, *reader_);
  ASSERT_FALSE(second.has_value());
  EXPECT_NE(second.error().message.find("another program"), std::string::npos);
  EXPECT_TRUE(read_health(options_.state, options_.config).has_value());

  const auto other = folder_ / "other.db";
  ASSERT_TRUE((*Database::open(other.string(), Database::Mode::write))
                  ->execute("CREATE TABLE mine(x)")
                  .has_value());
  Watcher::Options wrong = options_;
  wrong.state = other;
  EXPECT_FALSE(Watcher::open(wrong, *reader_).has_value());
  EXPECT_EQ((*Database::open(other.string(), Database::Mode::read))
                ->integer("SELECT count(*) FROM sqlite_schema"),
            1);
}

TEST_F(WatcherTest, health_is_empty_without_a_state) {
  EXPECT_TRUE(read_health(folder_ / "absent", options_.config)->empty());
}

TEST_F(WatcherTest, a_trial_shows_what_would_be_read) {
  const TestServer server("127.0.0.1", [&](const std::string&) {
    return http_answer("200 OK", "", rss(item("1", "One") + "<item><guid>2</guid></item>"));
  });
  Feed feed;
  feed.url = server.url("/feed");
  const auto trial = test_feed(feed, options_.config.fetch, *reader_);
  ASSERT_TRUE(trial.has_value()) << trial.error().to_string();
  EXPECT_EQ(trial->format, "RSS");
  ASSERT_EQ(trial->documents.size(), 1u);
  EXPECT_EQ(trial->documents[0].title, "One");
  EXPECT_FALSE(trial->problems.empty());
  feed.url = server.url("/x") + "\n";
  const auto refused = test_feed(feed, {}, *reader_);
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().message.find("public internet"), std::string::npos);
}

}  // namespace
}  // namespace mercato
