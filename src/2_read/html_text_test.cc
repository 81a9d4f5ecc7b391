#include "2_read/html_text.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

struct Text {
  std::string text;
  std::vector<Link> links;
};

Text write(std::string_view html) {
  std::vector<Problem> problems;
  const HtmlTree tree = parse_html(html, {}, problems).tree;
  Text out;
  for (const TextRun& run : find_runs(tree)) append_run(tree, run, out.text, out.links);
  return out;
}

TEST(HtmlText, collapses_white_space_and_keeps_line_ends) {
  EXPECT_EQ(write("<p>  Le \n club&nbsp;\xE2\x80\xAF a <b>signé</b>.<br>Fin </p>").text,
            "Le club a signé.\nFin");
}

TEST(HtmlText, joins_inline_elements_without_a_space) {
  EXPECT_EQ(write("<p>Trans<b>fer</b>s</p>").text, "Transfers");
}

TEST(HtmlText, drops_what_shows_nothing) {
  EXPECT_EQ(write("<p>Verpflich&shy;tung\xE2\x80\x8B!<svg>x</svg></p>").text, "Verpflichtung!");
}

TEST(HtmlText, gives_links_the_span_of_their_words) {
  const Text out = write(
      "<p>See <a href=/a> the <b>club</b> </a>, and <a href=/b>more</a><a href=/c> </a>.</p>");
  ASSERT_EQ(out.links.size(), 2u);
  EXPECT_EQ(slice(out.text, out.links[0].span), "the club");
  EXPECT_EQ(out.links[0].url, "/a");
  EXPECT_EQ(slice(out.text, out.links[1].span), "more");
}

TEST(HtmlText, keeps_a_link_around_the_whole_block) {
  const Text out = write("<a href=/a><div>words</div></a>");
  ASSERT_EQ(out.links.size(), 1u);
  EXPECT_EQ(slice(out.text, out.links[0].span), "words");
}

TEST(HtmlText, tells_words_from_ornaments) {
  for (const char* text : {"a", "1", "é", "Ж", "* x"}) EXPECT_TRUE(has_words(text)) << text;
  for (const char* text : {"", " - ", "—", "***", "“”", "|"}) EXPECT_FALSE(has_words(text)) << text;
}

}  // namespace
}  // namespace mercato
