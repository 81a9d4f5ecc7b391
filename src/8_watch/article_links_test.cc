#include "8_watch/article_links.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

std::vector<std::string> links(const std::string& html, std::size_t most = 100) {
  std::vector<std::string> out;
  for (const Url& url :
       find_article_links(html, *parse_url("https://www.news.example/transfers"), most))
    out.push_back(url.text);
  return out;
}

TEST(ArticleLinks, finds_articles_of_the_same_site_once_each) {
  EXPECT_EQ(links("<a href='/transfers'>Transfers</a><a class=x href=\"/2024/he-signs-today\">A</a>"
                  "<A HREF = /news/story-123456.html >B</A><a href='/2024/he-signs-today#c'>A</a>"
                  "<a href='https://news.example/x/a-b-c?p=1&amp;q=2'>C</a>"
                  "<a href='https://other.example/a-b-c'>D</a><a href='javascript:a-b-c'>E</a>"
                  "<a href='/'>Home</a><abbr href='/a-b-d'>F</abbr><a data-href='/a-b-e'>G</a>"),
            (std::vector<std::string>{"https://www.news.example/2024/he-signs-today",
                                      "https://www.news.example/news/story-123456.html",
                                      "https://news.example/x/a-b-c?p=1&q=2"}));
}

TEST(ArticleLinks, is_bounded_and_survives_damage) {
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "<a href='/a-b-" + std::to_string(i) + "'>";
  EXPECT_EQ(links(many, 20).size(), 20u);
  for (const char* html : {"", "<", "<a", "<a ", "<a href", "<a href=", "<a href='",
                           "<a href='/a-b", "<a href = \"\"><a  href>"})
    links(html);
  EXPECT_TRUE(links("<a " + std::string(1u << 20, ' ') + "href='/a-b-c'>").empty());
}

}  // namespace
}  // namespace mercato
