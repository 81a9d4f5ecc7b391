#include "2_read/charset.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <simdjson.h>

namespace mercato {
namespace {

using std::string_literals::operator""s;
using testing::HasSubstr;

struct Read {
  std::string text;
  std::vector<Problem> problems;
};

Read read(const std::string& bytes, const std::string& hint = "") {
  Read out;
  Result<std::string> text = to_utf8(bytes, hint, out.problems);
  EXPECT_TRUE(text.has_value());
  out.text = text.value_or("");
  return out;
}

TEST(Charset, keeps_valid_utf8_without_a_problem) {
  const Read out = read("Négociations – Düsseldorf");
  EXPECT_EQ(out.text, "Négociations – Düsseldorf");
  EXPECT_TRUE(out.problems.empty());
}

TEST(Charset, drops_the_byte_order_mark) { EXPECT_EQ(read("\xEF\xBB\xBFsalut").text, "salut"); }

TEST(Charset, reads_utf16_with_and_without_a_mark) {
  EXPECT_EQ(read("\xFF\xFE\xE9\0t\0\xE9\0"s).text, "été");
  EXPECT_EQ(read("\xFE\xFF\0\xE9\0t\0\xE9"s).text, "été");
  std::string wide;
  for (const char c : "The club has signed the player."s) wide += c, wide += '\0';
  EXPECT_EQ(read(wide).text, "The club has signed the player.");
}

TEST(Charset, keeps_characters_beyond_the_basic_plane_over_chunk_ends) {
  std::string bytes = "\xFF\xFE"s;
  std::string expected;
  for (int i = 0; i < 9001; ++i) bytes += "\x3D\xD8\x00\xDE"s, expected += "😀";
  EXPECT_EQ(read(bytes).text, expected);
  EXPECT_EQ(read(bytes.substr(0, 2) + "a\0"s + bytes.substr(2)).text, "a" + expected);
}

TEST(Charset, believes_the_transport_before_the_declaration) {
  EXPECT_EQ(read("<meta charset=windows-1252>\xE8", "windows-1251").text,
            "<meta charset=windows-1252>и");
}

TEST(Charset, reads_latin1_as_the_windows_superset) {
  EXPECT_EQ(read("<meta charset=\"iso-8859-1\">\x80 15 mln \x93quote\x94").text,
            "<meta charset=\"iso-8859-1\">€ 15 mln “quote”");
}

TEST(Charset, finds_declarations_of_every_form) {
  EXPECT_EQ(declared_charset("<meta charset='Big5'>"), "Big5");
  EXPECT_EQ(
      declared_charset("<META http-equiv=Content-Type content=\"text/html; charset=koi8-r\">"),
      "koi8-r");
  EXPECT_EQ(declared_charset("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>"), "ISO-8859-15");
  EXPECT_EQ(declared_charset("<p>charset=utf-7</p>"), "");
}

TEST(Charset, notices_utf8_declared_as_something_else) {
  const Read out = read("<meta charset=iso-8859-1>à l’été");
  EXPECT_THAT(out.text, HasSubstr("à l’été"));
  ASSERT_EQ(out.problems.size(), 1u);
  EXPECT_THAT(out.problems[0].message, HasSubstr("is valid UTF-8"));
}

TEST(Charset, notices_latin1_declared_as_utf8) {
  std::string bytes = "<meta charset=utf-8>";
  for (int i = 0; i < 20; ++i)
    bytes +=
        "Le d\xE9"
        "fenseur est tr\xE8s convoit\xE9 par le club. ";
  const Read out = read(bytes);
  EXPECT_THAT(out.text, HasSubstr("défenseur est très convoité"));
  ASSERT_EQ(out.problems.size(), 1u);
  EXPECT_THAT(out.problems[0].message, HasSubstr("declared utf-8"));
}

TEST(Charset, guesses_cyrillic_by_statistics) {
  const std::string bytes =  // windows-1251, no declaration
      "\xCA\xEB\xF3\xE1 \xF5\xEE\xF7\xE5\xF2 \xEA\xF3\xEF\xE8\xF2\xFC "
      "\xED\xE0\xEF\xE0\xE4\xE0\xFE\xF9\xE5\xE3\xEE "
      "\xE8 \xE3\xEE\xF2\xEE\xE2 \xE7\xE0\xEF\xEB\xE0\xF2\xE8\xF2\xFC \xE7\xE0 \xED\xE5\xE3\xEE";
  EXPECT_EQ(read(bytes).text, "Клуб хочет купить нападающего и готов заплатить за него");
}

TEST(Charset, replaces_broken_utf8_and_tells_it_once) {
  const Read out = read("été \xC3( d\xE9j\xC3\xA0 \xFFé");
  EXPECT_EQ(out.text, "été \uFFFD( d\uFFFDjà \uFFFDé");
  ASSERT_EQ(out.problems.size(), 1u);
  EXPECT_EQ(out.problems[0].offset, 6u);
  EXPECT_THAT(out.problems[0].message, HasSubstr("3 broken UTF-8"));
}

TEST(Charset, drops_nul_and_tells_it_once) {
  const Read out = read("a\0b\0\0c"s);
  EXPECT_EQ(out.text, "abc");
  ASSERT_EQ(out.problems.size(), 1u);
  EXPECT_EQ(out.problems[0].offset, 1u);
  EXPECT_THAT(out.problems[0].message, HasSubstr("3 NUL"));
}

TEST(Charset, always_gives_valid_utf8_without_nul) {
  const auto valid = [](const std::string& bytes, const std::string& hint) {
    std::vector<Problem> problems;
    const Result<std::string> text = to_utf8(bytes, hint, problems);
    RC_ASSERT(text.has_value());
    RC_ASSERT(simdjson::validate_utf8(text->data(), text->size()));
    RC_ASSERT(text->find('\0') == std::string::npos);
  };
  EXPECT_TRUE(rc::check([&](const std::vector<char>& bytes) {
    const auto hint = *rc::gen::element<std::string>("", "utf-8", "shift_jis", "utf-16le",
                                                     "iso-2022-jp", "no-such-set");
    valid(std::string(bytes.begin(), bytes.end()), hint);
  }));
}

}  // namespace
}  // namespace mercato
