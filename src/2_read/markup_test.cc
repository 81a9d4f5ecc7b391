#include "2_read/markup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "0_core/span.h"

namespace mercato {
namespace {

using testing::SizeIs;

std::string text_of(std::string_view fragment) {
  std::string out;
  std::vector<Link> links;
  append_markup_text(fragment, out, links);
  return out;
}

TEST(Markup, becomes_paragraphs) {
  EXPECT_EQ(text_of("<p>One  <b>bold</b> word.</p>\n<p>Two<br/>three</p>"),
            "One bold word.\n\nTwo\nthree");
  EXPECT_EQ(text_of("  plain\n text "), "plain text");
  EXPECT_EQ(text_of("<ul><li>a</li><li>b</li></ul>"), "a\n\nb");
}

TEST(Markup, has_its_references_resolved) {
  EXPECT_EQ(text_of("L&eacute;o &amp; Marco&nbsp;&#8217;s"), "L\u00e9o & Marco \u2019s");
}

TEST(Markup, leaves_scripts_and_comments_out) {
  EXPECT_EQ(text_of("a<script>x < y</script>b<!-- c --><STYLE>d</STYLE>e"), "abe");
  EXPECT_EQ(text_of("a<script>never closed"), "a");
  EXPECT_EQ(text_of("a<!-- never closed"), "a");
}

TEST(Markup, keeps_a_sign_that_opens_no_tag) {
  EXPECT_EQ(text_of("Lens < Lille, 3 <4"), "Lens < Lille, 3 <4");
  EXPECT_EQ(text_of("end <"), "end <");
}

TEST(Markup, links_have_their_spans) {
  std::string out = "Title\n\n";
  std::vector<Link> links;
  append_markup_text(
      "See <a href=\"https://e.org/?a=1&amp;b=2\">the <i>page</i></a>, <a href='x'></a><a>no</a>.",
      out, links);
  ASSERT_THAT(links, SizeIs(1));
  EXPECT_EQ(links[0].url, "https://e.org/?a=1&b=2");
  EXPECT_EQ(slice(out, links[0].span), "the page");
}

TEST(Markup, of_hostile_shape_costs_linear_time) {
  const auto start = std::chrono::steady_clock::now();
  std::string nested, open, attributes = "<p ";
  for (int i = 0; i < 200'000; ++i) nested += "<div>";
  for (int i = 0; i < 1'000'000; ++i) open += "<";
  for (int i = 0; i < 50'000; ++i) attributes += "a" + std::to_string(i) + "=\"b\" ";
  EXPECT_EQ(text_of(nested + "x"), "x");
  EXPECT_EQ(text_of(open).size(), open.size());
  EXPECT_EQ(text_of(attributes + ">x"), "x");
  std::string scripts;
  for (int i = 0; i < 100'000; ++i) scripts += "<script></x";
  EXPECT_EQ(text_of(scripts), "");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

}  // namespace
}  // namespace mercato
