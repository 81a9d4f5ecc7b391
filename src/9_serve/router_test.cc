#include "9_serve/router.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

Route route(const std::string& path, Method method = Method::get) {
  return find_route(*parse_target(path), method);
}

TEST(Router, every_question_is_found_under_its_own_path) {
  for (const Question& question : questions()) {
    std::string path(kApiRoot);
    std::size_t in_path = 0;
    for (std::size_t i = 0; i < question.path.size(); ++i) {
      if (question.path[i] == '{') {
        i = question.path.find('}', i);
        path += "made-up";
        ++in_path;
      } else {
        path += question.path[i];
      }
    }
    const Route found = route(path);
    ASSERT_EQ(found.question, &question) << path;
    EXPECT_EQ(found.in_path.size(), in_path) << path;
    EXPECT_TRUE(allows(found, Method::get) && allows(found, Method::head));
    EXPECT_EQ(allows(found, Method::post), question.name == "documents") << path;
  }
}

TEST(Router, fixed_paths_go_before_questions) {
  EXPECT_EQ(route("/api/v1/check").kind, RouteKind::check);
  EXPECT_EQ(route("/api/v1/feed.rss").suffix, "rss");
  EXPECT_EQ(route("/openapi.json").kind, RouteKind::openapi);
  EXPECT_EQ(route("/api/v1/openapi.json").kind, RouteKind::openapi);
  const Route alert = route("/api/v1/alerts/our-players.atom");
  EXPECT_EQ(alert.kind, RouteKind::alert_feed);
  EXPECT_EQ(alert.in_path.at("rule"), "our-players");
}

TEST(Router, documents_are_listed_and_taken_in_under_one_path) {
  EXPECT_EQ(route("/api/v1/documents").kind, RouteKind::question);
  EXPECT_EQ(route("/api/v1/documents", Method::post).kind, RouteKind::documents);
  EXPECT_EQ(route("/api/v1/documents/3", Method::post).kind, RouteKind::question);
}

TEST(Router, what_is_none_of_ours_is_the_page_s) {
  for (const char* path : {"/", "/nothing", "/api", "/api/v1", "/api/v2/dossiers/x",
                           "/api/v1/nothing/at/all", "/healthz/x"})
    EXPECT_EQ(route(path).kind, RouteKind::page) << path;
}

}  // namespace
}  // namespace mercato
