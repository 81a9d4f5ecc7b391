#include "9_answer/nearest_names.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace mercato {
namespace {

TEST(EditDistance, counts_letters_put_in_taken_out_and_changed) {
  EXPECT_EQ(edit_distance("kerdrel", "kerdrel", 9), 0u);
  EXPECT_EQ(edit_distance("kerdrel", "kardrel", 9), 1u);
  EXPECT_EQ(edit_distance("kerdrel", "kerdel", 9), 1u);
  EXPECT_EQ(edit_distance("", "abc", 9), 3u);
  EXPECT_EQ(edit_distance("abc", "xyz", 1), 2u);
}

TEST(EditDistance, is_a_distance) {
  rc::check([](const std::string& a, const std::string& b, const std::string& c) {
    const auto d = [](const auto& x, const auto& y) { return edit_distance(x, y, 1000); };
    RC_ASSERT(d(a, b) == d(b, a));
    RC_ASSERT((d(a, b) == 0) == (a == b));
    RC_ASSERT(d(a, c) <= d(a, b) + d(b, c));
  });
}

}  // namespace
}  // namespace mercato
