#include "8_watch/feed_list.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace mercato {
namespace {

Feed feed_at(const char* url) {
  Feed out;
  out.url = url;
  return out;
}

class FeedListTest : public ::testing::Test {
 protected:
  void SetUp() override {
    char pattern[] = "/tmp/mercato-feeds-XXXXXX";
    folder_ = ::mkdtemp(pattern);
  }
  void TearDown() override {
    ::unsetenv("MERCATO_WATCH_EVERY");
    std::filesystem::remove_all(folder_);
  }
  Result<WatchConfig> load(const std::string& text) {
    const auto file = folder_ / "config.toml";
    std::ofstream(file) << text;
    return load_watch_config(file);
  }
  std::filesystem::path folder_;
};

TEST_F(FeedListTest, reads_feeds_and_limits) {
  const auto config = load(
      "[watch]\nevery = \"5m\"\nallow = [\"10.0.0.0/8\"]\ntimeout = \"7s\"\nbody = \"1MB\"\n"
      "at_once = 3\nuser_agent = \"desk/1\"\n"
      "[[feed]]\nurl = \"https://a.example/feed\"\nname = \"A\"\noutlet = \"The A\"\n"
      "language = \"fr\"\nfull_text = true\nsites = [\"b.example\"]\n"
      "[[feed]]\nurl = \"https://a.example/page\"\nkind = \"list\"\nevery = \"1h\"\n");
  ASSERT_TRUE(config.has_value()) << config.error().to_string();
  ASSERT_EQ(config->feeds.size(), 2u);
  EXPECT_EQ(config->feeds[0].every, std::chrono::minutes(5));
  EXPECT_EQ(config->feeds[0].outlet, "The A");
  EXPECT_TRUE(config->feeds[0].full_text);
  EXPECT_EQ(config->feeds[0].sites, std::vector<std::string>{"b.example"});
  EXPECT_EQ(config->feeds[1].kind, FeedKind::list);
  EXPECT_EQ(config->feeds[1].every, std::chrono::hours(1));
  EXPECT_EQ(config->fetch.limits.total, std::chrono::seconds(7));
  EXPECT_EQ(config->fetch.limits.body, 1u << 20);
  EXPECT_EQ(config->fetch.limits.at_once, 3);
  EXPECT_EQ(config->fetch.user_agent, "desk/1");
  ASSERT_EQ(config->fetch.allow.size(), 1u);
  EXPECT_TRUE(config->fetch.allow[0].holds("10.1.1.1"));
}

TEST_F(FeedListTest, is_empty_without_a_file_and_takes_the_environment) {
  ::setenv("MERCATO_WATCH_EVERY", "1h", 1);
  const auto config = load_watch_config({});
  ASSERT_TRUE(config.has_value());
  EXPECT_TRUE(config->feeds.empty());
  EXPECT_EQ(config->every, std::chrono::hours(1));
}

TEST_F(FeedListTest, tells_the_line_of_what_is_wrong) {
  struct Wrong {
    const char* text;
    std::uint32_t line;
  };
  for (const Wrong& wrong : std::initializer_list<Wrong>{
           {"[watch]\nevery = \"1s\"\n", 2},
           {"[watch]\nallow = [\"home\"]\n", 2},
           {"[watch]\ntimeout = 0\n", 2},
           {"[watch]\nbody = \"9GB\"\n", 2},
           {"[watch]\ntypo = 1\n", 2},
           {"[[feed]]\nname = \"A\"\n", 1},
           {"[[feed]]\nurl = \"file:///etc/passwd\"\n", 2},
           {"[[feed]]\nurl = \"https://u:p@a.example/\"\n", 2},
           {"[[feed]]\nurl = \"https://a.example/\"\nkind = \"magic\"\n", 3},
           {"[[feed]]\nurl = \"https://a.example/\"\nsites = [\"com\"]\n", 3},
           {"[[feed]]\nurl = \"https://a.example/\"\nsites = [\"https://b.example\"]\n", 3},
           {"[[feed]]\nurl = \"https://a.example/\"\n[[feed]]\nurl = \"https://a.example/\"\n", 4},
           {"[feed]\nurl = \"https://a.example/\"\n\n[watch]\nuser_agent = \"a\\nb\"\n", 5}}) {
    const auto config = load(wrong.text);
    ASSERT_FALSE(config.has_value()) << wrong.text;
    EXPECT_EQ(config.error().line, wrong.line) << config.error().to_string();
  }
}

TEST_F(FeedListTest, writes_toml_that_reads_back_the_same) {
  Feed feed;
  feed.url = "https://a.example/feed?x=\"1\"";
  feed.name = "A \\ \"quoted\"\nname \xff";
  feed.kind = FeedKind::page;
  feed.full_text = true;
  feed.every = std::chrono::hours(2);
  feed.sites = {"b.example", "c.example"};
  feed.section = "Sport/Football";
  const auto config = load(to_toml({feed, feed_at("https://b.example/")}));
  ASSERT_TRUE(config.has_value()) << config.error().to_string();
  ASSERT_EQ(config->feeds.size(), 2u);
  const Feed& read = config->feeds[0];
  EXPECT_EQ(read.url, feed.url);
  EXPECT_EQ(read.name, "A \\ \"quoted\"\nname \xef\xbf\xbd");
  EXPECT_EQ(read.kind, FeedKind::page);
  EXPECT_TRUE(read.full_text);
  EXPECT_EQ(read.every, feed.every);
  EXPECT_EQ(read.sites, feed.sites);
  EXPECT_EQ(read.section, feed.section);
}

TEST(Opml, reads_feeds_with_their_folders) {
  const auto feeds = parse_opml(
      "<?xml version='1.0'?><opml version='2.0'><body>"
      "<outline text='Sport'><outline text='Football'>"
      "<outline text='A &amp; B' xmlUrl='https://a.example/feed' "
      "language='fr'/></outline></outline>"
      "<outline text='Note without an address'/>"
      "<outline text='Local' xmlUrl='file:///etc/passwd'/>"
      "<outline text='Again' xmlUrl='https://a.example/feed'/>"
      "<outline title='Plain' xmlUrl='http://b.example/'/></body></opml>",
      "list.opml");
  ASSERT_TRUE(feeds.has_value()) << feeds.error().to_string();
  ASSERT_EQ(feeds->size(), 2u);
  EXPECT_EQ((*feeds)[0].name, "A & B");
  EXPECT_EQ((*feeds)[0].section, "Sport/Football");
  EXPECT_EQ((*feeds)[0].language, "fr");
  EXPECT_EQ((*feeds)[1].name, "Plain");
}

TEST(Opml, writes_what_it_reads) {
  Feed feed;
  feed.url = "https://a.example/feed?a=1&b=2&c=" + std::string(2'000, 'c');
  feed.name = "<script>alert('x')</script>";
  feed.section = "Sport";
  const std::string text = to_opml({feed, feed_at("https://b.example/")}, "Mercato");
  EXPECT_EQ(text.find("<script>"), std::string::npos);
  const auto read = parse_opml(text, "");
  ASSERT_TRUE(read.has_value()) << read.error().to_string();
  ASSERT_EQ(read->size(), 2u);
  EXPECT_EQ((*read)[0].url, feed.url);
  EXPECT_EQ((*read)[0].name, feed.name);
  EXPECT_EQ((*read)[0].section, "Sport");
}

// kurtmckee/feedparser#107.
TEST(OpmlHoles, doctype_opens_no_file) {
  const auto feeds = parse_opml(
      "<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
      "<opml><body><outline text='&x;' xmlUrl='https://a.example/'/></body></opml>",
      "");
  ASSERT_TRUE(feeds.has_value()) << feeds.error().to_string();
  EXPECT_EQ(feeds->at(0).name, "&x;");
}

// rometools/rome#267.
TEST(OpmlHoles, xml_bomb_stays_small) {
  std::string text = "<!DOCTYPE opml [<!ENTITY a0 'ha'>";
  for (int i = 1; i < 40; ++i) {
    const std::string last = "&a" + std::to_string(i - 1) + ";";
    text += "<!ENTITY a" + std::to_string(i) + " '" + last + last + "'>";
  }
  text += "]><opml><body><outline text='&a39;' xmlUrl='https://a.example/'/></body></opml>";
  const auto feeds = parse_opml(text, "");
  ASSERT_TRUE(feeds.has_value()) << feeds.error().to_string();
  EXPECT_EQ(feeds->at(0).name, "&a39;");
}

TEST(Opml, is_bounded_in_size_depth_and_number) {
  EXPECT_FALSE(parse_opml(std::string(9u << 20, ' '), "").has_value());
  std::string deep = "<opml><body>", wide = deep;
  for (int i = 0; i < 100'000; ++i) deep += "<outline text='a'>";
  for (int i = 0; i < 100'000; ++i) deep += "</outline>";
  EXPECT_FALSE(parse_opml(deep + "</body></opml>", "").has_value());
  for (int i = 0; i < 10'001; ++i) wide += "<outline text='a'/>";
  EXPECT_FALSE(parse_opml(wide + "</body></opml>", "").has_value());
}

TEST(Opml, tells_what_is_none) {
  for (const char* text : {"", "hello", "<opml>", "<rss><channel/></rss>", "<opml/>"})
    EXPECT_FALSE(parse_opml(text, "x.opml").has_value()) << text;
}

}  // namespace
}  // namespace mercato
