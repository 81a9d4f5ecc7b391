#include "9_serve/page.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace mercato {
namespace {

const std::vector<PageFile> kFiles = {
    {"index.html", "<!doctype html>"}, {"app.js", "1"}, {"img/a.svg", "<svg/>"}};

Response get(const Page& page, const char* path) { return page.find(*parse_target(path)); }

TEST(Page, gives_its_files_by_their_names) {
  const auto page = make_page(kFiles);
  EXPECT_EQ(*get(*page, "/app.js").body, "1");
  EXPECT_EQ(get(*page, "/app.js").type, "text/javascript; charset=utf-8");
  EXPECT_EQ(*get(*page, "/img/a.svg").body, "<svg/>");
  EXPECT_EQ(get(*page, "/app.css").status, 404u);
  EXPECT_EQ(get(*page, "/img%2fa.svg").status, 404u);
  EXPECT_EQ(get(*page, "/app.js/").status, 404u);
}

TEST(Page, views_get_the_document) {
  const auto page = make_page(kFiles);
  for (const char* path : {"/", "/person/P-1", "/club/C-1", "/window/2024-summer", "/sources",
                           "/source/x", "/search", "/desk", "/document/3"}) {
    EXPECT_EQ(*get(*page, path).body, "<!doctype html>") << path;
    EXPECT_TRUE(get(*page, path).is_page) << path;
  }
  EXPECT_EQ(get(*page, "/personal").status, 404u);
}

TEST(Page, without_files_says_so) {
  EXPECT_EQ(get(*make_page(std::vector<PageFile>{}), "/").status, 404u);
}

class PageFolder : public testing::Test {
 protected:
  PageFolder() {
    char name[] = "/tmp/mercato-page-XXXXXX";
    root = mkdtemp(name);
    std::filesystem::create_directories(root / "dist" / "img");
    write(root / "secret.txt", "secret");
    write(root / "dist" / "index.html", "page");
    write(root / "dist" / "img" / "a.svg", "<svg/>");
    write(root / "dist" / ".env", "secret");
    std::filesystem::create_symlink(root / "secret.txt", root / "dist" / "link.txt");
  }
  ~PageFolder() override { std::filesystem::remove_all(root); }
  static void write(const std::filesystem::path& file, const char* text) {
    std::ofstream(file) << text;
  }
  std::filesystem::path root;
};

// Path traversal, as FreshRSS had it in ext.php: CVE-2022-23497.
TEST_F(PageFolder, is_never_left) {
  const auto page = make_page(root / "dist");
  EXPECT_EQ(*get(*page, "/").body, "page");
  EXPECT_EQ(*get(*page, "/img/a.svg").body, "<svg/>");
  for (const char* path : {"/%2fetc%2fpasswd", "/..%2fsecret.txt", "/link.txt", "/.env", "/img",
                           "/img/..%2f..%2fsecret.txt", "//etc/passwd"})
    EXPECT_EQ(get(*page, path).status, 404u) << path;
  EXPECT_FALSE(parse_target("/../secret.txt"));
}

}  // namespace
}  // namespace mercato
