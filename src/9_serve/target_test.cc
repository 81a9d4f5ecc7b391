#include "9_serve/target.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace mercato {
namespace {

TEST(Target, takes_path_and_arguments_apart) {
  const auto target = parse_target("/api/v1/dossiers/Bastien%20Kermadoc?window=2024-summer&as_of=");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments,
            (std::vector<std::string>{"api", "v1", "dossiers", "Bastien Kermadoc"}));
  EXPECT_EQ(target->arguments, (Arguments{{"as_of", ""}, {"window", "2024-summer"}}));
}

TEST(Target, root_has_no_segments) {
  const auto target = parse_target("/");
  ASSERT_TRUE(target);
  EXPECT_TRUE(target->segments.empty());
}

TEST(Target, plus_is_a_space_in_arguments_only) {
  const auto target = parse_target("/a+b?q=a+b%2Bc");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments[0], "a+b");
  EXPECT_EQ(target->arguments.at("q"), "a b+c");
}

TEST(Target, refuses_what_leads_out_of_its_folder) {
  for (const char* raw :
       {"/../x", "/a/..", "/%2e%2e/x", "/.%2E/x", "/.", "/a\\b", "/%5c..%5cx", "//..//x", "/a/%2e"})
    EXPECT_FALSE(parse_target(raw)) << raw;
}

TEST(Target, refuses_escapes_that_are_none) {
  for (const char* raw : {"/%", "/%4", "/%zz", "/%4g", "/?a=%", "/?%=1"})
    EXPECT_FALSE(parse_target(raw)) << raw;
}

TEST(Target, refuses_nul_and_control_characters) {
  for (const char* raw : {"/%00", "/a%00.js", "/?q=%00", "/%0d%0aSet-Cookie:x", "/?q=%1b", "/%7f"})
    EXPECT_FALSE(parse_target(raw)) << raw;
}

TEST(Target, refuses_what_is_no_utf8) {
  for (const char* raw : {"/%ff", "/%c0%ae", "/%ed%a0%80", "/%f5%80%80%80", "/%e2%82", "/?q=%c3"})
    EXPECT_FALSE(parse_target(raw)) << raw;
}

TEST(Target, refuses_other_forms_and_raw_bytes) {
  for (const char* raw : {"", "*", "http://example.org/", "a/b", "/a b", "/\xC3\xA9", "/a#b"})
    EXPECT_FALSE(parse_target(raw)) << raw;
}

TEST(Target, bounds_lengths_and_numbers) {
  EXPECT_FALSE(parse_target("/" + std::string(kMostTargetBytes, 'a')));
  EXPECT_FALSE(parse_target("/" + std::string(kMostArgumentBytes + 1, 'a')));
  EXPECT_TRUE(parse_target("/" + std::string(kMostArgumentBytes, 'a')));
  EXPECT_FALSE(parse_target("/?q=" + std::string(kMostArgumentBytes + 1, 'a')));
  EXPECT_FALSE(parse_target("/?" + std::string(kMostNameBytes + 1, 'a') + "=1"));
  std::string many = "/?";
  for (std::size_t i = 0; i <= kMostArguments; ++i) many += "a" + std::to_string(i) + "=1&";
  EXPECT_FALSE(parse_target(many));
  std::string deep;
  for (std::size_t i = 0; i <= kMostSegments; ++i) deep += "/a";
  EXPECT_FALSE(parse_target(deep));
}

TEST(Target, refuses_an_argument_given_twice) {
  const auto target = parse_target("/?a=1&a=2");
  ASSERT_FALSE(target);
  EXPECT_EQ(target.error().where, "a");
}

RC_GTEST_PROP(Target, gives_back_what_was_encoded, (const std::string& typed)) {
  std::string plain;
  for (const char c : typed) {
    if (c >= 0x20 && c < 0x7F && c != '\\') plain += c;
  }
  plain = plain.substr(0, kMostArgumentBytes);
  RC_PRE(!plain.empty() && plain != "." && plain != "..");
  RC_PRE(percent_encoded(plain).size() < kMostTargetBytes / 2);
  const auto target = parse_target("/" + percent_encoded(plain) + "?q=" + percent_encoded(plain));
  RC_ASSERT(target.has_value());
  RC_ASSERT(target->segments.at(0) == plain);
  RC_ASSERT(target->arguments.at("q") == plain);
}

}  // namespace
}  // namespace mercato
