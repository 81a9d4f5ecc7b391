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

TEST(ClaimTypes, say_what_they_do_to_a_dossier) {
  const auto loaded = ClaimTypes::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  const ClaimTypes& types = **loaded;
  const auto type = [&](const char* name) { return types[types.find(name)]; };
  EXPECT_EQ(type("talks").state, Standing::advanced);
  EXPECT_EQ(type("official").state, Standing::done);
  EXPECT_EQ(type("uncertain").state, Standing::none);
  EXPECT_EQ(type("person_refused").ends, Ending::refused);
  EXPECT_EQ(type("bid_rejected").implies, types.find("bid"));
  EXPECT_EQ(type("offered").actor, Actor::owner);
  EXPECT_FALSE(type("renewal").suitor);
  for (const ClaimType& one : types.all()) {
    for (const ClaimTypeId other : one.contradicts) {
      const auto& back = types[other].contradicts;
      EXPECT_NE(std::find(back.begin(), back.end(), types.find(one.name)), back.end())
          << one.name << " against " << types[other].name;
    }
    EXPECT_EQ(one.stage > 0 && one.ends == Ending::none,
              one.state != Standing::none && one.state != Standing::stayed)
        << one.name << ": every stage of a move is a state";
  }
}

TEST(ClaimTypes, tell_words_that_they_do_not_know) {
  const RuleFolder folder;
  const auto own = folder.path() / "fields";
  std::filesystem::create_directories(own / "claims");
  const std::string head = "meaning = \"m\"\ngroup = \"g\"\nstage = 1\nto = \"never\"\n";
  for (const char* field :
       {"state = \"over\"", "ends = \"well\"", "half = \"third\"", "actor = \"agent\"",
        "implies = \"nothing\"", "contradicts = [\"one\"]"}) {
    std::ofstream(own / "claims" / "one.toml") << head << field << "\n";
    const auto loaded = ClaimTypes::load(own);
    ASSERT_FALSE(loaded) << field;
    EXPECT_NE(loaded.error().to_string().find("one.toml"), std::string::npos) << field;
  }
}

}  // namespace
}  // namespace mercato
