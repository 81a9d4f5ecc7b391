#include "8_dossier/suitors.h"

#include <gtest/gtest.h>

#include "8_dossier/dossier_testing.h"

namespace mercato::test {
namespace {

TEST(Suitors, stand_side_by_side_with_their_furthest_stage_first) {
  News news;
  news.report("2024-06-20").said("interest", "Torrance");
  news.report("2024-06-21").said("talks", "Vesterby").hedged();
  news.report("2024-06-22").said("bid", "Vesterby");
  news.report("2024-06-23").said("interest", "Vesterby");
  const Dossier dossier = fold_last(news);
  ASSERT_EQ(dossier.suitors.size(), 2u);
  const Suitor& first = dossier.suitors[0];
  EXPECT_EQ(first.club.name, "Vesterby");
  EXPECT_EQ(first.furthest, "bid");
  EXPECT_EQ(first.furthest_claim, 2);
  EXPECT_EQ(first.first_claim, 1);
  EXPECT_EQ(first.last_claim, 3);
  EXPECT_EQ(first.certainty, Certainty::asserted);
  EXPECT_EQ(first.claims, (std::vector<std::int32_t>{1, 2, 3}));
}

TEST(Suitors, take_what_is_asked_for_less_than_what_is_said) {
  News news;
  news.report("2024-06-20").said("official", "Vesterby").certainty(Certainty::question);
  EXPECT_EQ(suitor(fold_last(news), "Vesterby").furthest, "official");
  EXPECT_TRUE(suitor(fold_last(news), "Vesterby").origins.empty());
  news.report("2024-06-21").said("interest", "Vesterby");
  EXPECT_EQ(suitor(fold_last(news), "Vesterby").furthest, "interest");
}

TEST(Suitors, have_bid_where_a_bid_was_rejected_and_no_stage_where_it_is_off) {
  News news;
  news.report("2024-06-20").said("bid_rejected", "Vesterby");
  news.report("2024-06-21").said("collapsed", "Vesterby");
  EXPECT_EQ(suitor(fold_last(news), "Vesterby").furthest, "bid");
}

TEST(Suitors, are_neither_the_holder_nor_whom_a_renewal_or_return_names) {
  News news;
  NewsReport report = news.report("2024-06-20");
  report.said("interest", "Arnmouth");
  report.said("renewal_talks", "Arnmouth");
  report.said("return", "Torrance");
  report.said("wants_club", "Vesterby");
  const Dossier dossier = fold_last(news);
  ASSERT_EQ(dossier.suitors.size(), 1u);
  EXPECT_EQ(dossier.suitors[0].club.name, "Vesterby");
  EXPECT_EQ(dossier.suitors[0].stage, 0);
  EXPECT_EQ(dossier.suitors[0].furthest_claim, -1);
}

TEST(Suitors, show_how_prices_moved_without_repeats) {
  News news;
  news.report("2024-06-20").said("bid", "Vesterby").money(10e6);
  news.report("2024-06-21").said("bid", "Vesterby").money(10e6);
  news.report("2024-06-22").said("bid", "Vesterby").money(12e6).money(20e6, MoneyKind::asking);
  news.report("2024-06-23").said("bid", "Vesterby").money(10e6);
  const Dossier dossier = fold_last(news);
  std::vector<double> amounts;
  for (const Price& price : suitor(dossier, "Vesterby").prices)
    amounts.push_back(price.money.amount / 1e6);
  EXPECT_EQ(amounts, (std::vector<double>{10, 12, 20, 10}));
}

TEST(Positions, are_taken_given_up_and_taken_again) {
  News news;
  news.report("2024-06-20").said("for_sale");
  news.report("2024-06-21", "The Tribune").said("for_sale");
  news.report("2024-06-25").said("not_for_sale");
  news.report("2024-07-01").said("for_sale");
  news.report("2024-07-02").said("wants_out");
  const Dossier dossier = fold_last(news);
  std::string told;
  for (const Position& position : dossier.positions)
    told += position.type + (position.current ? "+ " : "- ");
  EXPECT_EQ(told, "for_sale- not_for_sale- for_sale+ wants_out+ ");
}

TEST(Positions, meet_only_where_they_are_about_the_same_club) {
  News news;
  news.report("2024-06-20").said("wants_club", "Vesterby");
  news.report("2024-06-21").said("person_refused", "Torrance");
  EXPECT_TRUE(fold_last(news).positions[0].current);
  news.report("2024-06-22").said("person_refused", "Vesterby");
  EXPECT_FALSE(fold_last(news).positions[0].current);
}

}  // namespace
}  // namespace mercato::test
