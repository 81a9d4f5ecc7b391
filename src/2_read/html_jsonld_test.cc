#include "2_read/html_jsonld.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

StatedArticle find(const std::string& script) { return find_stated_article({script}); }

TEST(HtmlJsonld, reads_the_fields_of_a_news_article) {
  const StatedArticle article =
      find(R"({"@type": "NewsArticle", "headline": "Nordhaven signs a keeper",
      "author": {"@type": "Person", "name": "Ada Quill"}, "publisher": {"name": "The Harbour Post"},
      "articleSection": ["Sport", "Football"], "datePublished": "2024-06-12T08:30:00Z", "inLanguage": "en-GB",
      "url": "https://example.org/a", "articleBody": "The keeper signed."})");
  EXPECT_EQ(article.headline, "Nordhaven signs a keeper");
  EXPECT_EQ(article.author, "Ada Quill");
  EXPECT_EQ(article.publisher, "The Harbour Post");
  EXPECT_EQ(article.section, "Sport, Football");
  EXPECT_EQ(article.published, "2024-06-12T08:30:00Z");
  EXPECT_EQ(article.language, "en-GB");
  EXPECT_EQ(article.url, "https://example.org/a");
  EXPECT_EQ(article.body, "The keeper signed.");
}

TEST(HtmlJsonld, finds_the_article_in_a_graph_and_in_lists) {
  EXPECT_EQ(
      find(
          R"({"@graph": [{"@type": "WebSite", "name": "S"}, {"@type": ["Thing", "Article"], "headline": "H"}]})")
          .headline,
      "H");
  EXPECT_EQ(find(R"([{"@type": "BlogPosting", "headline": "H"}])").headline, "H");
  EXPECT_EQ(find_stated_article(
                {R"({"@type": "WebPage", "name": "P"})", R"({"@type": "Report", "headline": "H"})"})
                .headline,
            "H");
}

TEST(HtmlJsonld, joins_several_authors) {
  EXPECT_EQ(
      find(
          R"({"@type": "Article", "headline": "H", "author": [{"name": "A"}, "B", {"name": ["C"]}]})")
          .author,
      "A, B, C");
}

TEST(HtmlJsonld, resolves_character_references) {
  EXPECT_EQ(find(R"({"@type": "Article", "headline": "L&#039;&Eacute;toile &amp; co"})").headline,
            "L'Étoile & co");
}

TEST(HtmlJsonld, reads_what_templates_break) {
  EXPECT_EQ(find("<!--\n{\"@type\": \"Article\", \"headline\": \"two\nlines\"}\n//-->").headline,
            "two lines");
}

TEST(HtmlJsonld, finds_nothing_where_there_is_no_article) {
  for (const char* script : {"", "{", "42", "not json", R"({"@type": "Product", "name": "N"})",
                             R"({"@type": 3})", R"({"@type": "Article"})"})
    EXPECT_EQ(find(script).headline, "") << script;
  EXPECT_EQ(find(std::string(100'000, '[') + std::string(100'000, ']')).headline, "");
}

}  // namespace
}  // namespace mercato
