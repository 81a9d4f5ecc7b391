#include "6_judge/judge.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <fstream>

#include "5_claim/claim_testing.h"
#include "6_judge/features.h"

namespace mercato {
namespace {

namespace fs = std::filesystem;

// A data folder with the weights of a test.
class WeightFolder {
 public:
  explicit WeightFolder(const std::string& rows)
      : path_(fs::temp_directory_path() / ("mercato-judge-" + std::to_string(::getpid()))) {
    fs::create_directories(path_ / "judge");
    char line[40];
    std::snprintf(line, sizeof line, "checksum\t%016llx\n",
                  static_cast<unsigned long long>(fold_hash(rows)));
    std::ofstream(path_ / "judge" / "weights.tsv") << line << rows;
  }
  ~WeightFolder() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

class JudgeTest : public ::testing::Test {
 protected:
  JudgeTest() {
    const fs::path data = fs::path(MERCATO_SOURCE_DIR) / "data";
    languages_ = *Languages::load(data);
    types_ = *ClaimTypes::load(data);
    text_ = std::make_unique<MarkedText>(
        *languages_, "L'[club Norville] vise [person Jan Marek]. [club Sudport] aussi.");
  }

  // A claim whose cue is the n-th word of the first sentence.
  Claim claim(std::string_view type, std::string_view to, const std::string& rule) const {
    Claim claim;
    claim.person = text_->find("Jan Marek");
    claim.to = text_->find(to);
    claim.type = types_->find(type);
    Derivation derivation;
    derivation.rule = rule;
    const std::size_t at = text_->document.text.find("vise");
    derivation.cue = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 4)};
    for (std::size_t m = 0; m < 2; ++m) derivation.mentions.push_back(static_cast<std::int32_t>(m));
    claim.evidence.push_back({derivation.cue, "fr"});
    claim.derivations.push_back(derivation);
    return claim;
  }
  std::vector<std::string> features(const std::vector<Claim>& claims, std::size_t index) const {
    std::vector<std::string> names;
    judge_features({text_->document, text_->tokens, text_->linked, *languages_, *types_, claims},
                   index, names);
    return names;
  }
  void judge(const Judge& judge, std::vector<Claim>& claims) const {
    judge.judge(text_->document, text_->tokens, text_->linked, *languages_, *types_, claims);
  }

  std::shared_ptr<const Languages> languages_;
  std::shared_ptr<const ClaimTypes> types_;
  std::unique_ptr<MarkedText> text_;
};

TEST_F(JudgeTest, features_tell_type_roles_and_neighbours) {
  const std::vector<Claim> claims = {claim("interest", "Norville", "fr/interest/vise"),
                                     claim("bid", "Norville", "fr/bid/offre")};
  const auto names = features(claims, 0);
  const auto has = [&](std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  EXPECT_TRUE(has("type interest with club"));
  EXPECT_TRUE(has("cue fr vise"));
  EXPECT_TRUE(has("person here, club here"));
  EXPECT_TRUE(has("beside bid"));
  EXPECT_FALSE(has("beside interest"));
}

TEST_F(JudgeTest, drops_what_is_below_the_threshold_and_tells_the_probability_of_the_rest) {
  const WeightFolder folder("threshold\t0.25\nany claim\t1\ntype bid\t-3\n");
  const auto loaded = Judge::load(folder.path());
  ASSERT_TRUE(loaded);
  std::vector<Claim> claims = {claim("interest", "Norville", "fr/interest/vise"),
                               claim("bid", "Norville", "fr/bid/offre")};
  judge(**loaded, claims);
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_EQ(claims[0].type, types_->find("interest"));
  EXPECT_NEAR(claims[0].confidence, 1 / (1 + std::exp(-1.0)), 1e-6);
}

TEST_F(JudgeTest, reasons_are_the_weights_that_count_strongest_first) {
  const WeightFolder folder("threshold\t0\nany claim\t1\ntype bid\t-3\nother\t9\n");
  const auto loaded = Judge::load(folder.path());
  ASSERT_TRUE(loaded);
  const std::vector<Claim> claims = {claim("bid", "Norville", "fr/bid/offre")};
  const auto reasons = (*loaded)->reasons(
      {text_->document, text_->tokens, text_->linked, *languages_, *types_, claims}, 0);
  ASSERT_EQ(reasons.size(), 2u);
  EXPECT_EQ(reasons[0].feature, "type bid");
  EXPECT_EQ(reasons[1].feature, "any claim");
}

TEST_F(JudgeTest, without_weights_there_is_no_judge_and_damage_is_an_error) {
  const auto none = Judge::load("/nonexistent");
  ASSERT_TRUE(none);
  EXPECT_EQ(*none, nullptr);
  const WeightFolder folder("threshold\tnone\n");
  EXPECT_FALSE(Judge::load(folder.path()));
}

}  // namespace
}  // namespace mercato
