#include "8_dossier/answers.h"

#include <gtest/gtest.h>

#include "8_dossier/dossier_testing.h"

namespace mercato::test {
namespace {

// "2>0 3!1": claim 2 denies claim 0, claim 3 contradicts claim 1.
std::string told(const News& news) {
  std::string out;
  for (const Answer& answer : fold_last(news).answers)
    out += (out.empty() ? "" : " ") + std::to_string(answer.claim) +
           (answer.kind == AnswerKind::denial ? ">" : "!") + std::to_string(answer.to);
  return out;
}

TEST(Answers, link_a_denial_to_the_latest_claim_of_each_origin) {
  News news;
  news.report("2024-06-20", "The Echo").said("bid", "Vesterby");
  news.report("2024-06-21", "The Tribune").said("bid", "Vesterby");
  news.report("2024-06-22", "The Echo").said("bid", "Vesterby");
  news.report("2024-06-22", "The Echo").said("bid", "Torrance");
  news.report("2024-06-23", "Harbour News").said("bid", "Vesterby").denied();
  EXPECT_EQ(told(news), "4>2 4>1");
}

TEST(Answers, link_a_denial_without_a_club_to_every_club) {
  News news;
  news.report("2024-06-20").said("bid", "Vesterby");
  news.report("2024-06-21").said("bid", "Torrance");
  news.report("2024-06-22", "The Tribune").said("bid").denied();
  EXPECT_EQ(told(news), "2>1 2>0");
}

TEST(Answers, fall_back_to_what_says_nearly_the_same) {
  News news;
  news.report("2024-06-20").said("talks", "Vesterby");
  news.report("2024-06-21", "The Tribune").said("bid", "Vesterby").denied();
  EXPECT_EQ(told(news), "1>0");
}

TEST(Answers, do_not_reach_far_back) {
  News news;
  news.report("2024-06-01").said("talks", "Vesterby");
  news.report("2024-07-20", "The Tribune").said("talks", "Vesterby").denied();
  EXPECT_EQ(told(news), "");
}

TEST(Answers, see_contradictions_between_origins_and_not_within_one) {
  News news;
  news.report("2024-06-20", "The Echo").said("wants_out");
  news.report("2024-06-21", "The Tribune").said("stay");
  news.report("2024-06-22", "The Echo").said("stay");
  EXPECT_EQ(told(news), "1!0");
}

TEST(Answers, see_that_two_clubs_cannot_both_have_the_person) {
  News news;
  news.report("2024-06-20", "The Echo").said("agreement", "Vesterby");
  news.report("2024-06-21", "The Tribune").said("official", "Torrance");
  news.report("2024-06-21", "Harbour News").said("interest", "Torrance");
  EXPECT_EQ(told(news), "1!0");
}

TEST(Answers, leave_repeats_to_what_they_repeat) {
  News news;
  news.report("2024-06-20", "The Echo").said("bid", "Vesterby");
  news.report("2024-06-21", "The Tribune")
      .said("bid", "Vesterby")
      .by("The Echo", SourceKind::outlet);
  news.report("2024-06-22", "Harbour News").said("bid", "Vesterby").denied();
  EXPECT_EQ(told(news), "2>0");
}

}  // namespace
}  // namespace mercato::test
