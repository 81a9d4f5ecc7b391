#include "2_read/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <simdjson.h>

#include "2_read/html_test_support.h"

namespace mercato {
namespace {

using testing::HasSubstr;

Document read(std::string_view html, const ReadOptions& options = {}) {
  Result<Document> document = read_html(html, options, test_languages());
  EXPECT_TRUE(document.has_value());
  return std::move(*document);
}

std::string_view name(BlockKind kind) {
  constexpr std::string_view kNames[] = {"metadata", "title", "heading",  "paragraph",
                                         "quote",    "post",  "list_item"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

// What the .txt files beside the pages hold.
std::string describe(const Document& document) {
  std::ostringstream out;
  const std::string language = document.language.empty() ? "-" : document.language;
  out << "title \"" << document.outlet << "\" \"" << document.author << "\" "
      << document.published.to_string() << ' ' << language << ' ' << document.section << '\n';
  for (const Block& block : document.blocks)
    out << '[' << name(block.kind) << (block.language.empty() ? "" : " " + block.language) << "] "
        << one_line(slice(document.text, block.span)) << '\n';
  for (const Post& post : document.posts)
    out << "post " << post.author << " @" << post.handle << ' ' << post.platform << ' '
        << post.published.to_string() << ' ' << post.url << " \""
        << one_line(slice(document.text, post.body)) << "\"\n";
  for (const Link& link : document.links)
    out << "link \"" << slice(document.text, link.span) << "\" " << link.url << '\n';
  return out.str();
}

TEST(Html, reads_each_page_as_written_beside_it) {
  const std::filesystem::path folder = MERCATO_SOURCE_DIR "/tests/read/html";
  int pages = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".html") continue;
    std::filesystem::path expected = entry.path();
    EXPECT_EQ(describe(read(read_file(entry.path()))),
              read_file(expected.replace_extension(".txt")))
        << entry.path();
    ++pages;
  }
  EXPECT_GE(pages, 2);
}

TEST(Html, tells_that_a_page_has_no_article) {
  const Document document =
      read("<title>The Harbour Post</title><ul><li><a href=/x>A story</a></ul>");
  EXPECT_EQ(document.title, "The Harbour Post");
  EXPECT_EQ(document.text, "");
  ASSERT_EQ(document.problems.size(), 1u);
  EXPECT_EQ(document.problems[0].severity, Severity::error);
}

TEST(Html, reads_the_stated_body_where_scripts_write_the_page) {
  std::string stated;
  for (int i = 0; i < 5; ++i)
    stated += "The club said that the talks with the midfielder go on.\\n\\n";
  const Document document = read(
      "<body><div id=app></div><script type='application/ld+json'>{\"@type\": \"NewsArticle\", "
      "\"headline\": \"Talks go on\", \"articleBody\": \"" +
      stated + "\"}</script>");
  EXPECT_EQ(document.blocks.size(), 6u);
  EXPECT_THAT(document.text, testing::StartsWith("Talks go on\n\nThe club said"));
}

TEST(Html, names_the_input_in_its_problems) {
  ReadOptions options;
  options.name = "page.html";
  EXPECT_EQ(read("<p>x", options).problems.at(0).where, "page.html");
}

TEST(Html, cuts_the_text_at_its_bound) {
  ReadOptions options;
  options.limits.max_text = 300;
  std::string html = "<article>";
  for (int i = 0; i < 20; ++i)
    html += "<p>Été : le club discute encore avec l'entourage du joueur, et rien n'est signé.</p>";
  const Document document = read(html, options);
  EXPECT_LE(document.text.size(), 300u);
  EXPECT_GT(document.text.size(), 100u);
  EXPECT_TRUE(simdjson::validate_utf8(document.text.data(), document.text.size()));
  EXPECT_FALSE(document.problems.empty());
}

void expect_sound(const Document& document) {
  RC_ASSERT(simdjson::validate_utf8(document.text.data(), document.text.size()));
  std::uint32_t end = 0;
  for (const Block& block : document.blocks) {
    RC_ASSERT(block.span.begin >= end && block.span.begin <= block.span.end);
    end = block.span.end;
    RC_ASSERT(block.post < static_cast<int>(document.posts.size()));
  }
  RC_ASSERT(end == document.text.size());
  for (const Post& post : document.posts)
    RC_ASSERT(post.span.contains(post.body) && post.span.end <= end);
  for (const Link& link : document.links)
    RC_ASSERT(link.span.begin < link.span.end && link.span.end <= end);
}

TEST(Html, keeps_spans_in_order_and_in_the_text_whatever_the_page) {
  const std::string prose =
      "The club said that the talks about the midfielder go on, and that no offer was made.";
  EXPECT_TRUE(rc::check([&] {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "<p>" + prose, "</p>", "<div>", "</div>", "<blockquote class=twitter-tweet>",
        "</blockquote>", "<a href=x>", "</a>", "— Ada (@ada) June 11, 2024", "<br><br>",
        "<h2>Head</h2>", "<li>", "été ", "\xE9", "<nav>", "</nav>", prose, "<title>T</title>",
        "&nbsp;", "<noscript>", "</noscript>"));
    std::string html;
    for (const std::string& piece : pieces) html += piece;
    expect_sound(*read_html(html, {}, test_languages()));
  }));
}

}  // namespace
}  // namespace mercato
