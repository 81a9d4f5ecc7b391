#include "8_dossier/retractions.h"

#include <gtest/gtest.h>

#include "8_dossier/dossier_testing.h"

namespace mercato::test {
namespace {

const Retraction* find(const Dossier& dossier, RetractionKind kind) {
  for (const Retraction& one : dossier.retractions)
    if (one.kind == kind) return &one;
  return nullptr;
}

TEST(Retractions, come_from_a_club_that_denies) {
  News news;
  news.report("2024-06-20").said("bid", "Vesterby");
  news.report("2024-06-21", "The Tribune").said("bid", "Vesterby").denied();
  EXPECT_EQ(find(fold_last(news), RetractionKind::denied_by_club), nullptr) << "an outlet's denial";
  news.report("2024-06-22", "The Tribune")
      .said("bid", "Vesterby")
      .denied()
      .by("Arnmouth", SourceKind::club);
  const Dossier dossier = fold_last(news);
  const Retraction* found = find(dossier, RetractionKind::denied_by_club);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->claim, 0);
  EXPECT_EQ(found->by, 2);
  EXPECT_EQ(found->on, (Date{2024, 6, 22}));
}

TEST(Retractions, come_from_the_source_that_takes_back_its_word) {
  News news;
  news.report("2024-06-20", "The Echo").said("talks", "Vesterby");
  news.report("2024-06-28", "The Tribune").said("collapsed", "Vesterby");
  EXPECT_EQ(find(fold_last(news), RetractionKind::withdrawn_by_source), nullptr)
      << "another's word";
  news.report("2024-06-29", "The Echo").said("collapsed", "Vesterby");
  const Dossier dossier = fold_last(news);
  const Retraction* found = find(dossier, RetractionKind::withdrawn_by_source);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->claim, 0);
  EXPECT_EQ(found->by, 2);
}

TEST(Retractions, come_from_silent_edits) {
  News news;
  NewsReport report = news.report("2024-06-20");
  report.said("interest", "Vesterby");
  news.dropped(report.row(), "agreement", "Vesterby");
  const Dossier dossier = fold_last(news);
  const Retraction* found = find(dossier, RetractionKind::edited_away);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(dossier.dropped[static_cast<std::size_t>(found->claim)].claim.type, "agreement");
}

// The Echo's bid, relayed by The Tribune, is edited away on 23 June.
struct EditedBid {
  News news;
  NewsReport first = news.report("2024-06-20", "The Echo");
  NewsReport relay = news.report("2024-06-21", "The Tribune");
  NewsReport second = news.report("2024-06-23", "The Echo");

  EditedBid() {
    relay.said("bid", "Vesterby").by("The Echo", SourceKind::outlet);
    second.edit_of(first).said("wants_out");
    news.dropped(second.row(), "bid", "Vesterby", first.row());
  }
};

TEST(EditedAway, takes_a_suitor_with_it_whom_others_only_relay) {
  EditedBid told;
  const Dossier dossier = fold_last(told.news);
  EXPECT_EQ(suitor(dossier, "Vesterby").status, SuitorStatus::withdrawn);
  EXPECT_EQ(suitor(dossier, "Vesterby").furthest, "bid");
  EXPECT_EQ(states(dossier), "advanced open");
  EXPECT_EQ(dossier.history.back().on, (Date{2024, 6, 23}));
  EXPECT_EQ(dossier.timeline[0].restates_dropped, 0);
  EXPECT_FALSE(dossier.timeline[0].first_of_origin);
  EXPECT_EQ(dossier.reports[1].kind, ReportKind::relay);
  EXPECT_EQ(dossier.reports[1].derived_from, 0) << "the version that said it";
  EXPECT_EQ(dossier.origins.size(), 1u);
}

TEST(EditedAway, leaves_what_another_source_says_of_itself) {
  EditedBid told;
  told.news.report("2024-06-22", "Harbour News").said("talks", "Vesterby");
  const Dossier dossier = fold_last(told.news);
  EXPECT_EQ(suitor(dossier, "Vesterby").status, SuitorStatus::live);
  EXPECT_EQ(suitor(dossier, "Vesterby").furthest, "talks");
}

TEST(EditedAway, leaves_the_rest_of_what_its_source_said) {
  EditedBid told;
  told.first.said("talks", "Vesterby");
  const Dossier dossier = fold_last(told.news);
  EXPECT_EQ(suitor(dossier, "Vesterby").status, SuitorStatus::live);
  EXPECT_EQ(suitor(dossier, "Vesterby").furthest, "talks");
  EXPECT_EQ(dossier.timeline[1].restates_dropped, 0) << "nearer than the talks that stand";
  EXPECT_EQ(dossier.reports[1].derived_from, 0);
}

TEST(EditedAway, is_not_revived_by_a_late_relay_but_by_a_word_of_its_own) {
  EditedBid told;
  told.news.report("2024-06-24", "Harbour News")
      .said("bid", "Vesterby")
      .by("The Echo", SourceKind::outlet);
  EXPECT_EQ(suitor(fold_last(told.news), "Vesterby").status, SuitorStatus::withdrawn);
  told.news.report("2024-06-25", "The Echo").said("bid", "Vesterby");
  EXPECT_EQ(suitor(fold_last(told.news), "Vesterby").status, SuitorStatus::live);
}

TEST(Retractions, come_from_long_silence) {
  News news;
  news.report("2024-06-20").said("interest", "Vesterby");
  EXPECT_EQ(find(fold_last(news, parse_instant("2024-07-05").value()), RetractionKind::silence),
            nullptr);
  const Dossier dossier = fold_last(news, parse_instant("2024-07-20").value());
  const Retraction* found = find(dossier, RetractionKind::silence);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->on, (Date{2024, 7, 11}));
}

}  // namespace
}  // namespace mercato::test
