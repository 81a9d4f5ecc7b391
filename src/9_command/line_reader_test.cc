#include "9_command/line_reader.h"

#include <gtest/gtest.h>

#include "9_command/temporary_file.h"

namespace mercato {
namespace {

// The lines of `text`; "<N>" for one that was too long.
std::vector<std::string> lines_of(const std::string& text, std::size_t max_line) {
  const TemporaryFile file(text);
  const auto source = open_source(file.name());
  LineReader reader(**source, max_line);
  std::vector<std::string> lines;
  std::string line;
  for (auto status = reader.next(line); status != LineReader::Status::end;
       status = reader.next(line)) {
    lines.push_back(
        status == LineReader::Status::line ? line : "<" + std::to_string(reader.skipped()) + ">");
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(LineReader, reads_lines_with_and_without_a_last_break) {
  EXPECT_EQ(lines_of("a\nbc\n", 10), (Lines{"a", "bc"}));
  EXPECT_EQ(lines_of("a\nbc", 10), (Lines{"a", "bc"}));
  EXPECT_EQ(lines_of("", 10), Lines{});
}

TEST(LineReader, keeps_empty_lines_so_that_numbers_stay_right) {
  EXPECT_EQ(lines_of("\n\na\n\n", 10), (Lines{"", "", "a", ""}));
}

TEST(LineReader, passes_over_a_line_beyond_the_limit) {
  EXPECT_EQ(lines_of("abc\n" + std::string(1'000'000, 'x') + "\nd\n", 10),
            (Lines{"abc", "<1000000>", "d"}));
}

TEST(LineReader, line_longer_than_its_buffer_is_whole) {
  const std::string line(600'000, 'y');
  EXPECT_EQ(lines_of(line + "\nz", 1'000'000), (Lines{line, "z"}));
}

TEST(LineReader, ends_where_reading_fails) {
  const TemporaryFile cut("\x1f\x8b\x08");
  const auto source = open_source(cut.name());
  std::string line;
  EXPECT_EQ(LineReader(**source, 10).next(line), LineReader::Status::end);
  EXPECT_TRUE((*source)->problem());
}

TEST(LineReader, empty_line_at_the_end_of_its_buffer_is_a_line) {
  constexpr std::size_t kBuffer = 1 << 18;
  const std::string line(kBuffer - 1, 'y');
  EXPECT_EQ(lines_of(line + "\n\nz", kBuffer), (Lines{line, "", "z"}));
  EXPECT_EQ(lines_of(line + "y\n\n", kBuffer), (Lines{line + "y", ""}));
}

}  // namespace
}  // namespace mercato
