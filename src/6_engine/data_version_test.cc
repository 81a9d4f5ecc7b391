#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "6_engine/engine.h"

namespace mercato {
namespace {

namespace fs = std::filesystem;

class DataVersion : public testing::Test {
 protected:
  void SetUp() override {
    write("languages/fr/language.toml", "tag = \"fr\"");
    write("claims/bid.toml", "stage = 6");
  }
  void TearDown() override { fs::remove_all(data_); }
  void write(const std::string& name, const std::string& bytes) {
    fs::create_directories((data_ / name).parent_path());
    std::ofstream(data_ / name) << bytes;
  }
  fs::path data_ = fs::temp_directory_path() / ("mercato_data_" + std::to_string(getpid()));
};

TEST_F(DataVersion, stays_when_nothing_is_read_otherwise) {
  const std::string before = data_version(data_);
  write("examples/article.txt", "words");
  EXPECT_EQ(data_version(data_), before);
  EXPECT_EQ(before.size(), 16u);
}

TEST_F(DataVersion, changes_with_each_byte_and_name_of_a_file_that_is_read) {
  const std::string before = data_version(data_);
  write("claims/bid.toml", "stage = 7");
  const std::string other = data_version(data_);
  EXPECT_NE(other, before);
  write("claims/bid.toml", "stage = 6");
  EXPECT_EQ(data_version(data_), before);
  fs::rename(data_ / "claims/bid.toml", data_ / "claims/bids.toml");
  EXPECT_NE(data_version(data_), before);
}

}  // namespace
}  // namespace mercato
