#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "5_claim/claim_testing.h"

namespace mercato {
namespace {

TEST(ClaimTypes, of_the_project_are_those_of_the_guide_in_stage_order) {
  const auto types = ClaimTypes::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
  ASSERT_TRUE(types) << types.error().to_string();
  EXPECT_EQ((*types)->all().size(), 24u);
  int before = 1;
  bool position = false;
  for (const ClaimType& type : (*types)->all()) {
    EXPECT_FALSE(type.meaning.empty()) << type.name;
    if (type.stage == 0) position = true;
    if (position) {
      EXPECT_EQ(type.stage, 0) << type.name;
    } else {
      EXPECT_GE(type.stage, before) << type.name;
      before = type.stage;
    }
  }
  for (const char* name : {"offered", "interest", "official", "stay", "return"}) {
    const ClaimTypeId id = (*types)->find(name);
    ASSERT_NE(id, kNoClaimType) << name;
    EXPECT_EQ((**types)[id].name, name);
  }
  EXPECT_EQ((*types)->find("rumour"), kNoClaimType);
  EXPECT_LT((*types)->find("interest"), (*types)->find("official"));
}

TEST(ClaimTypes, missing_folder_and_incomplete_type_are_told_with_their_file) {
  const RuleFolder folder;
  EXPECT_FALSE(ClaimTypes::load(folder.path() / "nothing"));
  const auto own = folder.path() / "own";
  std::filesystem::create_directories(own / "claims");
  std::ofstream(own / "claims" / "half.toml") << "meaning = \"half\"\n";
  const auto half = ClaimTypes::load(own);
  ASSERT_FALSE(half);
  EXPECT_NE(half.error().to_string().find("half.toml"), std::string::npos);
  std::ofstream(own / "claims" / "half.toml") << "meaning = \"ha\nlf\n";
  EXPECT_FALSE(ClaimTypes::load(own));
}

}  // namespace
}  // namespace mercato
