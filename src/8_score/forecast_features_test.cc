#include "8_score/forecast_features.h"

#include <gtest/gtest.h>

#include <cmath>

#include "8_score/forecast_testing.h"

namespace mercato::forecast {
namespace {

class Features : public testing::Test {
 protected:
  // One reference for all of them: it costs more than the tests.
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TestFolder>("features");
    reference_ = make_reference(*folder_, "whole",
                                "p1,2017-07-01,2017-07-01,2017-07-01,,,c1,c2,,permanent\n"
                                "p1,2019-08-01,2019-08-01,2019-08-01,,,c2,c3,,permanent\n")
                     .reference;
  }
  static void TearDownTestSuite() {
    reference_.reset();
    folder_.reset();
  }

  double get(std::string_view name) const {
    return features_of(question_, 0, outlets_, *reference_)[find_feature(name)];
  }
  void ask_about_p1(std::string_view club) {
    question_.person = reference_->find(MentionKind::person, "p1");
    question_.clubs[1].reference = reference_->find(MentionKind::club, club);
  }

  static inline std::unique_ptr<TestFolder> folder_;
  static inline std::shared_ptr<const Reference> reference_;
  ForecastQuestion question_ = small_question();
  Outlets outlets_;
};

TEST_F(Features, now_is_the_last_report) {
  EXPECT_EQ(get("now_negotiating"), 0);
  question_.reports.push_back({{2019, 7, 10}, "a", "", {1}, {{"agreement", 1}}});
  EXPECT_EQ(get("now_agreed"), 1);
  EXPECT_EQ(get("before_agreed"), 0);
  question_.reports.push_back({{2019, 7, 10}, "b", "", {1}, {{"interest", 1}}});
  EXPECT_EQ(get("now_agreed"), 0);
  EXPECT_EQ(get("before_agreed"), 1);
  EXPECT_EQ(get("ever_agreed"), 1);
}

TEST_F(Features, denied_and_past_claims_are_no_stage) {
  ForecastClaim denied{"talks", 1, Polarity::denied};
  question_.reports = {{{2019, 7, 9}, "a", "", {1}, {denied}}};
  EXPECT_EQ(get("now_negotiating"), 0);
  EXPECT_EQ(get("now_no_stage"), 1);
  EXPECT_EQ(get("now_denied"), 1);
  denied.polarity = Polarity::affirmed;
  denied.when = When::past;
  question_.reports = {{{2019, 7, 9}, "a", "", {1}, {denied}}};
  EXPECT_EQ(get("ever_negotiating"), 0);
}

TEST_F(Features, reports_of_the_person_alone_say_where_he_stands) {
  question_.reports.push_back({{2019, 7, 10}, "b", "", {}, {{"wants_out", -1}}});
  EXPECT_EQ(get("before_leaving"), 1);
  EXPECT_EQ(get("reports"), 0);  // one, as a logarithm
}

TEST_F(Features, reports_of_one_origin_are_one_source) {
  question_.reports[0].origin = "o";
  question_.reports.push_back({{2019, 7, 10}, "other.example", "o", {1}, {{"interest", 1}}});
  EXPECT_DOUBLE_EQ(get("reports"), std::log(2));
  EXPECT_DOUBLE_EQ(get("origins"), 0);
  question_.reports.back().origin.clear();
  EXPECT_DOUBLE_EQ(get("origins"), std::log(2));
}

TEST_F(Features, another_club_is_a_rival) {
  question_.reports[0].claims.push_back({"talks", 2});
  EXPECT_EQ(get("now_rival"), 1);
  EXPECT_EQ(get("now_negotiating"), 0);
  question_.suitors.push_back(2);
  question_.reports.push_back({{2019, 7, 8}, "a", "", {2}, {{"agreement", 2}}});
  EXPECT_EQ(get("rival_agreed"), 1);
}

TEST_F(Features, reports_of_later_days_are_not_seen) {
  const auto before = features_of(question_, 0, outlets_, *reference_);
  question_.reports.push_back({{2019, 7, 11}, "late.example", "", {1}, {{"official", 1}}});
  EXPECT_EQ(features_of(question_, 0, outlets_, *reference_), before);
}

TEST_F(Features, window_is_that_of_the_club) {
  EXPECT_EQ(get("window_open"), 1);
  question_.clubs[1].opens = {2019, 7, 25};
  EXPECT_EQ(get("window_open"), 0);
  EXPECT_DOUBLE_EQ(get("window_far"), 0.5);
  question_.clubs[1].opens = {};
  EXPECT_EQ(get("window_far"), 0);
}

TEST_F(Features, moves_count_once_they_are_over) {
  ask_about_p1("c2");
  EXPECT_EQ(get("was_at_club"), 1);
  EXPECT_EQ(get("at_club_now"), 1);
  ask_about_p1("c3");
  EXPECT_EQ(get("was_at_club"), 0);  // that move lies after the question's day
  question_.day = {2019, 8, 2};
  question_.reports[0].date = {2019, 8, 1};
  EXPECT_EQ(get("at_club_now"), 1);
}

TEST_F(Features, outlets_are_known_by_host_and_by_name) {
  outlets_.popular.insert(outlet_key("The Daily Herald"));
  outlets_.records[outlet_key("herald.example")] = 0.25;
  question_.reports[0].outlet = "www.thedailyherald.co.uk";
  EXPECT_EQ(get("popular_press"), 1);
  question_.reports[0].outlet = "herald.example";
  EXPECT_EQ(get("popular_press"), 0);
  EXPECT_EQ(get("outlet_record"), 0.25);
}

TEST(OutletKey, one_outlet_has_one_key) {
  EXPECT_EQ(outlet_key("www.skysports.com"), "skysports");
  EXPECT_EQ(outlet_key("Sky Sports"), "skysports");
  EXPECT_EQ(outlet_key("m.example.co.uk"), "example");
  EXPECT_EQ(outlet_key(""), "");
}

TEST(Features_, are_named_once) {
  for (std::size_t f = 0; f < kFeatureCount; ++f) EXPECT_EQ(find_feature(kFeatures[f].name), f);
  EXPECT_EQ(find_feature("nothing"), kFeatureCount);
}

}  // namespace
}  // namespace mercato::forecast
