#include "8_watch/config_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "8_watch/config_value.h"

namespace mercato {
namespace {

using std::chrono::seconds;

class ConfigFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    char pattern[] = "/tmp/mercato-config-XXXXXX";
    folder_ = ::mkdtemp(pattern);
  }
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    for (const char* name : {"MERCATO_SERVE_PORT", "MERCATO_SERVE_HOSTS", "MERCATO_SERVE_IDLE"})
      ::unsetenv(name);
  }
  ConfigFile load(const std::string& text) {
    const auto file = folder_ / "config.toml";
    std::ofstream(file) << text;
    auto config = ConfigFile::load(file);
    EXPECT_TRUE(config.has_value()) << config.error().to_string();
    return *config;
  }
  std::filesystem::path folder_;
};

TEST_F(ConfigFileTest, reads_every_kind_of_value) {
  ConfigFile file = load(
      "[serve]\nport = 8140\nhosts = [\"a.example\", \"b.example\"]\nidle = \"2m\"\n"
      "body = \"64kB\"\nopen = true\nrate = 0.5\naddress = \"127.0.0.1\"\nplain = 30\n");
  ConfigTable table = file.table("serve");
  EXPECT_EQ(table.integer("port", 0, 65'535), 8140);
  EXPECT_EQ(table.texts("hosts"), (std::vector<std::string>{"a.example", "b.example"}));
  EXPECT_EQ(table.duration("idle"), seconds(120));
  EXPECT_EQ(table.bytes("body"), 65'536u);
  EXPECT_EQ(table.truth("open"), true);
  EXPECT_EQ(table.number("rate", 0, 1), 0.5);
  EXPECT_EQ(table.text("address"), "127.0.0.1");
  EXPECT_EQ(table.duration("plain"), seconds(30));
  EXPECT_EQ(table.text("absent"), std::nullopt);
  EXPECT_TRUE(file.finish().has_value());
}

TEST_F(ConfigFileTest, puts_the_environment_before_the_file) {
  ConfigFile file = load("[serve]\nport = 8140\n");
  ::setenv("MERCATO_SERVE_PORT", "9000", 1);
  ::setenv("MERCATO_SERVE_HOSTS", "a.example, b.example", 1);
  ConfigTable table = file.table("serve");
  EXPECT_EQ(table.integer("port", 0, 65'535), 9000);
  EXPECT_EQ(table.texts("hosts"), (std::vector<std::string>{"a.example", "b.example"}));
  EXPECT_TRUE(file.finish().has_value());
}

TEST_F(ConfigFileTest, reads_the_environment_without_any_file) {
  auto file = ConfigFile::load({});
  ASSERT_TRUE(file.has_value());
  ::setenv("MERCATO_SERVE_IDLE", "45s", 1);
  EXPECT_EQ(file->table("serve").duration("idle"), seconds(45));
  EXPECT_TRUE(file->finish().has_value());
}

TEST_F(ConfigFileTest, names_the_variable_whose_value_is_wrong) {
  ConfigFile file = load("[serve]\nport = 8140\n");
  ::setenv("MERCATO_SERVE_PORT", "80x", 1);
  EXPECT_EQ(file.table("serve").integer("port", 0, 65'535), std::nullopt);
  const auto done = file.finish();
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().where, "MERCATO_SERVE_PORT");
}

TEST_F(ConfigFileTest, tells_the_line_of_a_wrong_value) {
  ConfigFile file = load("# hello\n[serve]\naddress = \"::1\"\nport = \"many\"\n");
  ConfigTable table = file.table("serve");
  table.text("address");
  EXPECT_EQ(table.integer("port", 0, 65'535), std::nullopt);
  const auto done = file.finish();
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().line, 4u);
  EXPECT_NE(done.error().to_string().find("'port' of serve is no whole number from 0 to 65535"),
            std::string::npos);
}

TEST_F(ConfigFileTest, tells_keys_that_nobody_asked_for) {
  ConfigFile file = load("[serve]\nport = 1\nprot = 2\n");
  file.table("serve").integer("port", 0, 65'535);
  const auto done = file.finish();
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().line, 3u);
  EXPECT_NE(done.error().message.find("'prot'"), std::string::npos);
}

TEST_F(ConfigFileTest, tells_tables_that_no_part_knows_and_leaves_those_of_others_alone) {
  ConfigFile others = load("[serve]\nanything = 1\n[[alert]]\nname = \"x\"\n[watch]\n");
  others.table("watch");
  EXPECT_TRUE(others.finish().has_value());
  ConfigFile file = load("[watch]\n[wacht]\nevery = 3\n");
  file.table("watch");
  const auto done = file.finish();
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().line, 2u);
}

TEST_F(ConfigFileTest, reads_tables_inside_tables) {
  ConfigFile file = load(
      "[[alert]]\nname = \"a\"\n[[alert.webhook]]\nurl = \"https://x.example\"\n"
      "[[alert.webhook]]\nurl = \"https://y.example\"\ntypo = 1\n[[alert]]\nname = \"b\"\n");
  auto alerts = file.tables("alert");
  ASSERT_EQ(alerts.size(), 2u);
  EXPECT_EQ(alerts[0].text("name"), "a");
  EXPECT_EQ(alerts[1].text("name"), "b");
  auto hooks = alerts[0].tables("webhook");
  ASSERT_EQ(hooks.size(), 2u);
  EXPECT_EQ(hooks[1].text("url"), "https://y.example");
  hooks[0].text("url");
  const auto done = file.finish();
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().line, 7u);
}

TEST_F(ConfigFileTest, tells_a_table_that_is_none_and_a_complaint_of_the_caller) {
  ConfigFile file = load("serve = 3\n");
  EXPECT_EQ(file.table("serve").text("address"), std::nullopt);
  EXPECT_FALSE(file.finish().has_value());
  ConfigFile other = load("[serve]\n\naddress = \"x\"\n");
  ConfigTable table = other.table("serve");
  table.text("address");
  table.complain("address", "is no address", "write 127.0.0.1");
  ASSERT_FALSE(other.finish().has_value());
  EXPECT_EQ(other.finish().error().line, 3u);
}

TEST_F(ConfigFileTest, fails_on_what_is_no_toml_with_its_line) {
  const auto path = folder_ / "broken.toml";
  std::ofstream(path) << "[serve]\nport = \n";
  const auto file = ConfigFile::load(path);
  ASSERT_FALSE(file.has_value());
  EXPECT_EQ(file.error().line, 2u);
  EXPECT_FALSE(ConfigFile::load(folder_ / "absent.toml").has_value());
  EXPECT_FALSE(ConfigFile::load(folder_).has_value());
}

TEST(ConfigValue, durations_and_sizes_are_bounded) {
  EXPECT_EQ(parse_duration("15m"), seconds(900));
  EXPECT_EQ(parse_duration(" 2 h "), seconds(7'200));
  EXPECT_EQ(parse_duration("1d"), seconds(86'400));
  for (const char* wrong : {"", "m", "-3s", "3w", "1.5h", "99999999999999999999", "999999999d"})
    EXPECT_EQ(parse_duration(wrong), std::nullopt) << wrong;
  EXPECT_EQ(parse_bytes("8MB"), 8u << 20);
  EXPECT_EQ(parse_bytes("512"), 512u);
  for (const char* wrong : {"", "MB", "-1", "3TB", "18446744073709551615GB"})
    EXPECT_EQ(parse_bytes(wrong), std::nullopt) << wrong;
  EXPECT_EQ(parse_truth("Yes"), true);
  EXPECT_EQ(parse_truth("maybe"), std::nullopt);
}

}  // namespace
}  // namespace mercato
