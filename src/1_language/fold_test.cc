#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "1_language/language.h"
#include "1_language/language_testing.h"

namespace mercato {
namespace {

TEST(Fold, drops_case_and_accents) {
  const std::pair<const char*, const char*> cases[] = {
      {"Vinícius JÚNIOR", "vinicius junior"},
      {"Müller Straße ŒUVRE Æsir", "muller strasse oeuvre aesir"},
      {"Ødegaard Łukasz Đorđe Þór ðe", "odegaard lukasz dorde thor de"},
      {"İlkay Gündoğan ışık ŞŞş", "ilkay gundogan isik sss"},
      {"Nguyễn Đặng Ước ỹ", "nguyen dang uoc y"},
      {"Błażej Žižek Čech Škriniar Kępa", "blazej zizek cech skriniar kepa"},
      {"L’Équipe ‘x’ N´a", "l'equipe 'x' n'a"},
      {"ﬁn ĲSSEL ŉ ＡＢ１", "fin ijssel 'n ab1"},
      {"ΆΡΗΣ ς", "αρησ σ"},
      {"ЛУНИН Йовић ё", "лунин иовић е"},
      {"日本 שלום", "日本 שלום"},
  };
  for (const auto& [text, folded] : cases) EXPECT_EQ(fold(text), folded) << text;
}

TEST(Fold, drops_marks_of_decomposed_letters) {
  EXPECT_EQ(fold("E\u0301te\u0301"), "ete");
  EXPECT_EQ(fold("И\u0306"), fold("Й"));
  EXPECT_EQ(fold("so\u00adft \u200bx\ufe0f"), "soft x");
}

TEST(Fold, marks_broken_bytes) {
  EXPECT_EQ(fold("a\xff\xc3z\xe2\x82"), "a??z??");
  EXPECT_EQ(fold("\xed\xa0\x80\xc0\xaf"), "?????");
}

TEST(Fold, maps_each_byte_to_its_character) {
  std::string folded;
  std::vector<std::uint32_t> offsets;
  append_fold("aßœ\u0301É€", folded, &offsets);
  EXPECT_EQ(folded, "assoee€");
  EXPECT_EQ(offsets, (std::vector<std::uint32_t>{0, 1, 1, 3, 3, 7, 9, 9, 9}));
}

TEST(Fold, appends_to_what_is_there) {
  std::string folded = "x ";
  append_fold("É", folded);
  EXPECT_EQ(folded, "x e");
}

TEST(FoldHash, of_a_prefix_is_a_step_on_the_way) {
  const std::uint64_t prefix = fold_hash("bale");
  EXPECT_EQ(fold_hash("baler"), (prefix ^ 'r') * 0x100000001b3ull);
}

void expect_fold_holds(const std::string& text) {
  std::string folded;
  std::vector<std::uint32_t> offsets;
  append_fold(text, folded, &offsets);
  RC_ASSERT(fold(folded) == folded);
  RC_ASSERT(folded.size() <= text.size());
  RC_ASSERT(offsets.size() == folded.size());
  for (const std::uint32_t offset : offsets) RC_ASSERT(offset < text.size());
  RC_ASSERT(std::is_sorted(offsets.begin(), offsets.end()));
}

std::string utf8(char32_t code) {
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xC0 | (code >> 6)), tail(0)};
  if (code < 0x10000) return {static_cast<char>(0xE0 | (code >> 12)), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | (code >> 18)), tail(12), tail(6), tail(0)};
}

// Folding reads one character at a time, so what holds for each holds for every text.
TEST(Fold, of_a_fold_is_itself_for_every_character) {
  for (char32_t code = 0; code < 0x110000; ++code) {
    const std::string folded = fold(utf8(code));
    ASSERT_EQ(fold(folded), folded) << "U+" << std::hex << static_cast<std::uint32_t>(code);
  }
}

RC_GTEST_PROP(Fold, is_idempotent_and_maps_in_order, ()) {
  const std::string text = *tricky_text();
  expect_fold_holds(text);
  std::string folded;
  std::vector<std::uint32_t> offsets;
  append_fold(text, folded, &offsets);
  for (const std::uint32_t offset : offsets) RC_ASSERT(is_boundary(text, offset));
}

RC_GTEST_PROP(Fold, holds_for_any_bytes, ()) { expect_fold_holds(*any_bytes()); }

// The eight-byte path and the path by character are one function.
RC_GTEST_PROP(Fold, of_the_parts_is_the_fold_of_the_whole, ()) {
  const std::string a = *tricky_text(), b = *tricky_text();
  RC_ASSERT(fold(a + b) == fold(a) + fold(b));
}

}  // namespace
}  // namespace mercato
