#include "9_serve/line_reader.h"

#include <gtest/gtest.h>

#include <memory>

namespace mercato {
namespace {

// The lines of `text`; "<N>" for one that was too long.
std::vector<std::string> lines_of(const std::string& text, std::size_t max_line) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(), std::fclose);
  std::fwrite(text.data(), 1, text.size(), file.get());
  std::rewind(file.get());
  LineReader reader(file.get(), max_line);
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
  // A folder can be opened but not read.
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(".", "rb"), std::fclose);
  ASSERT_TRUE(file);
  std::string line;
  EXPECT_EQ(LineReader(file.get(), 10).next(line), LineReader::Status::end);
}

TEST(LineReader, empty_line_at_the_end_of_its_buffer_is_a_line) {
  constexpr std::size_t kBuffer = 1 << 18;
  const std::string line(kBuffer - 1, 'y');
  EXPECT_EQ(lines_of(line + "\n\nz", kBuffer), (Lines{line, "", "z"}));
  EXPECT_EQ(lines_of(line + "y\n\n", kBuffer), (Lines{line + "y", ""}));
}

}  // namespace
}  // namespace mercato
