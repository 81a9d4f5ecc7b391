#include "8_watch/item_identity.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

FeedOrigin origin(const char* feed, std::vector<std::string> sites = {},
                  const char* answered = nullptr) {
  Feed out;
  out.url = feed;
  out.sites = std::move(sites);
  return *origin_of(out, answered ? answered : feed);
}

Document item(const char* url) {
  Document out;
  out.title = "Done deal";
  out.text = "Done deal\n\nHe signs.";
  out.url = url;
  return out;
}

TEST(ItemIdentity, an_item_of_the_feeds_own_site_has_its_address) {
  for (const char* feed : {"https://news.example/feed", "https://www.news.example/feed",
                           "https://rss.news.example/all"}) {
    Document document = item("https://www.news.example/a");
    set_identity(document, origin(feed), "guid-1");
    EXPECT_EQ(document.url, "https://www.news.example/a") << feed;
    EXPECT_EQ(document.id, std::string(feed) + "#guid-1");
  }
  Document relative = item("/b");
  set_identity(relative, origin("https://news.example/feed"), "x");
  EXPECT_EQ(relative.url, "https://news.example/b");
}

// FreshRSS#2273, and worse: an "edit" of somebody else's article.
TEST(ItemIdentityHoles, a_feed_cannot_speak_for_anothers_address) {
  for (const char* url :
       {"https://gazzetta.example/article", "https://victim.blogs.example/article",
        "https://news.example:8443/article", "https://news.example.evil.example/a"}) {
    Document document = item(url);
    set_identity(document, origin("https://news.example/feed"), "https://gazzetta.example/article");
    EXPECT_TRUE(document.url.empty()) << url;
    EXPECT_EQ(document.id, "https://news.example/feed#https://gazzetta.example/article");
    ASSERT_EQ(document.links.size(), 1u);
    EXPECT_EQ(document.links[0].url, url);
    EXPECT_EQ(slice(document.text, document.links[0].span), "Done deal");
    EXPECT_EQ(document.problems.at(0).severity, Severity::note);
  }
}

TEST(ItemIdentityHoles, the_same_item_id_in_two_feeds_is_two_documents) {
  Document a = item(""), b = item("");
  set_identity(a, origin("https://a.example/feed"), "1");
  set_identity(b, origin("https://b.example/feed"), "1");
  EXPECT_NE(a.id, b.id);
  // Nor does a clever id of one feed reach into another's.
  Document c = item("");
  set_identity(c, origin("https://b.example/"), "feed#1");
  EXPECT_NE(c.id, b.id);
}

TEST(ItemIdentity, a_feed_speaks_for_the_sites_that_the_user_names_and_where_it_answers) {
  Document named = item("https://www.bbc.example/sport/1");
  set_identity(named, origin("https://feeds.bbci.example/x", {"bbc.example"}), "1");
  EXPECT_EQ(named.url, "https://www.bbc.example/sport/1");
  Document moved = item("https://host.example/1");
  set_identity(moved, origin("https://news.example/feed", {}, "https://host.example/news"), "1");
  EXPECT_EQ(moved.url, "https://host.example/1");
  EXPECT_TRUE(moved.id.starts_with("https://news.example/feed#"));
}

TEST(ItemIdentity, keeps_no_address_that_is_none) {
  for (const char* url :
       {"javascript:alert(1)", "file:///etc/passwd", "https://u:p@news.example/"}) {
    Document document = item(url);
    set_identity(document, origin("https://news.example/feed"), "1");
    EXPECT_TRUE(document.url.empty());
    EXPECT_TRUE(document.links.empty());
  }
}

TEST(ItemIdentity, bounds_the_id_and_mends_its_text) {
  Document document = item("");
  set_identity(document, origin("https://news.example/feed"), std::string(100'000, 'x'));
  EXPECT_LT(document.id.size(), 200u);
  set_identity(document, origin("https://news.example/feed"), "a\xff");
  EXPECT_EQ(document.id, "https://news.example/feed#a\xef\xbf\xbd");
}

TEST(ItemIdentityHoles, a_fetched_page_cannot_call_itself_anothers) {
  const auto fetched = parse_url("https://evil.example/page?x=1");
  Document document = item("https://gazzetta.example/article");
  set_page_identity(document, origin("https://evil.example/feed"), *fetched, "1");
  EXPECT_EQ(document.url, "https://evil.example/page?x=1");
  document.url = "/canonical";
  set_page_identity(document, origin("https://evil.example/feed"), *fetched, "1");
  EXPECT_EQ(document.url, "https://evil.example/canonical");
  document.url.clear();
  set_page_identity(document, origin("https://evil.example/feed"), *fetched, "1");
  EXPECT_EQ(document.url, "https://evil.example/page?x=1");
}

}  // namespace
}  // namespace mercato
