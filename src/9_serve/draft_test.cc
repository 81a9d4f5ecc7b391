#include "9_serve/draft.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

TEST(Draft, is_text_or_json) {
  EXPECT_EQ(read_draft("text/plain", "They talk.")->text, "They talk.");
  const auto draft = read_draft(
      "application/json", R"({"text": "They talk.", "title": "T", "published": "2024-06-12"})");
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->title, "T");
  EXPECT_EQ(draft->published.to_string(), "2024-06-12");
}

TEST(Draft, refuses_what_it_does_not_know) {
  for (const char* body :
       {"", "{", "[]", "1", "{}", R"({"text": 1})", R"({"text": "a", "more": "b"})",
        R"({"text": "a", "published": "soon"})", R"({"text": " "})", R"({"text": "a"} x)"})
    EXPECT_FALSE(read_draft("application/json", body)) << body;
  EXPECT_FALSE(read_draft("text/plain", " \n"));
  EXPECT_FALSE(read_draft("application/json", std::string(10'000, '[')));
}

}  // namespace
}  // namespace mercato
