#include "2_read/html_hints.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

bool is_noise(std::string_view names) { return has_hint(find_hints(names), HintKind::noise); }
bool is_body(std::string_view names) { return has_hint(find_hints(names), HintKind::body); }

TEST(HtmlHints, cuts_names_at_hyphens_underscores_digits_and_humps) {
  for (const char* names :
       {"related", "box related-list", "box__related", "boxRelated", "related2", "RELATED"})
    EXPECT_TRUE(is_noise(names)) << names;
  for (const char* names :
       {"article-body", "articleBody", "ArticleBody", "article__body", "x y-article-body"})
    EXPECT_TRUE(is_body(names)) << names;
}

TEST(HtmlHints, takes_no_word_inside_another) {
  for (const char* names : {"headline", "shareholder", "unrelated", "loading", "adapt", ""})
    EXPECT_EQ(find_hints(names), 0) << names;
}

TEST(HtmlHints, joins_no_parts_of_two_classes) { EXPECT_FALSE(is_body("article body")); }

TEST(HtmlHints, gives_every_kind_that_the_names_speak_for) {
  const std::uint8_t hints = find_hints("article-body share");
  EXPECT_TRUE(has_hint(hints, HintKind::body));
  EXPECT_TRUE(has_hint(hints, HintKind::noise));
  EXPECT_TRUE(has_hint(find_hints("twitter-tweet"), HintKind::post));
  EXPECT_TRUE(has_hint(find_hints("byline"), HintKind::byline));
  EXPECT_TRUE(has_hint(find_hints("standfirst"), HintKind::lead));
}

TEST(HtmlHints, survives_names_of_any_length) {
  EXPECT_EQ(find_hints(std::string(100'000, 'a')), 0);
}

}  // namespace
}  // namespace mercato
