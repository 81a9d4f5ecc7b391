#include "2_read/html_filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace mercato {
namespace {

using testing::HasSubstr;

struct Filtered {
  std::string markup;
  std::vector<std::string> json_ld;
  std::vector<Problem> problems;
};

Filtered filter(std::string_view html, const ReadLimits& limits = {}, std::size_t chunk = 64) {
  Filtered out;
  HtmlFilter filter(html, limits);
  while (filter.next(chunk, out.markup)) {
  }
  out.json_ld.assign(filter.json_ld().begin(), filter.json_ld().end());
  out.problems = filter.problems();
  return out;
}

TEST(HtmlFilter, keeps_tags_and_the_attributes_that_reading_needs) {
  EXPECT_EQ(filter("<DIV Class='a \"b\"' onclick=\"x()\" ID=main hidden>t</DIV>").markup,
            "<div class=\"a &quot;b&quot;\" id=\"main\" hidden=\"\">t</div>");
}

TEST(HtmlFilter, drops_comments_scripts_and_styles) {
  EXPECT_EQ(
      filter("a<!-- <p> > -->b<script>if (1 < 2) '</p>'</script>c<style>p{}</STYLE >d<?php x ?>e")
          .markup,
      "abcde");
}

TEST(HtmlFilter, sets_json_ld_aside) {
  const Filtered out =
      filter("<script type=\"application/ld+json\">{\"a\": 1}</script><script>2</script>");
  EXPECT_THAT(out.json_ld, testing::ElementsAre("{\"a\": 1}"));
  EXPECT_EQ(out.markup, "");
}

TEST(HtmlFilter, escapes_a_bracket_that_opens_no_tag) {
  EXPECT_EQ(filter("1 < 2").markup, "1 &lt; 2");
}

TEST(HtmlFilter, drops_end_tags_that_close_nothing) {
  EXPECT_EQ(filter("</i><b>x</i></b></b>").markup, "<b>x</b>");
}

TEST(HtmlFilter, drops_void_elements_that_the_parser_would_nest) {
  EXPECT_EQ(filter("trans<wbr>fer<br>").markup, "transfer<br>");
}

TEST(HtmlFilter, keeps_the_text_after_an_unclosed_comment) {
  const Filtered out = filter("a<!-- b >c<p>d");
  EXPECT_EQ(out.markup, "ac<p>d");
  ASSERT_EQ(out.problems.size(), 1u);
  EXPECT_EQ(out.problems[0].offset, 1u);
}

TEST(HtmlFilter, ignores_attributes_beyond_the_limit_and_tells_where) {
  ReadLimits limits;
  limits.max_attributes = 2;
  const Filtered out = filter("x\n<p id=a class=b lang=fr>", limits);
  EXPECT_EQ(out.markup, "x\n<p id=\"a\" class=\"b\">");
  ASSERT_EQ(out.problems.size(), 1u);
  EXPECT_EQ(out.problems[0].line, 2u);
  EXPECT_EQ(out.problems[0].offset, 2u);
  EXPECT_THAT(out.problems[0].message, HasSubstr("3 attributes"));
}

TEST(HtmlFilter, ignores_tags_beyond_the_depth_and_keeps_their_text) {
  ReadLimits limits;
  limits.max_depth = 2;
  const Filtered out = filter("<div><div><div>deep</div></div>after</div>", limits);
  EXPECT_EQ(out.markup, "<div><div>deep</div>after</div>");
  ASSERT_EQ(out.problems.size(), 1u);
  EXPECT_EQ(out.problems[0].offset, 10u);
}

TEST(HtmlFilter, does_not_take_unclosed_paragraphs_for_a_deep_nest) {
  ReadLimits limits;
  limits.max_depth = 4;
  std::string html;
  for (int i = 0; i < 100; ++i) html += "<p>text <b>bold</b>";
  EXPECT_TRUE(filter(html, limits).problems.empty());
}

TEST(HtmlFilter, stops_at_the_text_limit) {
  ReadLimits limits;
  limits.max_text = 10;
  const Filtered out = filter("<p>12345</p><p>6789012345</p><p>end", limits);
  EXPECT_EQ(out.markup, "<p>12345</p><p>");
  ASSERT_EQ(out.problems.size(), 1u);
}

TEST(HtmlFilter, gives_the_same_markup_in_chunks_of_any_size) {
  EXPECT_TRUE(rc::check([] {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("<p>", "</p>", "<a href=x>", "</a>", "text ", "<", ">", "é",
                                      "<!--", "-->", "<script>", "</script>", "\"", "<b", "/"));
    std::string html;
    for (const std::string& piece : pieces) html += piece;
    RC_ASSERT(filter(html, {}, 1).markup == filter(html, {}, 1 << 20).markup);
  }));
}

}  // namespace
}  // namespace mercato
