// Pages that are made to hurt: each ends in a located problem, within its budget of processor time,
// and keeps the article that stands before the attack.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>

#include "2_read/html.h"
#include "2_read/html_test_support.h"

namespace mercato {
namespace {

using std::string_literals::operator""s;

constexpr std::string_view kSentence =
    "The club said that the talks about the midfielder go on, and that no offer was made.";

// Sanitizers cost time and memory that are not the reader's.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double kSlower = 20;
#else
constexpr double kSlower = 1;
#endif

std::string repeat(std::string_view piece, std::size_t count) {
  std::string out;
  out.reserve(piece.size() * count);
  for (std::size_t i = 0; i < count; ++i) out.append(piece);
  return out;
}

std::string article() {
  return "<html><body><article><p>" + std::string(kSentence) + "</p></article>";
}

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Attack {
  const char* name;
  std::string html;
  const char* problem;  // part of its message; null where the page is merely odd
};

void expect_survived(const Attack& attack) {
  const double start = processor_seconds();
  const Result<Document> document = read_html(attack.html, {}, test_languages());
  EXPECT_LT(processor_seconds() - start, 1.0 * kSlower) << attack.name;
  ASSERT_TRUE(document.has_value()) << attack.name;
  EXPECT_THAT(document->text, testing::HasSubstr("no offer was made")) << attack.name;
  if (!attack.problem) return;
  const auto told = std::find_if(document->problems.begin(), document->problems.end(),
                                 [&](const Problem& problem) {
                                   return problem.message.find(attack.problem) != std::string::npos;
                                 });
  ASSERT_NE(told, document->problems.end()) << attack.name;
  EXPECT_TRUE(told->line > 0 || told->offset > 0) << attack.name;
}

TEST(HtmlHostile, survives_nesting) {
  expect_survived({"closed", article() + repeat("<div>", 200'000) + "x" + repeat("</div>", 200'000),
                   "nest deeper"});
  expect_survived({"open", article() + repeat("<b>", 200'000), "nest deeper"});
  expect_survived({"before", repeat("<div>", 200'000) + article(), "nest deeper"});
  expect_survived({"tables", article() + repeat("<table>", 1u << 20), "nest deeper"});
}

TEST(HtmlHostile, survives_attributes) {
  std::string many = "<div ";
  for (int i = 0; i < 50'000; ++i) many += "a" + std::to_string(i) + "=\"v\" ";
  expect_survived({"different", many + ">" + article(), "50000 attributes"});
  expect_survived(
      {"same", "<div " + repeat("class=a ", 50'000) + ">" + article(), "50000 attributes"});
}

TEST(HtmlHostile, survives_size) {
  expect_survived({"line", article() + std::string(64u << 20, 'a'), "larger than"});
  expect_survived({"text", article() + repeat("word ", 2u << 20), "bytes of text"});
  expect_survived({"elements", article() + repeat("<p>", 2u << 20), "elements"});
}

TEST(HtmlHostile, survives_broken_bytes) {
  expect_survived({"sequences", article() + repeat("\xC3", 1u << 20), nullptr});
  expect_survived({"nul", article() + std::string(1u << 20, '\0'), "NUL"});
  expect_survived({"charset", "<meta charset=utf-16>" + article() + "été", "utf-16"});
}

TEST(HtmlHostile, survives_what_is_never_closed) {
  for (const char* piece : {"<!--", "<script>", "<a href=\"", "<", "<x", "&", "&a", "&eacute;",
                            "</", "<![CDATA[", "<style>"})
    expect_survived({piece, article() + repeat(piece, 1u << 20), nullptr});
}

TEST(HtmlHostile, survives_end_tags_that_match_nothing) {
  expect_survived({"end tags",
                   repeat("<div><p><b><i>", 120) + repeat("</x></y></div>", 500'000) + article(),
                   nullptr});
}

TEST(HtmlHostile, survives_deep_json) {
  expect_survived(
      {"json",
       "<script type='application/ld+json'>" + repeat("[", 1u << 20) + "</script>" + article(),
       nullptr});
}

TEST(HtmlHostile, stays_within_memory) {
  if (kSlower > 1) GTEST_SKIP() << "a sanitizer holds memory of its own";
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  EXPECT_LT(usage.ru_maxrss, 400 * 1024);  // the inputs of this file, 64 MB, included
}

}  // namespace
}  // namespace mercato
