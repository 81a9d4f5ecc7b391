#include "8_dossier/provenance.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "8_dossier/dossier_testing.h"

namespace mercato::test {
namespace {

constexpr const char* kStory =
    "Vesterby have opened talks with Arnmouth over the defender Nils Aalto, who has two years left "
    "on his contract and was told that he may leave this summer for the right price.";

TEST(Provenance, counts_two_outlets_in_their_own_voice_as_two) {
  News news;
  news.report("2024-06-20", "The Echo").said("talks", "Vesterby");
  news.report("2024-06-21", "The Tribune").said("talks", "Vesterby");
  const Dossier dossier = fold_last(news);
  EXPECT_EQ(dossier.origins.size(), 2u);
  EXPECT_EQ(dossier.origins[0].name, "The Echo");
  EXPECT_EQ(suitor(dossier, "Vesterby").origins.size(), 2u);
  EXPECT_EQ(dossier.reports[1].kind, ReportKind::original);
}

TEST(Provenance, joins_a_relay_to_the_report_that_it_cites) {
  News news;
  news.report("2024-06-20", "The Echo").said("talks", "Vesterby");
  news.report("2024-06-21", "The Tribune")
      .said("talks", "Vesterby")
      .by("The Echo", SourceKind::outlet);
  const Dossier dossier = fold_last(news);
  ASSERT_EQ(dossier.origins.size(), 1u);
  EXPECT_EQ(dossier.reports[1].kind, ReportKind::relay);
  EXPECT_EQ(dossier.reports[1].derived_from, 0);
  EXPECT_EQ(dossier.timeline[1].restates, 0);
  EXPECT_TRUE(dossier.timeline[0].first_of_origin);
  EXPECT_FALSE(dossier.timeline[1].first_of_origin);
}

TEST(Provenance, credits_a_source_that_is_known_by_relays_only) {
  News news;
  news.report("2024-06-20", "The Echo").said("talks", "Vesterby").by("Ines Okafor");
  news.report("2024-06-21", "The Tribune")
      .said("talks", "Vesterby")
      .by("Okafor I.")
      .handle("inesokafor");
  const Dossier dossier = fold_last(news);
  ASSERT_EQ(dossier.origins.size(), 1u);
  EXPECT_EQ(dossier.origins[0].reference_id, "j-okafor");
  EXPECT_EQ(dossier.origins[0].kind, SourceKind::journalist);
  EXPECT_TRUE(dossier.timeline[0].first_of_origin);
  EXPECT_EQ(dossier.reports[0].derived_from, -1);
  EXPECT_EQ(dossier.reports[0].kind, ReportKind::relay);
}

RC_GTEST_PROP(Provenance, of_a_chain_of_relays_of_any_length_is_one_origin, ()) {
  const auto length = *rc::gen::inRange(1, 30);
  const auto same_day = *rc::gen::arbitrary<bool>();
  News news;
  const auto outlet = [](int i) { return "Outlet " + std::to_string(i); };
  news.report("2024-06-20", outlet(0)).said("talks", "Vesterby");
  for (int i = 1; i <= length; ++i) {
    const Date day = Date::from_days(Date{2024, 6, 20}.days() + (same_day ? 0 : i));
    NewsReport report = news.report(day.to_string(), outlet(i));
    report.said("talks", "Vesterby").by(outlet(i - 1), SourceKind::outlet);
    if (i % 3 == 0) report.said("interest", "Vesterby");  // its own voice beside what it cites
  }
  const Dossier dossier = fold_last(news);
  RC_ASSERT(dossier.origins.size() == 1u);
  RC_ASSERT(dossier.origins[0].name == "Outlet 0");
  RC_ASSERT(suitor(dossier, "Vesterby").origins.size() == 1u);
  std::size_t first = 0;
  for (const TimelineItem& item : dossier.timeline) first += item.first_of_origin;
  RC_ASSERT(first == 1u);
}

TEST(Provenance, survives_two_reports_of_one_moment_that_cite_each_other) {
  News news;
  news.report("2024-06-20", "The Echo")
      .said("talks", "Vesterby")
      .by("The Tribune", SourceKind::outlet);
  news.report("2024-06-20", "The Tribune")
      .said("talks", "Vesterby")
      .by("The Echo", SourceKind::outlet);
  const Dossier dossier = fold_last(news);
  EXPECT_EQ(dossier.origins.size(), 1u);
}

TEST(Provenance, takes_an_outlet_and_its_journalist_as_one_and_two_of_its_journalists_as_two) {
  News news;
  news.report("2024-06-20", "Corriere dei Porti").said("interest", "Vesterby");
  news.report("2024-06-21", "The Echo").said("talks", "Vesterby").by("Livia Serran");
  const Dossier one = fold_last(news);
  ASSERT_EQ(one.origins.size(), 1u);
  EXPECT_EQ(one.origins[0].name, "Livia Serran");
  EXPECT_EQ(one.origins[0].outlet, "Corriere dei Porti");
  news.report("2024-06-22", "The Echo").said("talks", "Torrance").by("Paulo Mendrel");
  EXPECT_EQ(fold_last(news).origins.size(), 2u);
}

TEST(Provenance, takes_the_author_of_a_report_where_the_reference_knows_them) {
  News news;
  news.report("2024-06-20", "Corriere dei Porti").author("Paulo Mendrel").said("talks", "Vesterby");
  news.report("2024-06-21", "The Echo").said("talks", "Vesterby").by("Paulo Mendrel");
  news.report("2024-06-21", "The Echo").author("Ann Staffer").said("talks", "Torrance");
  const Dossier dossier = fold_last(news);
  ASSERT_EQ(dossier.origins.size(), 2u);
  EXPECT_EQ(dossier.origins[0].name, "Paulo Mendrel");
  EXPECT_EQ(dossier.origins[1].name, "The Echo");
}

TEST(Provenance, takes_what_is_said_beside_a_cited_source_as_that_sources) {
  News news;
  NewsReport report = news.report("2024-06-20", "The Echo");
  report.said("agreement", "Vesterby");  // the headline
  report.said("interest", "Vesterby").by("Ines Okafor");
  report.said("interest", "Torrance");  // news of its own
  const Dossier dossier = fold_last(news);
  ASSERT_EQ(dossier.origins.size(), 2u);
  EXPECT_EQ(suitor(dossier, "Vesterby").origins.size(), 1u);
  EXPECT_EQ(dossier.timeline[0].restates, 1);
  EXPECT_FALSE(dossier.timeline[0].first_of_origin) << "nobody's word";
  EXPECT_TRUE(dossier.timeline[1].first_of_origin);
  EXPECT_EQ(dossier.reports[0].kind, ReportKind::original) << "it has news of its own";
}

TEST(Provenance, takes_what_goes_beyond_a_quoted_club_as_the_reports_own) {
  News news;
  NewsReport report = news.report("2024-06-20", "The Echo");
  report.said("interest", "Vesterby").by("Vesterby", SourceKind::club);
  report.said("bid", "Vesterby");
  const Dossier dossier = fold_last(news);
  EXPECT_EQ(dossier.origins.size(), 2u);
  EXPECT_EQ(dossier.origins[0].kind, SourceKind::club);
}

TEST(Provenance, takes_what_an_outlet_cited_before_as_said_again) {
  News news;
  news.report("2024-06-20", "The Echo").said("talks", "Vesterby").by("Ines Okafor");
  news.report("2024-06-22", "The Echo").said("interest", "Vesterby");
  EXPECT_EQ(fold_last(news).origins.size(), 1u);
  news.report("2024-06-23", "The Echo").said("bid", "Vesterby");
  EXPECT_EQ(fold_last(news).origins.size(), 2u) << "a later stage is its own news";
}

TEST(Provenance, collapses_near_copies_and_counts_them_once) {
  News news;
  news.report("2024-06-20", "The Echo").text(kStory).said("talks", "Vesterby");
  news.report("2024-06-21", "The Tribune")
      .text(std::string(kStory) + " More soon.")
      .said("talks", "Vesterby");
  news.report("2024-06-22", "Harbour News")
      .text(
          "Nils Aalto is a player whom Vesterby like, we hear from well informed people in the "
          "port.")
      .said("talks", "Vesterby");
  const Dossier dossier = fold_last(news);
  EXPECT_EQ(dossier.reports[1].kind, ReportKind::copy);
  EXPECT_EQ(dossier.reports[1].derived_from, 0);
  EXPECT_EQ(dossier.reports[2].kind, ReportKind::original);
  EXPECT_EQ(dossier.origins.size(), 2u);
}

TEST(Provenance, a_copy_has_no_word_of_its_own_where_it_was_read_otherwise) {
  News news;
  news.report("2024-06-20", "The Echo").text(kStory).said("talks", "Vesterby");
  news.report("2024-06-21", "The Tribune").text(kStory).said("interest", "Torrance");
  EXPECT_EQ(fold_last(news).origins.size(), 1u);
}

TEST(Provenance, takes_what_a_publisher_adds_to_its_own_page_as_new) {
  News news;
  news.report("2024-06-20", "The Echo").text(kStory).said("talks", "Vesterby");
  NewsReport again = news.report("2024-06-21", "echo.example").text(kStory);
  again.said("talks", "Vesterby");
  again.said("official", "Vesterby");
  EXPECT_EQ(fold_last(news).state, SagaState::advanced) << "a copy of another publisher's page";
  News same;
  same.report("2024-06-20", "The Echo").text(kStory).said("talks", "Vesterby");
  NewsReport page = same.report("2024-06-21", "theecho.example").text(kStory);
  page.said("talks", "Vesterby");
  page.said("official", "Vesterby");
  EXPECT_EQ(fold_last(same).timeline[1].restates, 0);
  EXPECT_EQ(fold_last(same).timeline[2].restates, -1);
  EXPECT_EQ(fold_last(same).state, SagaState::done);
}

TEST(Provenance, collapses_a_translation_with_the_same_figures) {
  News news;
  news.report("2024-06-20", "Corriere dei Porti")
      .language("it")
      .said("bid", "Vesterby")
      .money(12e6);
  news.report("2024-06-21", "The Echo").said("bid", "Vesterby").money(12e6);
  const Dossier dossier = fold_last(news);
  EXPECT_EQ(dossier.reports[1].kind, ReportKind::translation);
  EXPECT_EQ(dossier.reports[1].derived_from, 0);
  EXPECT_EQ(dossier.origins.size(), 1u);
}

TEST(Provenance, takes_other_figures_other_claims_and_late_reports_for_no_translation) {
  const auto kind = [](double amount, const char* type, const char* day, const char* language) {
    News news;
    news.report("2024-06-20", "Corriere dei Porti")
        .language("it")
        .said("bid", "Vesterby")
        .money(12e6);
    news.report(day, "The Echo").language(language).said(type, "Vesterby").money(amount);
    return fold_last(news).reports[1].kind;
  };
  EXPECT_EQ(kind(12e6, "bid", "2024-06-23", "en"), ReportKind::translation);
  EXPECT_EQ(kind(15e6, "bid", "2024-06-21", "en"), ReportKind::original);
  EXPECT_EQ(kind(12e6, "talks", "2024-06-21", "en"), ReportKind::original);
  EXPECT_EQ(kind(12e6, "bid", "2024-06-28", "en"), ReportKind::original);
  EXPECT_EQ(kind(12e6, "bid", "2024-06-21", "it"), ReportKind::original);
}

TEST(Provenance, finds_the_cited_post_by_its_address) {
  News news;
  news.report("2024-06-20", "X")
      .url("https://x.example/1")
      .author("@somebody")
      .said("talks", "Vesterby");
  NewsReport report = news.report("2024-06-21", "The Echo");
  report.post("somebody", "https://x.example/1");
  report.said("talks", "Vesterby").handle("somebody").post(0);
  const Dossier dossier = fold_last(news);
  EXPECT_EQ(dossier.reports[1].derived_from, 0);
  EXPECT_EQ(dossier.origins.size(), 1u);
}

TEST(Provenance, does_not_look_for_the_cited_report_far_back) {
  News news;
  news.report("2024-06-20", "The Echo").said("talks", "Vesterby");
  news.report("2024-07-20", "The Tribune")
      .said("talks", "Vesterby")
      .by("The Echo", SourceKind::outlet);
  const Dossier dossier = fold_last(news);
  EXPECT_EQ(dossier.reports[1].derived_from, -1);
  EXPECT_EQ(dossier.origins.size(), 1u) << "the word is The Echo's all the same";
}

TEST(Provenance, takes_publishers_without_a_name_as_one) {
  News news;
  news.report("2024-06-20", "").said("talks", "Vesterby");
  news.report("2024-06-21", "").said("talks", "Vesterby");
  EXPECT_EQ(fold_last(news).origins.size(), 1u);
}

TEST(Provenance, a_later_version_is_neither_copy_nor_relay_of_the_first) {
  const std::string text =
      "Vesterby have opened talks with Arnmouth over the defender Nils Aalto, whose contract runs "
      "for two more years, and hope to settle the matter before the season begins in August.";
  News news;
  NewsReport first = news.report("2024-06-20", "The Echo").text(text);
  first.said("talks", "Vesterby");
  news.report("2024-06-21", "The Tribune")
      .said("talks", "Vesterby")
      .by("The Echo", SourceKind::outlet);
  NewsReport second = news.report("2024-06-23", "The Echo").text(text + " He wants to leave.");
  second.edit_of(first).said("wants_out");
  second.said("talks", "Vesterby").money(9e6);
  const Dossier dossier = fold_last(news);
  EXPECT_EQ(dossier.reports[1].derived_from, 0);
  EXPECT_EQ(dossier.reports[2].kind, ReportKind::original);
  EXPECT_EQ(dossier.reports[2].derived_from, -1);
  EXPECT_TRUE(dossier.timeline[0].first_of_origin);
  EXPECT_TRUE(dossier.timeline[2].first_of_origin) << "new in the second version";
  EXPECT_EQ(dossier.timeline[3].restates, 0) << "said before, now with a price";
  EXPECT_TRUE(dossier.drift.empty());
}

}  // namespace
}  // namespace mercato::test
