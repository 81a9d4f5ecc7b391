#include "7_ledger/sketch.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "7_ledger/ledger.h"

namespace mercato {
namespace {

std::string words(std::size_t from, std::size_t count) {
  std::string out;
  for (std::size_t i = from; i < from + count; ++i) out += "word" + std::to_string(i) + " ";
  return out;
}

double overlap(std::string_view a, std::string_view b) {
  return estimate_overlap(make_sketch(a), make_sketch(b));
}

TEST(Sketch, is_empty_without_words_and_like_nothing) {
  EXPECT_TRUE(make_sketch("").empty());
  EXPECT_TRUE(make_sketch(" … — «» !").empty());
  EXPECT_EQ(overlap("", ""), 0);
  EXPECT_EQ(overlap("", "Norville want Jan Marek"), 0);
}

TEST(Sketch, sees_through_case_accents_and_punctuation) {
  EXPECT_EQ(
      overlap("Norville : « Ilan Kérdrel », c’est fait !", "norville ilan kerdrel c est FAIT"), 1);
}

TEST(Sketch, compares_headlines_of_six_words) {
  const char* const headline = "Norville agree fee for Jan Marek";
  EXPECT_EQ(overlap(headline, headline), 1);
  EXPECT_GT(overlap(headline, "Norville agree fee for Jan Marek | Prova Sport"), 0.4);
  EXPECT_LT(overlap(headline, "Tovra open talks with Ilan Kerdrel"), 0.1);
  EXPECT_LT(overlap(headline, "Jan Marek scores twice in cup win"), 0.5);
}

TEST(Sketch, tells_a_one_word_text_from_another) {
  EXPECT_EQ(overlap("Ufficiale", "ufficiale!"), 1);
  EXPECT_EQ(overlap("Ufficiale", "official"), 0);
}

// The estimate follows the share of shingles, which for two runs of n different words that have k
// in common is (2k - 3) / (4n - 6 - (2k - 3)).
TEST(Sketch, estimates_the_share_of_shingles) {
  constexpr std::size_t kWords = 200;
  double worst = 0, sum = 0;
  int trials = 0;
  for (std::size_t common = 20; common <= kWords; common += 20, ++trials) {
    const double both = 2.0 * static_cast<double>(common) - 3;
    const double truth = both / (4.0 * kWords - 6 - both);
    const double error = overlap(words(0, kWords), words(kWords - common, kWords)) - truth;
    worst = std::max(worst, std::abs(error));
    sum += error;
  }
  EXPECT_LT(worst, 0.27);  // three standard errors
  EXPECT_LT(std::abs(sum / trials), 0.1);
}

RC_GTEST_PROP(Sketch, overlap_is_symmetric_bounded_and_one_with_itself,
              (const std::string& a, const std::string& b)) {
  const auto x = make_sketch(a), y = make_sketch(b);
  RC_ASSERT(x.empty() || x.size() == kSketchSize);
  RC_ASSERT(estimate_overlap(x, y) == estimate_overlap(y, x));
  RC_ASSERT(estimate_overlap(x, y) >= 0 && estimate_overlap(x, y) <= 1);
  RC_ASSERT(estimate_overlap(x, x) == (x.empty() ? 0 : 1));
}

RC_GTEST_PROP(Sketch, grows_with_what_two_texts_share, ()) {
  const auto more = *rc::gen::inRange<std::size_t>(60, 100);
  const auto less = *rc::gen::inRange<std::size_t>(0, 20);
  const std::string text = words(0, 100);
  RC_ASSERT(overlap(text, words(100 - more, 100)) > overlap(text, words(100 - less, 100)));
}

}  // namespace
}  // namespace mercato
