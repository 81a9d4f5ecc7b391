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
