#include "6_judge/weights.h"

#include <gtest/gtest.h>

#include "1_language/language.h"

namespace mercato {
namespace {

std::string with_checksum(const std::string& rows) {
  char line[40];
  std::snprintf(line, sizeof line, "checksum\t%016llx\n",
                static_cast<unsigned long long>(fold_hash(rows)));
  return "# a judge of the test\n" + std::string(line) + rows;
}

TEST(JudgeWeights, gives_each_feature_its_weight) {
  const auto weights = JudgeWeights::parse(
      with_checksum("threshold\t0.25\nany claim\t-0.5\nrule xx/bid/offers\t1.25\n"), "test");
  ASSERT_TRUE(weights);
  EXPECT_FLOAT_EQ(weights->threshold(), 0.25f);
  ASSERT_NE(weights->find("rule xx/bid/offers"), nullptr);
  EXPECT_FLOAT_EQ(*weights->find("rule xx/bid/offers"), 1.25f);
  EXPECT_EQ(weights->find("rule xx/bid"), nullptr);
}

TEST(JudgeWeights, a_changed_byte_is_told) {
  std::string text = with_checksum("threshold\t0.25\nany claim\t-0.5\n");
  text[text.size() - 2] = '6';
  const auto weights = JudgeWeights::parse(text, "judge.tsv");
  ASSERT_FALSE(weights);
  EXPECT_EQ(weights.error().where, "judge.tsv:2");
  EXPECT_NE(weights.error().hint.find("tools/train_judge"), std::string::npos);
}

TEST(JudgeWeights, damage_names_its_line) {
  const auto where = [](const std::string& rows) {
    const auto weights = JudgeWeights::parse(with_checksum(rows), "t");
    return weights ? std::string() : weights.error().where;
  };
  EXPECT_EQ(where("threshold\t0.25\nany claim\n"), "t:4");
  EXPECT_EQ(where("threshold\t0.25\nany claim\tmuch\n"), "t:4");
  EXPECT_EQ(where("any claim\t1\n"), "t:3");
  EXPECT_EQ(where("threshold\t0.25\na\t1\na\t2\n"), "t:5");
  EXPECT_FALSE(JudgeWeights::parse("", "t"));
}

}  // namespace
}  // namespace mercato
