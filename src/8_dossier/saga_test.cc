#include "8_dossier/saga.h"

#include <gtest/gtest.h>

#include "8_dossier/dossier_testing.h"

namespace mercato::test {
namespace {

TEST(Saga, puts_each_report_into_the_window_of_the_holders_association) {
  News news;
  news.report("2024-08-30").said("interest", "Vesterby");  // England closes that day
  news.report("2024-08-31").said("talks", "Vesterby");
  const auto dossiers = fold_all(news);
  ASSERT_EQ(dossiers.size(), 2u);
  EXPECT_EQ(dossiers[0].window.id, "2024-summer");
  EXPECT_EQ(dossiers[1].window.id, "2025-winter");
  EXPECT_EQ(dossiers[0].claims.size(), 1u);
  EXPECT_EQ(dossiers[1].claims[0].type, "talks");
  EXPECT_EQ(dossiers[0].holder.name, "Arnmouth");
}

TEST(Saga, takes_the_first_day_of_a_month_and_the_day_of_recording_where_no_more_is_known) {
  News news;
  news.report("2024-08").said("interest", "Vesterby");
  EXPECT_EQ(fold_last(news).window.id, "2024-summer")
      << "known at the end of August, said of August";
}

TEST(Saga, is_not_opened_by_what_is_told_of_the_past) {
  News news;
  news.report("2024-01-10").said("bid", "Torrance").past();
  EXPECT_TRUE(fold_all(news).empty());
  NewsReport report = news.report("2024-06-20");
  report.said("interest", "Vesterby");
  report.said("bid", "Torrance").past();
  const Dossier dossier = fold_last(news);
  EXPECT_EQ(fold_all(news).size(), 1u);
  EXPECT_EQ(dossier.timeline.size(), 2u);
  ASSERT_EQ(dossier.suitors.size(), 1u) << "a past suitor is history";
  EXPECT_EQ(dossier.suitors[0].club.name, "Vesterby");
}

TEST(Saga, keeps_claims_of_types_that_this_engine_does_not_know) {
  News news;
  NewsReport report = news.report("2024-06-20");
  report.said("interest", "Vesterby");
  report.said("swapped_shirts", "Torrance");
  const Dossier dossier = fold_last(news);
  EXPECT_EQ(dossier.timeline.size(), 2u);
  EXPECT_EQ(dossier.suitors.size(), 1u);
}

TEST(Saga, holder_is_the_owner_before_the_window_even_where_news_begin_after_the_move) {
  News news;
  news.report("2024-07-20").said("official", "Vesterby");
  EXPECT_EQ(fold_last(news).holder.id, "801");
}

TEST(Saga, holder_follows_the_claims_where_they_outweigh_the_reference) {
  News news;
  for (const char* day : {"2024-06-20", "2024-06-21", "2024-06-22"})
    news.report(day).said("interest", "Vesterby").from(news.club("Torrance"));
  EXPECT_EQ(fold_last(news).holder.name, "Torrance");
  News unknown("Duarte Cravo", "");
  unknown.report("2024-06-20").said("interest", "Vesterby").from(unknown.club("Torrance"));
  EXPECT_EQ(fold_last(unknown).holder.name, "Torrance");
  News nobody("Duarte Cravo", "");
  nobody.report("2024-06-20").said("interest", "Vesterby");
  EXPECT_TRUE(fold_last(nobody).holder.name.empty());
}

TEST(Saga, puts_contradicted_facts_first) {
  News news;
  const Row report = [&] {
    NewsReport r = news.report("2024-06-20");
    r.said("interest", "Vesterby");
    return r.row();
  }();
  PersonHistory history = news.history();
  LedgerFact fact;
  fact.document = report;
  fact.predicate = "age";
  fact.verdict = Fact::Verdict::supported;
  history.facts.push_back(fact);
  fact.predicate = "contract_until";
  fact.verdict = Fact::Verdict::contradicted;
  history.facts.push_back(fact);
  fact.document = 999;  // of a document that is not of this saga
  history.facts.push_back(fact);
  const auto dossiers = FoldWorld::get().folder->fold(history, kEndOfTime);
  ASSERT_EQ(dossiers[0].facts.size(), 2u);
  EXPECT_EQ(dossiers[0].facts[0].predicate, "contract_until");
}

}  // namespace
}  // namespace mercato::test
