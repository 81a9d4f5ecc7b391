#include "8_score/forecast_train.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iterator>

#include "8_score/forecast_testing.h"

namespace mercato::forecast {
namespace {

struct Trained {
  std::string model;
  std::vector<Prediction> walked;
};

Trained train(const std::string& rumours, const std::shared_ptr<const Reference>& reference) {
  auto parsed = parse_rumours(rumours, "rumours.jsonl");
  EXPECT_TRUE(parsed) << parsed.error().to_string();
  EXPECT_TRUE(read_items(test_data(), reference, *parsed));
  const auto windows = Windows::load(test_data());
  const RumourBook book(std::move(*parsed), reference, *windows);
  const Trainer trainer(book, **windows, {}, {});
  return {write_model(trainer.train()), trainer.walk_forward()};
}

class Training : public testing::Test {
 protected:
  TestFolder folder_{"train"};
  std::shared_ptr<const Reference> reference_ = make_reference(folder_, "whole", "").reference;
};

TEST_F(Training, is_the_same_to_the_byte) {
  const std::string once = train(test_rumours(), reference_).model;
  EXPECT_EQ(train(test_rumours(), reference_).model, once);
  const auto read = read_model(once, "model.toml");
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(read->rumours, 48u);
  EXPECT_GT(read->weights.weight[find_feature("ever_agreed")], 0);
}

TEST_F(Training, walks_forward_from_the_second_window) {
  const auto walked = train(test_rumours(), reference_).walked;
  ASSERT_FALSE(walked.empty());
  EXPECT_EQ(walked.front().window, "2019-winter");
  EXPECT_EQ(walked.back().window, "2020-winter");
}

// What happened in a window and after it changes nothing of what was said in it.
TEST_F(Training, walking_forward_sees_no_outcome_of_its_window) {
  std::string other = test_rumours();
  const std::size_t last_window = other.find("{\"id\": \"3-0\"");
  for (std::size_t at = last_window; (at = other.find("\"outcome\": ", at)) != std::string::npos;) {
    at += 11;
    other[at] = other[at] == '0' ? '1' : '0';
  }
  const auto a = train(test_rumours(), reference_).walked, b = train(other, reference_).walked;
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].p, b[i].p);
}

// The figures of docs/forecast.md, with room for what a better engine changes.
TEST(WalkForward, reaches_its_figures_on_the_shared_rumours) {
  const char* named = std::getenv("MERCATO_SHARED");
  const std::filesystem::path shared =
      named ? std::filesystem::path(named)
            : std::filesystem::path(MERCATO_SOURCE_DIR) / "../shared";
  std::ifstream in(shared / "outcomes/rumours_train.jsonl", std::ios::binary);
  if (!in) GTEST_SKIP() << "no rumours in " << shared << ": set MERCATO_SHARED";
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const TestFolder folder("shared");
  const auto file = folder.path() / "full.ref";
  const auto languages = Languages::load(test_data());
  const auto made =
      import_reference({test_data() / "reference", shared / "reference"}, file, **languages);
  ASSERT_TRUE(made) << made.error().to_string();
  const auto reference = Reference::open(file);
  auto rumours = parse_rumours(bytes, "rumours_train.jsonl");
  ASSERT_TRUE(rumours) << rumours.error().to_string();
  ASSERT_TRUE(read_items(test_data(), *reference, *rumours));
  const auto windows = Windows::load(test_data());
  const RumourBook book(std::move(*rumours), *reference, *windows);
  const auto walked = Trainer(book, **windows, {}, {}).walk_forward();
  const ForecastScores s = score(book, walked, Unit::last, "2020-summer");
  EXPECT_GT(s.count, 150u);
  EXPECT_LT(s.brier, 0.125);  // saying the share of that window would give 0.168
  EXPECT_GT(s.auc, 0.85);
}

}  // namespace
}  // namespace mercato::forecast
