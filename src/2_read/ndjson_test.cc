#include "2_read/ndjson.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <chrono>

#include "2_read/test_support.h"

namespace mercato {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

ReadOptions named(std::string name) {
  ReadOptions options;
  options.name = std::move(name);
  return options;
}

Result<void> read(std::string_view line, Document& out, ReadOptions options = named("in.ndjson")) {
  return read_ndjson(line, options, 7, test_languages(), test_words(), out);
}

TEST(Ndjson, reads_the_fields_that_it_knows) {
  Document out;
  ASSERT_TRUE(read(
      R"({"kind": {"a": [1, 2]}, "id": "x-1", "text": "Verdi \u00e9tait l\u00e0\n\nLe club vend.", "lang": "FR-fr",
      "published": "2024-06-12T10:00:00", "outlet": "Journal", "author": "Anna", "url": "https://e.org/1", "title": "T"})",
      out));
  EXPECT_EQ(out.id, "x-1");
  EXPECT_EQ(out.text, "Verdi \u00e9tait l\u00e0\n\nLe club vend.");
  EXPECT_EQ(out.language, "fr");
  EXPECT_EQ(out.published.to_string(), "2024-06-12");
  EXPECT_EQ(out.published_time, "2024-06-12T10:00:00");
  EXPECT_EQ(out.outlet, "Journal");
  EXPECT_EQ(out.author, "Anna");
  EXPECT_EQ(out.url, "https://e.org/1");
  EXPECT_EQ(out.title, "T");
  EXPECT_THAT(kinds(out), ElementsAre(BlockKind::title, BlockKind::paragraph));
}

TEST(Ndjson, forgets_the_document_before) {
  Document out;
  ASSERT_TRUE(read(
      R"({"id": "1", "text": "Title\n\nBody (@x) text.", "author": "A", "published": "2024", "title": "T"})",
      out));
  ASSERT_TRUE(read(R"({"id": "2", "text": "Other"})", out));
  EXPECT_EQ(out.author, "");
  EXPECT_EQ(out.title, "");
  EXPECT_FALSE(out.published.known());
  EXPECT_THAT(out.blocks, SizeIs(1));
}

TEST(Ndjson, understands_dates_written_out) {
  Document out;
  ASSERT_TRUE(read(R"({"text": "a", "published": "Tue, 11 Jun 2024 10:00:00 GMT"})", out));
  EXPECT_EQ(out.published.to_string(), "2024-06-11");
}

TEST(Ndjson, warns_of_a_date_that_is_none) {
  Document out;
  ASSERT_TRUE(read(R"({"text": "a", "published": "soon"})", out));
  ASSERT_THAT(out.problems, SizeIs(1));
  EXPECT_EQ(out.problems[0].severity, Severity::warning);
  EXPECT_EQ(out.problems[0].line, 7u);
}

TEST(Ndjson, makes_an_id_of_the_line_where_there_is_none) {
  Document out;
  ASSERT_TRUE(read(R"({"text": "a"})", out));
  EXPECT_EQ(out.id, "in.ndjson:7");
  ASSERT_TRUE(read(R"({"id": 12, "text": "a"})", out));
  EXPECT_EQ(out.id, "12");
}

struct BadLine {
  std::string_view line, message;
};
class BadNdjson : public testing::TestWithParam<BadLine> {};

TEST_P(BadNdjson, is_a_located_problem) {
  Document out;
  out.text = "of the line before";
  const auto done = read(GetParam().line, out);
  ASSERT_FALSE(done) << GetParam().line;
  EXPECT_EQ(done.error().where, "in.ndjson");
  EXPECT_EQ(done.error().line, 7u);
  EXPECT_THAT(done.error().message, HasSubstr(GetParam().message)) << GetParam().line;
  EXPECT_EQ(out.text, "");
}

INSTANTIATE_TEST_SUITE_P(
    All, BadNdjson,
    testing::Values(
        BadLine{"", "empty"}, BadLine{"   ", ""}, BadLine{"{", ""}, BadLine{"nonsense", ""},
        BadLine{"[1]", "no JSON object"}, BadLine{"\"text\"", "no JSON object"},
        BadLine{"{}", "no text"}, BadLine{R"({"id": "1"})", "no text"},
        BadLine{R"({"text": 5})", "\"text\" is no string"},
        BadLine{R"({"text": null})", "\"text\" is no string"},
        BadLine{R"({"text": ["a"]})", "\"text\" is no string"},
        BadLine{R"({"text": "a", "title": {}})", "\"title\" is no string"},
        BadLine{R"({"text": ""})", "empty"}, BadLine{R"({"text": " \n "})", "empty"},
        BadLine{R"({"text": "a"} {})", "follows"}, BadLine{R"({"text": "a"}})", ""},
        BadLine{R"({"text": "a)", ""}, BadLine{R"({"text": "a" "id": "b"})", ""},
        BadLine{"{\"text\": \"a\xff\"}", "UTF-8"}, BadLine{"{\"text\": \"a\xc3\"}", "UTF-8"},
        BadLine{R"({"text": "\ud800"})", "escape"}, BadLine{R"({"text": "\q"})", "escape"},
        BadLine{std::string_view("{\"text\": \"a\0b\"}", 15), "control"}));

TEST(Ndjson, says_where_utf8_is_broken) {
  Document out;
  const auto done = read("{\"text\": \"\u00e9\u00e9\xff\"}", out);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().offset, 14u);
}

TEST(Ndjson, reads_an_escaped_nul_as_a_space) {
  Document out;
  ASSERT_TRUE(read(R"({"text": "a\u0000b"})", out));
  EXPECT_EQ(out.text, "a b");
  ASSERT_THAT(out.problems, SizeIs(1));
  EXPECT_EQ(out.problems[0].line, 7u);
}

TEST(Ndjson, keeps_the_id_of_a_line_that_fails_behind_it) {
  Document out;
  EXPECT_FALSE(read(R"({"id": "x-1", "text": 5})", out));
  EXPECT_EQ(out.id, "x-1");
}

TEST(Ndjson, refuses_a_line_beyond_the_limit_before_reading_it) {
  ReadOptions options = named("in.ndjson");
  options.limits.max_bytes = 100;
  Document out;
  const auto done = read(R"({"text": ")" + std::string(200, 'a') + "\"}", out, options);
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().message, HasSubstr("more than 100 bytes"));
}

TEST(Ndjson, steps_over_deep_nesting) {
  const std::string deep =
      R"({"x": )" + std::string(200'000, '[') + std::string(200'000, ']') + R"(, "text": "a"})";
  Document out;
  const auto start = std::chrono::steady_clock::now();
  const auto done = read(deep, out);
  EXPECT_TRUE(done ? out.text == "a" : done.error().line == 7u);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

RC_GTEST_PROP(Ndjson, gives_any_text_back_byte_for_byte, (const std::vector<std::string>& words)) {
  std::string text = "x", json = "x";
  for (const std::string& word : words) {
    for (const char c : word) {
      if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20 ||
          static_cast<unsigned char>(c) >= 0x80)
        continue;
      text += c;
      json += c;
    }
    text += "\u00e9\n\"";
    json += "\\u00e9\\n\\\"";
  }
  Document out;
  RC_ASSERT(static_cast<bool>(read("{\"text\": \"" + json + "\"}", out)));
  RC_ASSERT(out.text == text);
  check_document(out);
}

}  // namespace
}  // namespace mercato
