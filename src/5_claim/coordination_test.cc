#include "5_claim/coordination.h"

#include "5_claim/claim_testing.h"

namespace mercato {
namespace {

class CoordinationTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto languages = Languages::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
    ASSERT_TRUE(languages) << languages.error().to_string();
    languages_ = *languages;
    auto lexicon = Lexicon::parse(
        "@and\tet ou\n@both\ttant\n@both_and\tque\n@and_clubs\t,\n@det\tle la l' "
        "son\n@prep\tde\n@from\tdepuis\n"
        "@replaced\tremplacer\n@replaced_of\tsuccesseur\n",
        languages_->find("fr"), languages_);
    ASSERT_TRUE(lexicon) << lexicon.error().to_string();
    coordination_ = std::make_unique<Coordination>(*lexicon, *languages_);
  }

  // The names coordinated with the mention number `mention`, in the order found.
  std::string members(std::string_view marked, std::uint32_t mention) {
    const MarkedText text(*languages_, marked);
    std::vector<std::int32_t> found;
    coordination_->members(mention, text.tokens, text.linked, 0,
                           static_cast<std::uint32_t>(text.linked.mentions.size()), found);
    std::string out;
    for (const std::int32_t entity : found) out += (out.empty() ? "" : ", ") + text.name(entity);
    return out;
  }

  std::shared_ptr<const Languages> languages_;
  std::unique_ptr<Coordination> coordination_;
};

TEST_F(CoordinationTest, list_that_ends_in_and_holds_all_its_members_from_any_of_them) {
  const char* text = "Le club veut [person Marek], [person Aalto] et [person Valdor] cet été.";
  EXPECT_EQ(members(text, 0), "Marek, Aalto, Valdor");
  EXPECT_EQ(members(text, 2), "Valdor, Aalto, Marek");
}

TEST_F(CoordinationTest, row_of_commas_alone_is_none) {
  EXPECT_EQ(members("Le club veut [person Marek], [person Aalto] signe ailleurs.", 0), "Marek");
}

TEST_F(CoordinationTest, bracket_or_repeated_preposition_between_does_not_end_it) {
  EXPECT_EQ(members("[person Marek] (23 ans), [person Aalto] et [person Valdor].", 0),
            "Marek, Aalto, Valdor");
  EXPECT_EQ(members("Une offre de [club Norville] et de [club Sudport].", 0), "Norville, Sudport");
  EXPECT_EQ(members("[club Norville] vise un joueur et de [club Sudport].", 0), "Norville");
  EXPECT_EQ(members("[person Marek] et le [nationality Suédois] [person Aalto].", 0),
            "Marek, Aalto");
}

TEST_F(CoordinationTest, repeated_preposition_opens_a_member_and_no_origin) {
  EXPECT_EQ(members("Intérêt de [club Norville], de [club Sudport], de [club Estville] et de "
                    "[club Westham].",
                    0),
            "Norville, Sudport, Estville, Westham");
}

TEST_F(CoordinationTest, position_of_a_member_does_not_end_it) {
  EXPECT_EQ(members("Le club veut [person Marek], le [position arrière - gauche] [person Aalto] et "
                    "le [position gardien] [person Valdor].",
                    0),
            "Marek, Aalto, Valdor");
}

TEST_F(CoordinationTest, pair_whose_first_word_announces_the_second) {
  EXPECT_EQ(members("Tant le [club Norville] que le [club Sudport] le veulent.", 1),
            "Sudport, Norville");
  EXPECT_EQ(members("Le [club Norville] que le [club Sudport] bat.", 1), "Sudport");
}

TEST_F(CoordinationTest, ellipsis_may_stand_before_and) {
  EXPECT_EQ(members("Une offre de [club Norville]... et de [club Sudport].", 0),
            "Norville, Sudport");
  EXPECT_EQ(members("Le club veut [person Marek]... [person Aalto] signe.", 0), "Marek");
}

TEST_F(CoordinationTest, two_clubs_that_open_a_headline) {
  EXPECT_EQ(members("[club Norville], [club Sudport] visent [person Marek].", 1),
            "Sudport, Norville");
  EXPECT_EQ(members("Mercato, [club Norville], [club Sudport] visent [person Marek].", 1),
            "Sudport");
  EXPECT_EQ(members("[club Norville], [club Sudport]: [person Marek] signe.", 1), "Sudport");
}

TEST_F(CoordinationTest, club_behind_from_is_an_origin) {
  const MarkedText marked(*languages_,
                          "[person Marek] arrive depuis le [club Sudport] au "
                          "[club Norville].");
  EXPECT_TRUE(coordination_->is_origin(marked.tokens, marked.linked.mentions[1]));
  EXPECT_FALSE(coordination_->is_origin(marked.tokens, marked.linked.mentions[2]));
}

TEST_F(CoordinationTest, words_between_end_it) {
  EXPECT_EQ(members("[person Marek] reste et [person Aalto] part.", 0), "Marek");
}

TEST_F(CoordinationTest, word_that_only_folds_to_and_joins_nothing) {
  EXPECT_EQ(members("[person Marek] où [person Aalto] joue.", 0), "Marek");
  EXPECT_EQ(members("[person Marek] ou [person Aalto] joue.", 0), "Marek, Aalto");
}

TEST_F(CoordinationTest, only_mentions_of_one_kind_are_joined) {
  EXPECT_EQ(members("[person Marek] et [club Norville] parlent.", 0), "Marek");
}

TEST_F(CoordinationTest, skips_where_the_members_come_from) {
  EXPECT_EQ(members("[club Norville], de Suède, [club Sudport], de Malte, et [club Ostby]", 0),
            "Norville, Sudport, Ostby");
  EXPECT_EQ(members("[club Norville], de retour, [club Sudport] et [club Ostby]", 0), "Norville");
}

TEST_F(CoordinationTest, knows_whose_place_somebody_takes) {
  const auto replaced = [&](std::string_view marked) {
    const MarkedText text(*languages_, marked);
    return coordination_->is_replaced(text.tokens, text.linked.mentions.back());
  };
  EXPECT_TRUE(replaced("Il va remplacer [person Marek]."));
  EXPECT_TRUE(replaced("Le successeur de [person Marek]."));
  EXPECT_TRUE(replaced("Le successeur de son [person Marek]."));
  EXPECT_FALSE(replaced("Son successeur [person Marek]."));
  EXPECT_FALSE(replaced("Il voit [person Marek]."));
}

TEST_F(CoordinationTest, knows_clubs_side_by_side) {
  const auto joined = [&](std::string_view marked) {
    const MarkedText text(*languages_, marked);
    return coordination_->are_joined(text.tokens, text.linked, 1, 0);
  };
  EXPECT_TRUE(joined("[club Norville] et [club Sudport] discutent."));
  EXPECT_TRUE(joined("Accord [club Norville]-[club Sudport]."));
  EXPECT_FALSE(joined("[club Norville] voit [club Sudport]."));
}

}  // namespace
}  // namespace mercato
