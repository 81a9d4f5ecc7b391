#include "8_dossier/windows.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <fstream>

namespace mercato {
namespace {

const Windows& windows() {
  static const auto loaded = Windows::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
  if (!loaded) throw std::runtime_error(loaded.error().to_string());
  return **loaded;
}

// A data folder of its own with the default and one association.
class WindowFolder {
 public:
  WindowFolder()
      : path_(std::filesystem::temp_directory_path() /
              ("mercato-windows-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_ / "windows");
    write("default",
          "association = \"default\"\n[[yearly]]\nseason = \"winter\"\nopens = \"01-01\"\n"
          "closes = \"01-31\"\n[[yearly]]\nseason = \"summer\"\nopens = \"07-01\"\ncloses = "
          "\"08-31\"\n");
  }
  ~WindowFolder() { std::filesystem::remove_all(path_); }
  void write(const std::string& code, const std::string& text) const {
    std::ofstream(path_ / "windows" / (code + ".toml")) << text;
  }
  std::string error() const {
    const auto loaded = Windows::load(path_);
    return loaded ? "" : loaded.error().to_string();
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

TEST(Windows, take_the_days_that_the_manual_gives_as_examples) {
  const auto id = [](const char* code, int y, int m, int d) {
    return windows()
        .window_of({static_cast<std::int16_t>(y), static_cast<std::uint8_t>(m),
                    static_cast<std::uint8_t>(d)},
                   code)
        .id;
  };
  EXPECT_EQ(id("FRA", 2024, 5, 20), "2024-summer");
  EXPECT_EQ(id("FRA", 2024, 8, 30), "2024-summer");
  EXPECT_EQ(id("FRA", 2024, 8, 31), "2025-winter");
  EXPECT_EQ(id("MCO", 2024, 8, 31), "2025-winter");
  EXPECT_EQ(id("FRA", 2025, 2, 4), "2025-summer");
  EXPECT_EQ(id("TUR", 2024, 9, 10), "2024-summer");
  EXPECT_EQ(id("SRB", 2024, 9, 1), "2025-winter");
  EXPECT_EQ(id("ITA", 2012, 9, 15), "2013-winter");
  EXPECT_EQ(id("ITA", 2024, 6, 0), "2024-summer") << "a month counts as its first day";
}

TEST(Windows, are_found_by_their_id_and_refuse_other_words) {
  const auto listed = windows().find("2024-summer", "ENG");
  ASSERT_TRUE(listed);
  EXPECT_EQ(listed->closes, (Date{2024, 8, 30}));
  EXPECT_FALSE(listed->approximate);
  const auto yearly = windows().find("1999-winter", "ENG");
  ASSERT_TRUE(yearly);
  EXPECT_EQ(yearly->closes, (Date{1999, 1, 31}));
  EXPECT_TRUE(yearly->approximate);
  for (const char* wrong : {"", "summer", "2024", "2024-autumn", "24-summer", "2024-summers"})
    EXPECT_FALSE(windows().find(wrong, "ENG")) << wrong;
}

RC_GTEST_PROP(Windows, of_any_day_close_on_or_after_it_and_follow_one_another, ()) {
  const auto code =
      *rc::gen::element<std::string>("", "ENG", "FRA", "ITA", "BRA", "USA", "SAU", "XXX");
  const Date day =
      Date::from_days(*rc::gen::inRange(Date{1990, 1, 1}.days(), Date{2060, 1, 1}.days()));
  const Window window = windows().window_of(day, code);
  RC_ASSERT(window.closes >= day);
  const Window before = windows().before(window, code), after = windows().after(window, code);
  RC_ASSERT(before.closes < day);
  RC_ASSERT(before.closes < window.closes);
  RC_ASSERT(window.closes < after.closes);
  RC_ASSERT(windows().window_of(window.closes, code).id == window.id);
  RC_ASSERT(windows().window_of(Date::from_days(window.closes.days() + 1), code).id == after.id);
  RC_ASSERT(windows().before(after, code).id == window.id);
  RC_ASSERT(windows().find(window.id, code)->closes == window.closes);
}

TEST(Windows, tell_file_and_line_of_what_breaks_the_format) {
  const WindowFolder folder;
  const std::string head = "association = \"VES\"\n";
  const std::string first =
      "[[window]]\nid = \"2024-summer\"\nopens = \"2024-06-10\"\ncloses = \"2024-08-30\"\n";
  folder.write("VES", head + first);
  EXPECT_EQ(folder.error(), "");
  folder.write("VES", head + first + first);
  EXPECT_NE(folder.error().find("VES.toml:6"), std::string::npos) << folder.error();
  folder.write(
      "VES",
      head + "[[window]]\nid = \"2024-autumn\"\nopens = \"2024-06-10\"\ncloses = \"2024-08-30\"\n");
  EXPECT_NE(folder.error().find("needs id"), std::string::npos) << folder.error();
  folder.write(
      "VES",
      head + "[[window]]\nid = \"2024-summer\"\nopens = \"2024-06-10\"\ncloses = \"2024-06-09\"\n");
  EXPECT_NE(folder.error(), "");
  folder.write(
      "VES",
      head + "[[window]]\nid = \"2024-summer\"\nopens = \"2023-06-10\"\ncloses = \"2023-06-19\"\n");
  EXPECT_NE(folder.error(), "");
  folder.write("VES", "association = \"ARN\"\n");
  EXPECT_NE(folder.error(), "");
  folder.write("VES", head + "also = [\"default\"]\n");
  EXPECT_NE(folder.error(), "") << "default has a file of its own";
  folder.write("VES", "association = \n");
  EXPECT_NE(folder.error().find("VES.toml"), std::string::npos);
}

TEST(Windows, need_the_folder_and_the_default) {
  const WindowFolder folder;
  EXPECT_FALSE(Windows::load(folder.path() / "nowhere"));
  std::filesystem::remove(folder.path() / "windows" / "default.toml");
  EXPECT_NE(folder.error(), "");
}

}  // namespace
}  // namespace mercato
