#include "8_score/forecast_model.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "8_score/forecast_testing.h"

namespace mercato::forecast {
namespace {

// Every feature weighs as its sign says.
Model plain_model() {
  Model model;
  model.weights.intercept = -1.5;
  model.weights.mean.assign(kFeatureCount, 0);
  model.weights.deviation.assign(kFeatureCount, 1);
  for (const FeatureInfo& info : kFeatures) model.weights.weight.push_back(0.5 * info.sign);
  model.levels = {{0.1, 0.3, 0.6}, {0.05, 0.2, 0.45, 0.8}};
  model.outlets.records = {{"herald", 0.125}};
  model.average = 0.25;
  model.trained_until = "2020-01-31";
  return model;
}

const Reference& no_persons() {
  static const TestFolder folder("model");
  static const auto made = make_reference(folder, "whole", "");
  return *made.reference;
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(ModelFile, reads_what_it_wrote) {
  const std::string text = write_model(plain_model());
  const auto read = read_model(text, "model.toml");
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(write_model(*read), text);
  EXPECT_EQ(read->outlets.records.at("herald"), 0.125);
}

TEST(ModelFile, tells_where_it_is_wrong) {
  const std::string text = write_model(plain_model());
  const auto problem = [](const std::string& changed) {
    const auto read = read_model(changed, "model.toml");
    return read ? Problem{} : read.error();
  };
  const Problem unknown = problem(with(text, "\"now_agreed\"", "\"now_greed\""));
  EXPECT_EQ(unknown.message, "\"now_greed\" is no feature of this program");
  EXPECT_EQ(unknown.where, "model.toml");
  EXPECT_GT(unknown.line, 10u);
  EXPECT_NE(problem(with(text, "\"now_agreed\"", "\"now_negotiating\"")).message.find("twice"),
            std::string::npos);
  EXPECT_NE(problem(with(text, "weight = 0.5", "weight = -0.5")).message.find("wrong sign"),
            std::string::npos);
  EXPECT_NE(problem(with(text, "deviation = 1.0", "deviation = 0")).message.find("above 0"),
            std::string::npos);
  EXPECT_NE(problem(with(text, "weight = 0.5", "weight = inf")).message.find("no number"),
            std::string::npos);
  EXPECT_NE(problem(with(text, "[0.1, 0.3, 0.6]", "[0.1, 0.6]")).message.find("one value more"),
            std::string::npos);
  EXPECT_NE(problem(with(text, "0.2, 0.45", "0.45, 0.2")).message.find("rising"),
            std::string::npos);
  EXPECT_EQ(problem(with(text, "intercept = -1.5", "intercept = ")).line, 7u);
  EXPECT_FALSE(read_popular("popular = [1]", "outlets.toml"));
  EXPECT_FALSE(read_popular("", "outlets.toml"));
}

TEST(ModelFile, of_the_project_loads) {
  const auto model = ForecastModel::load(test_data());
  ASSERT_TRUE(model) << model.error().to_string();
  EXPECT_GT((*model)->forecast(small_question(), no_persons()).suitors.front().probability, 0);
}

TEST(ModelFile, absent_is_told_with_the_way_out) {
  const auto model = ForecastModel::load("/nonexistent");
  ASSERT_FALSE(model);
  EXPECT_NE(model.error().hint.find("--data"), std::string::npos);
}

TEST(Levels, take_the_level_of_the_bin) {
  const Levels levels{{0.1, 0.3}, {0.05, 0.2, 0.6}};
  EXPECT_EQ(levels.of(0), 0.05);
  EXPECT_EQ(levels.of(0.1), 0.2);
  EXPECT_EQ(levels.of(1), 0.6);
}

TEST(Answer, declines_with_the_reason) {
  const auto why = [](const ForecastQuestion& question) {
    return answer(plain_model(), question, no_persons()).declined;
  };
  ForecastQuestion question = small_question();
  EXPECT_EQ(why(question), "");
  question.day = {2019, 9, 30};
  EXPECT_EQ(why(question), "nothing new was reported for 60 days");
  question.reports.clear();
  EXPECT_EQ(why(question), "no report of any suitor");
  question.suitors.clear();
  EXPECT_EQ(why(question), "no suitor is known");
  question.day = {};
  EXPECT_EQ(why(question), "the question has no day");
}

TEST(Answer, says_what_moved_it) {
  ForecastQuestion question = small_question();
  question.reports[0].claims = {{"agreement", 1}};
  const Forecast forecast = answer(plain_model(), question, no_persons());
  const auto& parts = forecast.suitors[0].contributions;
  ASSERT_FALSE(parts.empty());
  EXPECT_EQ(parts[0].group, "stage");
  EXPECT_GT(parts[0].points, 0.2);
  EXPECT_NE(parts[0].detail.find("now_agreed=1"), std::string::npos);
}

TEST(Answer, one_suitor_alone_shares_nothing) {
  const auto shared = share_out(plain_model(), small_question(), no_persons());
  EXPECT_DOUBLE_EQ(shared.raw[0], shared.shared[0]);
}

// Any reports about any of three suitors.
ForecastQuestion any_question() {
  static const std::vector<std::string> types = {"interest",  "talks",     "bid",
                                                 "agreement", "collapsed", "official",
                                                 "stay",      "wants_out", "bid_rejected"};
  ForecastQuestion question = small_question();
  question.clubs.resize(4, question.clubs[0]);
  question.suitors = {1, 2, 3};
  const int reports = *rc::gen::inRange(0, 12);
  for (int i = 0; i < reports; ++i) {
    const int club = *rc::gen::inRange(1, 4);
    ForecastReport report{Date{2019, 7, static_cast<std::uint8_t>(*rc::gen::inRange(1, 11))},
                          "herald.example",
                          "",
                          {club},
                          {}};
    const int claims = *rc::gen::inRange(0, 4);
    for (int c = 0; c < claims; ++c)
      report.claims.push_back({types[*rc::gen::inRange<std::size_t>(0, types.size())],
                               *rc::gen::inRange(-1, 4),
                               *rc::gen::element(Polarity::affirmed, Polarity::denied)});
    question.reports.push_back(report);
  }
  return question;
}

RC_GTEST_PROP(Answer, suitors_and_staying_add_up_to_one, ()) {
  const Forecast forecast = answer(plain_model(), any_question(), no_persons());
  double together = forecast.stays;
  RC_ASSERT(forecast.stays > 0);
  for (const SuitorForecast& suitor : forecast.suitors) {
    RC_ASSERT(0 < suitor.probability && suitor.probability < 1);
    together += suitor.probability;
  }
  RC_ASSERT(std::abs(together - 1) < 1e-9);
}

RC_GTEST_PROP(Answer, later_reports_change_nothing, ()) {
  ForecastQuestion question = any_question();
  const Forecast before = answer(plain_model(), question, no_persons());
  question.reports.push_back({{2019, 7, 11}, "late.example", "", {1}, {{"official", 1}}});
  const Forecast after = answer(plain_model(), question, no_persons());
  for (std::size_t i = 0; i < before.suitors.size(); ++i)
    RC_ASSERT(before.suitors[i].probability == after.suitors[i].probability);
}

RC_GTEST_PROP(Answer, an_agreement_never_counts_against_the_club, ()) {
  ForecastQuestion question = any_question();
  question.suitors = {1};
  question.reports.push_back({{2019, 7, 10}, "herald.example", "", {1}, {{"talks", 1}}});
  const Model model = plain_model();
  const double before = share_out(model, question, no_persons()).raw[0];
  question.reports.back().claims.push_back({"agreement", 1});
  RC_ASSERT(share_out(model, question, no_persons()).raw[0] >= before);
}

}  // namespace
}  // namespace mercato::forecast
