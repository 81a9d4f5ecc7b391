#include "2_read/body_extractor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "2_read/body_extractor_stated.h"
#include "2_read/html_text.h"

namespace mercato {
namespace {

using testing::ElementsAre;

constexpr const char* kFirst =
    "Club Norte and Sporting Vale met on Monday to speak about the midfielder, but no offer was "
    "made so far.";
constexpr const char* kSecond =
    "The player himself said that he is happy at the lake, and that his agent would answer all "
    "questions later.";
constexpr const char* kThird =
    "A decision is expected before the end of the month, when both teams return from their summer "
    "tours abroad.";
constexpr const char* kOther =
    "Elsewhere, a volleyball team won a long match at the coast, as thousands of people watched "
    "from the dunes.";

std::string p(const std::string& text) { return "<p>" + text + "</p>"; }
std::string body() { return p(kFirst) + p(kSecond) + p(kThird); }

std::vector<std::string> extract(const std::string& html, std::string_view title = "",
                                 std::string_view stated = "") {
  std::vector<Problem> problems;
  const HtmlTree tree = parse_html(html, {}, problems).tree;
  std::vector<std::string> out;
  std::vector<Link> links;
  for (const TextRun& run : extract_body(tree, title, stated).runs) {
    out.emplace_back();
    append_run(tree, run, out.back(), links);
  }
  return out;
}

const auto kArticle = ElementsAre(kFirst, kSecond, kThird);

TEST(BodyExtractor, takes_the_paragraphs_and_leaves_the_frame) {
  EXPECT_THAT(extract("<nav><a href=/>Home</a></nav><div><h1>Title</h1>" + body() +
                      "</div><footer>" + p(kOther) + "</footer>"),
              kArticle);
}

TEST(BodyExtractor, leaves_related_stories_comments_captions_and_share_bars) {
  EXPECT_THAT(extract("<div class=story>" + p(kFirst) + "<figure><img><figcaption>" + kOther +
                      "</figcaption></figure>" + "<div class=share-bar>Share this now</div>" +
                      p(kSecond) + "<div class=related-stories>" + p(kOther) + "</div>" +
                      p(kThird) + "</div><div id=comments>" + p(kOther) + p(kOther) + "</div>"),
              kArticle);
}

TEST(BodyExtractor, leaves_teasers_beside_an_element_named_as_the_body) {
  std::string teasers;
  for (int i = 0; i < 6; ++i) teasers += "<li><div>" + std::string(kOther) + "</div></li>";
  EXPECT_THAT(extract("<div class=article-body>" + body() + "</div><ul>" + teasers + "</ul>"),
              kArticle);
}

TEST(BodyExtractor, believes_no_name_on_the_element_that_holds_the_article) {
  EXPECT_THAT(extract("<div class=with-sidebar><h1>Title</h1>" + body() + "</div>"), kArticle);
  EXPECT_THAT(extract("<div class=entry-content-read-more><h1>Title</h1>" + body() + "</div>"),
              kArticle);
}

TEST(BodyExtractor, joins_an_article_cut_in_pieces) {
  EXPECT_THAT(
      extract("<div><div class='article-body'>" + p(kFirst) + "</div><div class=ad>" + p(kOther) +
              "</div><div class='article-body'>" + p(kSecond) + p(kThird) + "</div></div>"),
      kArticle);
}

TEST(BodyExtractor, reads_paragraphs_parted_by_line_breaks) {
  EXPECT_THAT(extract("<div>" + std::string(kFirst) + "<br><br>" + kSecond + "<br/> <br/>" +
                      kThird + "</div>"),
              kArticle);
}

TEST(BodyExtractor, takes_the_lead_between_headline_and_body) {
  EXPECT_THAT(extract("<h1>Title</h1><div class=standfirst>" + std::string(kFirst) +
                      "</div><div class=article-body>" + p(kSecond) + p(kThird) + "</div>"),
              kArticle);
}

TEST(BodyExtractor, keeps_headings_with_text_and_drops_those_without) {
  EXPECT_THAT(extract("<article>" + p(kFirst) + "<h2>Part two</h2>" + p(kSecond) + p(kThird) +
                      "<h2>More</h2><ul><li><a href=/x>Another story entirely</a></ul></article>"),
              ElementsAre(kFirst, "Part two", kSecond, kThird));
}

TEST(BodyExtractor, drops_bylines_and_the_headline_before_the_body) {
  EXPECT_THAT(
      extract(
          "<article><h1>The headline of the day is here, and it is long</h1><p>By Ada Quill</p>" +
              body() + "</article>",
          "The headline of the day is here, and it is long"),
      kArticle);
}

TEST(BodyExtractor, follows_the_stated_body_against_misleading_names) {
  EXPECT_THAT(extract("<main><div class=promo-box>" + body() + "</div></main><section>" +
                          p(kOther) + "</section>",
                      "", std::string(kFirst) + " " + kSecond + " " + kThird),
              kArticle);
}

TEST(BodyExtractor, finds_nothing_on_a_page_of_links) {
  std::string links;
  for (int i = 0; i < 30; ++i)
    links += "<li><a href=/x>A headline about something that happened somewhere today</a></li>";
  EXPECT_TRUE(extract("<ul>" + links + "</ul>").empty());
  EXPECT_TRUE(extract("").empty());
}

TEST(BodyExtractor, tells_the_kinds_of_runs_apart) {
  std::vector<Problem> problems;
  const HtmlTree tree = parse_html(
                            "<p>a</p><h2>b</h2><blockquote><p>c</p></blockquote><ul><li>d</"
                            "ul><blockquote class=twitter-tweet><p>e</p></blockquote>",
                            {}, problems)
                            .tree;
  std::vector<RunKind> kinds;
  for (const TextRun& run : find_runs(tree)) kinds.push_back(run.kind);
  EXPECT_THAT(kinds, ElementsAre(RunKind::paragraph, RunKind::heading, RunKind::quote,
                                 RunKind::list_item, RunKind::post));
}

TEST(StatedBody, measures_agreement_by_groups_of_words) {
  const StatedBody stated("The talks were long, the answer was short.");
  EXPECT_EQ(stated.words(), 8u);
  EXPECT_DOUBLE_EQ(stated.agreement("the talks “were” LONG"), 1);
  EXPECT_DOUBLE_EQ(stated.agreement("the talks were long and dull"), 1.0 / 3);
  EXPECT_DOUBLE_EQ(stated.agreement("the talks"), 0);
}

}  // namespace
}  // namespace mercato
