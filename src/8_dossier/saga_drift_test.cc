#include "8_dossier/saga_drift.h"

#include <gtest/gtest.h>

#include "8_dossier/dossier_testing.h"

namespace mercato::test {
namespace {

// The drift of a relay that says `type`, where The Echo had said `cited`.
std::string drift(const char* cited, const char* type, double before = 0, double after = 0) {
  News news;
  SaidClaim first = news.report("2024-06-20", "The Echo").said(cited, "Vesterby");
  if (before > 0) first.money(before);
  SaidClaim relay = news.report("2024-06-21", "The Tribune").said(type, "Vesterby");
  relay.by("The Echo", SourceKind::outlet);
  if (after > 0) relay.money(after);
  std::string out;
  for (const SagaDrift& one : fold_last(news).drift) {
    EXPECT_EQ(one.claim, 1);
    EXPECT_EQ(one.against, 0);
    EXPECT_FALSE(one.within);
    out += to_string(one.kind);
  }
  return out;
}

TEST(SagaDrift, compares_a_relay_with_the_report_that_it_cites) {
  EXPECT_EQ(drift("interest", "interest"), "");
  EXPECT_EQ(drift("interest", "agreement"), "strengthened");
  EXPECT_EQ(drift("agreement", "talks"), "weakened");
  EXPECT_EQ(drift("offered", "interest"), "initiative_reversed");
  EXPECT_EQ(drift("bid", "bid", 10e6, 15e6), "amount_changed");
  EXPECT_EQ(drift("bid", "bid", 10e6, 10e6), "");
}

TEST(SagaDrift, takes_what_a_relay_adds_to_what_it_tells_rightly_for_no_drift) {
  News news;
  news.report("2024-06-20", "The Echo").said("interest", "Vesterby");
  NewsReport relay = news.report("2024-06-21", "The Tribune");
  relay.said("interest", "Vesterby").by("The Echo", SourceKind::outlet);
  relay.said("talks", "Vesterby").by("The Echo", SourceKind::outlet);
  EXPECT_TRUE(fold_last(news).drift.empty());
}

TEST(SagaDrift, has_nothing_to_compare_where_the_cited_report_is_not_known) {
  News news;
  news.report("2024-06-20", "The Tribune")
      .said("talks", "Vesterby")
      .by("The Echo", SourceKind::outlet);
  news.report("2024-06-21", "Harbour News")
      .said("agreement", "Vesterby")
      .by("The Echo", SourceKind::outlet);
  EXPECT_TRUE(fold_last(news).drift.empty());
}

TEST(SagaDrift, keeps_what_was_found_within_documents) {
  News news;
  NewsReport report = news.report("2024-06-20");
  report.said("interest", "Vesterby").handle("somebody");
  report.said("agreement", "Vesterby");
  PersonHistory history = news.history();
  history.drift.push_back({history.claims[1].row, history.claims[0].row, DriftKind::strengthened});
  history.drift.push_back({history.claims[1].row, 999, DriftKind::strengthened});
  const auto dossiers = FoldWorld::get().folder->fold(history, kEndOfTime);
  ASSERT_EQ(dossiers[0].drift.size(), 1u);
  EXPECT_TRUE(dossiers[0].drift[0].within);
  EXPECT_EQ(dossiers[0].drift[0].claim, 1);
}

}  // namespace
}  // namespace mercato::test
