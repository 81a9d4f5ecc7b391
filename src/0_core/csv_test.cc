#include "0_core/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace mercato {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct Parsed {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::uint32_t> lines;
  std::vector<Problem> problems;
};

Parsed parse(std::string_view text) {
  Parsed parsed;
  StringArena arena;
  ProblemLog log("t.csv", parsed.problems);
  CsvReader csv(text, arena, log);
  while (csv.next()) {
    auto& row = parsed.rows.emplace_back();
    for (std::size_t i = 0; i < csv.header().size(); ++i) row.emplace_back(csv.field(i));
    parsed.lines.push_back(csv.line());
  }
  return parsed;
}

TEST(CsvReader, reads_quoted_fields_when_they_hold_separators_quotes_and_line_ends) {
  const Parsed parsed = parse("a,b\r\n\"x,\"\"y\"\"\",\"two\nlines\"\r\n1,2\r\n");
  EXPECT_THAT(parsed.rows,
              ElementsAre(ElementsAre("x,\"y\"", "two\nlines"), ElementsAre("1", "2")));
  EXPECT_THAT(parsed.lines, ElementsAre(2, 4));
  EXPECT_THAT(parsed.problems, IsEmpty());
}

TEST(CsvReader, reads_the_last_row_when_no_line_end_follows) {
  EXPECT_THAT(parse("\xEF\xBB\xBF"
                    "a,b\n1,")
                  .rows,
              ElementsAre(ElementsAre("1", "")));
}

TEST(CsvReader, tells_the_line_and_goes_on_when_a_row_has_too_few_fields) {
  const Parsed parsed = parse("a,b\n1,2\n\n3\n4,5\n");
  EXPECT_THAT(parsed.rows, ElementsAre(ElementsAre("1", "2"), ElementsAre("4", "5")));
  ASSERT_THAT(parsed.problems, SizeIs(1));
  EXPECT_EQ(parsed.problems[0].to_string(), "t.csv:4: the row has 1 fields where the header has 2");
}

TEST(CsvReader, goes_on_with_the_next_line_when_a_quote_never_closes) {
  const Parsed parsed = parse("a,b\n\"open,2\n3,4\n");
  EXPECT_THAT(parsed.rows, ElementsAre(ElementsAre("3", "4")));
  ASSERT_THAT(parsed.problems, SizeIs(1));
  EXPECT_EQ(parsed.problems[0].line, 2u);
}

TEST(CsvReader, refuses_rows_when_bytes_are_no_text) {
  using namespace std::string_view_literals;
  const Parsed parsed = parse("a,b\nx\0y,2\n\xC3(,2\n\xED\xA0\x80,2\n\xF4\x90\x80\x80,2\nok,2\n"sv);
  EXPECT_THAT(parsed.rows, ElementsAre(ElementsAre("ok", "2")));
  EXPECT_THAT(parsed.problems, SizeIs(4));
}

TEST(CsvReader, refuses_a_field_when_it_is_longer_than_the_limit) {
  const std::string longest(CsvReader::kMaxField, 'x');
  EXPECT_THAT(parse("a\n" + longest + "\n").rows, SizeIs(1));
  EXPECT_THAT(parse("a\n" + longest + "y\n").rows, IsEmpty());
  EXPECT_THAT(parse("a\n\"" + longest + "y\"\nz\n").rows, ElementsAre(ElementsAre("z")));
}

TEST(ProblemLog, counts_the_rest_when_many_rows_are_bad) {
  std::string text = "a,b\n";
  for (int i = 0; i < 100; ++i) text += "1\n";
  const Parsed parsed = parse(text);
  ASSERT_THAT(parsed.problems, SizeIs(21));
  EXPECT_THAT(parsed.problems.back().message, HasSubstr("80 more rows"));
}

TEST(SplitValues, leaves_out_empty_values_when_separators_repeat) {
  EXPECT_THAT(split_values(" a ;;b;"), ElementsAre("a", "b"));
  EXPECT_THAT(split_values(""), IsEmpty());
}

std::string as_quoted(const std::string& field) {
  std::string text = "\"";
  for (const char c : field) text.append(c == '"' ? "\"\"" : std::string(1, c));
  return text + "\"";
}

TEST(CsvReader, gives_back_any_fields_when_they_were_quoted) {
  rc::check([] {
    const auto row = *rc::gen::resize(
        6, rc::gen::nonEmpty(
               rc::gen::container<std::vector<std::string>>(rc::gen::string<std::string>())));
    std::string header, line;
    for (const auto& field : row) {
      std::string ascii;
      for (const char c : field) ascii += static_cast<char>(c & 0x7f ? c & 0x7f : 'n');
      header += (header.empty() ? "h" : ",h");
      line += (line.empty() ? "" : ",") + as_quoted(ascii);
    }
    const Parsed parsed = parse(header + "\n" + line + "\n");
    RC_ASSERT(parsed.rows.size() == 1u);
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string ascii;
      for (const char c : row[i]) ascii += static_cast<char>(c & 0x7f ? c & 0x7f : 'n');
      RC_ASSERT(parsed.rows[0][i] == trim_blanks(ascii));
    }
  });
}

TEST(CsvReader, ends_when_the_bytes_are_arbitrary) {
  rc::check([](const std::string& text) {
    const Parsed parsed = parse(text);
    RC_ASSERT(parsed.rows.size() <= text.size());
  });
}

}  // namespace
}  // namespace mercato
