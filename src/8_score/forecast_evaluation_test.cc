#include "8_score/forecast_evaluation.h"

#include <gtest/gtest.h>

#include "8_score/forecast_testing.h"

namespace mercato {
namespace {

using forecast::make_reference;
using forecast::rumour_line;
using forecast::test_data;
using forecast::TestFolder;
using forecast::TestItem;

const std::string kEarly =
    "p1,2016-07-01,2016-07-01,2016-07-01,,,c3,c1,2000000,permanent\n"
    "p1,2017-07-10,2017-07-10,2017-07-10,,,c1,c2,5000000,permanent\n"
    "p2,2016-01-20,2016-01-20,2016-01-20,,,c2,c1,1000000,permanent\n";
// From 2018-07-05 on: the very moves that the rumours are about, and what came after.
const std::string kLate =
    "p1,2018-07-25,2018-07-25,2018-07-25,,,c2,c1,9000000,permanent\n"
    "p2,2018-07-05,2018-07-05,2018-07-05,,,c1,c3,7000000,loan\n"
    "p2,2019-07-01,2019-07-01,2019-07-01,,,c3,c1,,end of loan\n";

std::string two_rumours() {
  return rumour_line("a", "Ardo Velkan", "p1", "c2", "c1",
                     {{"2018-07-01", "Norvale are interested in Easterly defender Velkan."},
                      {"2018-07-04", "Norvale are in talks to sign Ardo Velkan."},
                      {"2018-07-24", "Ardo Velkan has signed for Norvale Rovers.", false}}) +
         rumour_line("b", "Milo Tarsen", "p2", "c1", "c3",
                     {{"2018-07-04", "Brightholm City have agreed a deal to sign Tarsen."},
                      {"2018-07-05", "Tarsen will have a medical at Brightholm today."}});
}

std::vector<RumourForecast> forecasts(const std::string& rumours,
                                      const std::filesystem::path& reference) {
  auto made = forecast_rumours(rumours, "items.jsonl", test_data(), reference);
  EXPECT_TRUE(made) << made.error().to_string();
  return made ? std::move(*made) : std::vector<RumourForecast>{};
}

TEST(ForecastRumours, answers_each_item_that_asks_in_their_order) {
  const TestFolder folder("evaluation");
  const auto made = forecasts(two_rumours(), make_reference(folder, "whole", kEarly).file);
  ASSERT_EQ(made.size(), 4u);
  EXPECT_EQ(made[0].id + made[1].id + made[2].id + made[3].id, "aabb");
  EXPECT_EQ(made[1].date, "2018-07-04");
  for (const RumourForecast& f : made) EXPECT_TRUE(0 < f.p && f.p < 1);
  EXPECT_GT(made[1].forecast.suitors[0].raw, made[0].forecast.suitors[0].raw);
  EXPECT_FALSE(made[0].outcome);
}

// No row of the day or later may change an answer: the last question is of 2018-07-05.
TEST(ForecastRumours, later_rows_of_the_reference_change_nothing) {
  const TestFolder folder("rows");
  const auto whole =
      make_reference(folder, "whole", kEarly + kLate, "p1,c1,2022-06-30,2018-10-01,\n",
                     "p1,c1,2018/19\np2,c3,2018/19\np1,c2,2017/18\n");
  const auto cut = make_reference(folder, "cut", kEarly, "", "p1,c2,2017/18\n");
  const auto a = forecasts(two_rumours(), whole.file), b = forecasts(two_rumours(), cut.file);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].p, b[i].p) << i;
    EXPECT_EQ(a[i].forecast.suitors[0].raw, b[i].forecast.suitors[0].raw) << i;
  }
}

TEST(ForecastRumours, later_items_and_outcomes_change_nothing) {
  const TestFolder folder("items");
  const auto file = make_reference(folder, "whole", kEarly).file;
  const std::vector<TestItem> early = {{"2018-07-01", "Norvale are in talks to sign Velkan."}};
  std::vector<TestItem> all = early;
  all.push_back({"2018-07-02", "Ardo Velkan has completed his move to Norvale Rovers."});
  const std::string rival =
      rumour_line("r", "Ardo Velkan", "p1", "c2", "c3",
                  {{"2018-07-01", "Brightholm City have agreed a deal to sign Ardo Velkan."}});
  const auto a = forecasts(rumour_line("a", "Ardo Velkan", "p1", "c2", "c1", early), file);
  const auto b = forecasts(rumour_line("a", "Ardo Velkan", "p1", "c2", "c1", all, 1) + rival, file);
  EXPECT_EQ(a[0].forecast.suitors[0].raw, b[0].forecast.suitors[0].raw);
  EXPECT_EQ(a[0].p, b[0].p);
  EXPECT_LT(b[1].forecast.suitors[0].probability + b[1].forecast.suitors[1].probability, 1);
}

TEST(ForecastRumours, tells_the_line_that_is_wrong) {
  const TestFolder folder("lines");
  const auto file = make_reference(folder, "whole", "").file;
  const auto problem = [&](const std::string& line) {
    const auto made = forecast_rumours(two_rumours() + line, "items.jsonl", test_data(), file);
    return made ? Problem{} : made.error();
  };
  EXPECT_EQ(problem("{").line, 3u);
  EXPECT_EQ(problem("[]").message, "a rumour is a JSON object");
  EXPECT_EQ(problem("{\"id\": 7}").message, "the field \"id\" is missing or not as it should be");
  EXPECT_EQ(problem(rumour_line("c", "A B", "x", "c1", "c2", {{"2018-07", "text"}})).message,
            "the field \"date\" is missing or not as it should be");
  EXPECT_EQ(
      problem(rumour_line("c", "A B", "x", "c1", "c2", {{"2018-07-02", "a"}, {"2018-07-01", "b"}}))
          .message,
      "the items are not in the order of their dates");
  EXPECT_EQ(problem(std::string(200, '[')).where, "items.jsonl");
  std::string many;
  for (int i = 0; i < 501; ++i) many += rumour_line("m", "A B", "x", "c1", "c2", {});
  EXPECT_EQ(problem(many).message, "there are too many rumours of one person");
}

TEST(RumourScores, a_rumour_counts_once_or_each_forecast_does) {
  const std::vector<RumourForecast> forecasts = {{"a", "", 0.2, true, 0, {}},
                                                 {"a", "", 0.6, true, 0, {}},
                                                 {"b", "", 0.1, false, 1, {}},
                                                 {"c", "", 0.9, std::nullopt, 2, {}}};
  const RumourScores scores = score(forecasts);
  EXPECT_EQ(scores.last.count, 2u);
  EXPECT_DOUBLE_EQ(scores.last.brier, (0.16 + 0.01) / 2);
  EXPECT_DOUBLE_EQ(scores.mean.brier, (0.36 + 0.01) / 2);
  EXPECT_DOUBLE_EQ(scores.each.brier, (0.64 + 0.16 + 0.01) / 3);
}

}  // namespace
}  // namespace mercato
