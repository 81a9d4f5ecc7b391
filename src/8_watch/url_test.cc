#include "8_watch/url.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

TEST(Url, reads_the_parts_of_an_address) {
  const auto url = parse_url(" HTTPS://News.Example:8443/feed?a=1#top ");
  ASSERT_TRUE(url.has_value()) << url.error().to_string();
  EXPECT_EQ(url->scheme, "https");
  EXPECT_EQ(url->host, "news.example");
  EXPECT_EQ(url->port, 8443);
  EXPECT_EQ(url->text.find('#'), std::string::npos);
  EXPECT_EQ(parse_url("http://[::1]/")->host, "::1");
  EXPECT_EQ(parse_url("http://a.example")->port, 80);
}

TEST(Url, refuses_other_schemes_passwords_and_nonsense) {
  for (const char* text :
       {"", "/feed", "news.example/feed", "file:///etc/passwd", "ftp://a.example/x",
        "gopher://a.example:25/x", "javascript:alert(1)", "data:text/html,x", "http://",
        "https://user@a.example/", "https://user:secret@a.example/", "http://a.example/\r\nHost: b",
        "dict://127.0.0.1:11211/stats"})
    EXPECT_FALSE(parse_url(text).has_value()) << text;
  EXPECT_FALSE(parse_url("https://a.example/" + std::string(5000, 'x')).has_value());
}

TEST(Url, never_repeats_a_password_in_what_it_tells) {
  const auto url = parse_url("https://user:secret@a.example/feed");
  ASSERT_FALSE(url.has_value());
  EXPECT_EQ(url.error().to_string().find("secret"), std::string::npos);
  EXPECT_EQ(without_password("https://u:p@a.example/x@y"), "https://***@a.example/x@y");
  EXPECT_EQ(without_password("https://a.example/x@y"), "https://a.example/x@y");
}

TEST(Url, resolves_links_of_a_page) {
  const auto base = parse_url("https://a.example/news/today.html?x=1");
  ASSERT_TRUE(base.has_value());
  EXPECT_EQ(resolve_url(*base, "/b/c")->text, "https://a.example/b/c");
  EXPECT_EQ(resolve_url(*base, "c.html#x")->text, "https://a.example/news/c.html");
  EXPECT_EQ(resolve_url(*base, "//b.example/c")->text, "https://b.example/c");
  EXPECT_EQ(resolve_url(*base, "http://b.example/c d")->text, "http://b.example/c%20d");
  EXPECT_FALSE(resolve_url(*base, "file:///etc/passwd").has_value());
  EXPECT_FALSE(resolve_url(*base, "mailto:x@a.example").has_value());
}

TEST(Url, knows_whose_it_is) {
  const auto site = [](const char* text) { return site_of(*parse_url(text)); };
  EXPECT_EQ(site("https://www.news.example/feed"), "news.example");
  EXPECT_EQ(site("http://rss.news.example/"), "news.example");
  EXPECT_EQ(site("https://www.example/"), "www.example");
  EXPECT_EQ(site("https://victim.blogs.example/"), "victim.blogs.example");
  EXPECT_EQ(site("http://127.0.0.1:8000/"), "127.0.0.1:8000");
  EXPECT_TRUE(is_of_site(*parse_url("https://sport.news.example/x"), "news.example"));
  EXPECT_TRUE(is_of_site(*parse_url("https://www.news.example/x"), "news.example"));
  EXPECT_FALSE(is_of_site(*parse_url("https://fakenews.example/x"), "news.example"));
  EXPECT_FALSE(is_of_site(*parse_url("https://news.example.evil.example/x"), "news.example"));
}

}  // namespace
}  // namespace mercato
