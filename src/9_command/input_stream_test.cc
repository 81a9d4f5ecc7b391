#include "9_command/input_stream.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "9_command/temporary_file.h"

namespace mercato {
namespace {

namespace fs = std::filesystem;

struct Got {
  std::vector<std::string> names;
  std::vector<std::string> problems;
  std::string bytes;
  std::size_t lines = 0;
  std::uint64_t passed_over = 0;
};

Got read(const std::string& name, bool folders = true, int stop_after = 1 << 30) {
  Got got;
  int asked = 0;
  InputStream stream(
      {.folders = folders, .standard_input_is_lines = false},
      [&](std::unique_ptr<Batch> batch) {
        got.names.push_back(fs::path(batch->name).filename().string());
        for (const Problem& problem : batch->problems) got.problems.push_back(problem.message);
        if (batch->unread) got.problems.push_back(batch->unread->message);
        got.bytes += batch->bytes;
        got.lines += batch->ends.size();
      },
      [&] { return ++asked > stop_after; });
  stream.add(name);
  got.passed_over = stream.passed_over();
  return got;
}

class Folder : public testing::Test {
 protected:
  void TearDown() override { fs::remove_all(path_); }
  void write(const std::string& name, const std::string& bytes) {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << bytes;
  }
  fs::path path_ = fs::temp_directory_path() / ("mercato_inputs_" + std::to_string(getpid()));
};

TEST_F(Folder, is_read_by_name_with_its_folders) {
  write("b.txt", "two");
  write("c/a.html", "<p>three");
  write("a.ndjson", "{\"text\":\"one\"}\n");
  write(".hidden.txt", "never");
  write("photo.jpg", "never");
  write("c/feed.XML.gz", "four");
  const Got got = read(path_.string());
  EXPECT_EQ(got.names, (std::vector<std::string>{"a.ndjson", "b.txt", "a.html", "feed.XML.gz"}));
  EXPECT_EQ(got.passed_over, 1u);
  EXPECT_TRUE(got.problems.empty());
}

TEST_F(Folder, that_leads_in_a_circle_ends) {
  write("a.txt", "one");
  fs::create_directory_symlink(path_, path_ / "again");
  EXPECT_EQ(read(path_.string()).names, std::vector<std::string>{"a.txt"});
}

TEST_F(Folder, is_a_problem_where_folders_are_not_read) {
  write("a.txt", "one");
  EXPECT_EQ(read(path_.string(), false).problems.size(), 1u);
}

TEST_F(Folder, is_left_when_asked_to_stop) {
  for (int i = 0; i < 9; ++i) write("a" + std::to_string(i) + ".txt", "x");
  EXPECT_LT(read(path_.string(), true, 8).names.size(), 9u);
}

TEST(InputStream, tells_lines_from_whole_inputs) {
  const TemporaryFile lines("\xef\xbb\xbf{\"text\":\"a\"}\n\n{\"text\":\"b\"}"),
      text("a text\nof two lines"),
      feed("{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}");
  EXPECT_EQ(read(lines.name()).lines, 3u);
  EXPECT_EQ(read(lines.name()).bytes[0], '{');
  EXPECT_EQ(read(text.name()).lines, 0u);
  EXPECT_EQ(read(feed.name()).lines, 0u);
}

TEST(InputStream, a_line_too_long_is_told_in_its_place) {
  const TemporaryFile file("{}\n{" + std::string(33u << 20, 'x') + "\n{}\n");
  const Got got = read(file.name());
  EXPECT_EQ(got.lines, 2u);
  ASSERT_EQ(got.problems.size(), 1u);
  EXPECT_EQ(got.names.size(), 3u);
}

TEST(InputStream, what_is_not_there_is_told) {
  EXPECT_EQ(read("/nonexistent/file").problems.size(), 1u);
}

}  // namespace
}  // namespace mercato
