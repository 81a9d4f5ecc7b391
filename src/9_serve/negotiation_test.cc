#include "9_serve/negotiation.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

TEST(Negotiation, takes_the_range_that_says_most) {
  EXPECT_TRUE(accepts_type("", "application/json"));
  EXPECT_TRUE(accepts_type("*/*", "application/json"));
  EXPECT_TRUE(accepts_type("text/html, application/*;q=0.8", "application/json"));
  EXPECT_FALSE(accepts_type("text/html", "application/json"));
  EXPECT_FALSE(accepts_type("application/json;q=0, */*", "application/json"));
  EXPECT_FALSE(accepts_type("application/*;q=0.000, */*;q=1", "application/json"));
  EXPECT_TRUE(accepts_type("*/*;q=0, Application/JSON", "application/json"));
}

TEST(Negotiation, gzip_has_to_be_asked_for) {
  EXPECT_FALSE(accepts_gzip(""));
  EXPECT_TRUE(accepts_gzip("br, gzip"));
  EXPECT_TRUE(accepts_gzip("GZIP;q=0.5"));
  EXPECT_FALSE(accepts_gzip("gzip;q=0"));
  EXPECT_TRUE(accepts_gzip("*"));
  EXPECT_FALSE(accepts_gzip("*, gzip;q=0"));
}

TEST(Negotiation, names_a_tag_in_any_of_its_forms) {
  EXPECT_TRUE(names_etag("\"abc\"", "abc"));
  EXPECT_TRUE(names_etag("\"x\", W/\"abc\"", "abc"));
  EXPECT_TRUE(names_etag("\"abc-gz\"", "abc"));
  EXPECT_TRUE(names_etag("*", "abc"));
  EXPECT_FALSE(names_etag("abc", "abc"));
  EXPECT_FALSE(names_etag("\"abcd\"", "abc"));
  EXPECT_FALSE(names_etag("*", ""));
  EXPECT_FALSE(names_etag("", "abc"));
}

TEST(Negotiation, media_type_stands_before_its_parameters) {
  EXPECT_EQ(media_type("Application/JSON ; charset=utf-8"), "application/json");
  EXPECT_EQ(media_type(""), "");
}

}  // namespace
}  // namespace mercato
