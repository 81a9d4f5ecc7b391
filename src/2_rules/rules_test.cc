#include "2_rules/rules.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "2_rules/rule_file.h"

namespace mercato {
namespace {

const std::uint32_t kClub = kind_bit(MentionKind::club);

class Rules : public ::testing::Test {
 protected:
  void SetUp() override {
    auto languages = Languages::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
    ASSERT_TRUE(languages) << languages.error().to_string();
    languages_ = *languages;
    language_ = languages_->find("fr");
    auto lexicon = Lexicon::parse(
        "@prep\tde du pour par à\n@det\tle la l' un une jeune\n@clause\tqui que\n"
        "<viser>\tvise visent visait visé\n@offer\toffre proposition offre_ferme\n",
        language_, languages_);
    ASSERT_TRUE(lexicon) << lexicon.error().to_string();
    lexicon_ = *lexicon;
  }

  Result<std::shared_ptr<const RuleBook>> parse(std::string_view rules) {
    return RuleBook::parse(
        rules, "topic", language_,
        {{"PERSON", kind_bit(MentionKind::person), 0}, {"TO", kClub, 5}, {"FROM", kClub, 0}},
        languages_, lexicon_);
  }

  // The problems that the rules' own sentences give; empty when all hold.
  std::string verify(std::string_view rules) {
    auto book = parse(rules);
    if (!book) return book.error().to_string();
    std::string out;
    for (const Problem& problem : (*book)->verify()) out += problem.to_string() + "\n";
    return out;
  }

  std::shared_ptr<const Languages> languages_;
  std::shared_ptr<const Lexicon> lexicon_;
  LanguageId language_ = kUnknownLanguage;
};

TEST_F(Rules, lemma_matches_any_of_its_forms_with_roles_on_both_sides) {
  EXPECT_EQ(verify("rule vise\n match TO <viser> PERSON\n"
                   " + [TO Norville] vise [PERSON Jan Marek].\n"
                   " + Cet été, [TO Norville] visait déjà le jeune [PERSON Jan Marek].\n"
                   " - [TO Norville] accueille [PERSON Jan Marek].\n"),
            "");
}

TEST_F(Rules, subject_is_preferred_to_a_nearer_mention_that_a_preposition_governs) {
  EXPECT_EQ(verify("rule vise\n match TO <viser> PERSON\n"
                   " + [TO Norville], adversaire de [club Sudport], vise [PERSON Jan Marek].\n"
                   " - Le club vise [PERSON Jan Marek].\n"),
            "");
}

TEST_F(Rules, preposition_keeps_its_role_close) {
  EXPECT_EQ(verify("rule offre\n match @offer de TO pour PERSON\n"
                   " + Une offre ferme de [TO Norville] pour le jeune [PERSON Jan Marek].\n"
                   " - Une offre de dernière minute est arrivée hier soir au siège avec [club "
                   "Norville] pour [PERSON Jan Marek].\n"),
            "");
}

TEST_F(Rules, close_keeps_roles_beside_their_neighbours) {
  EXPECT_EQ(verify("rule telegram\n match ^ PERSON à TO\n set close=0\n"
                   " + [PERSON Jan Marek] (Norville, 23 ans) à [TO Sudport].\n"
                   " - [PERSON Jan Marek] parle encore à [TO Sudport].\n"),
            "");
  EXPECT_EQ(verify("rule vise\n match TO <viser> PERSON\n set close=1\n"
                   " + [TO Norville] vise toujours [PERSON Jan Marek].\n"
                   " - [TO Norville] vise le titre sans [PERSON Jan Marek].\n"),
            "");
}

TEST_F(Rules, optional_elements_gaps_and_anchors_match) {
  EXPECT_EQ(verify("rule officiel\n match ^ (officiel|c'est officiel) [:] PERSON .. à TO $\n"
                   " + Officiel : [PERSON Jan Marek] à [TO Norville]\n"
                   " + C'est officiel : [PERSON Jan Marek] signe bien à [TO Norville] !\n"
                   " - Rien d'officiel : [PERSON Jan Marek] à [TO Norville]\n"),
            "");
}

TEST_F(Rules, a_word_may_be_asked_to_stand_inside_the_sentence) {
  EXPECT_EQ(verify("rule si\n match !^ si\n + Norville vend si Sudport paie.\n - « Si Norville "
                   "vend, Sudport paie.\n"),
            "");
}

TEST_F(Rules, forbidden_word_silences) {
  EXPECT_EQ(verify("rule vise\n match <viser> !le PERSON?\n + Il vise [PERSON Jan Marek].\n - Il "
                   "vise le titre.\n"),
            "");
}

TEST_F(Rules, forbidden_word_is_not_taken_by_an_optional_one_behind_it) {
  EXPECT_EQ(verify("rule signe\n match PERSON? <viser> !nouveau [nouveau|long] contrat\n"
                   " + [PERSON Jan Marek] vise long contrat.\n"
                   " - [PERSON Jan Marek] vise nouveau contrat.\n"),
            "");
}

TEST_F(Rules, prefix_matches_longer_words_only_from_its_letters) {
  EXPECT_EQ(verify("rule r\n match recrut* PERSON\n + Le recrutement de [PERSON Jan Marek].\n - Le "
                   "record de [PERSON Jan Marek].\n"),
            "");
}

TEST_F(Rules, example_that_does_not_hold_is_a_problem_with_its_line) {
  const std::string problems =
      verify("rule vise\n match TO <viser> PERSON\n + [TO Norville] dort.\n - Rien.\n");
  EXPECT_NE(problems.find("topic.rules:3"), std::string::npos) << problems;
}

TEST_F(Rules, rule_without_a_near_miss_is_a_problem) {
  EXPECT_NE(verify("rule vise\n match <viser>\n + Il vise.\n").find("no near miss"),
            std::string::npos);
}

TEST_F(Rules, errors_name_the_line_and_what_is_wrong) {
  for (const char* rules :
       {"match vise\n", "rule a\n", "rule a\n match TO\n", "rule a\n match <inconnu>\n",
        "rule a\n match (vise\n", "rule a\n match CLUBB vise\n", "rule a\n match ab*\n",
        "rule a\n match vise\nrule a\n match vise\n", "rule a\n match vise\n say x\n"}) {
    auto book = parse(rules);
    ASSERT_FALSE(book) << rules;
    EXPECT_GT(book.error().line, 0u) << rules << book.error().to_string();
  }
}

TEST_F(Rules, longer_match_of_the_same_topic_covers_the_shorter) {
  auto book = parse("rule offre\n match offre\nrule offre_ferme\n match offre ferme\n");
  ASSERT_TRUE(book);
  TokenizedText text;
  languages_->tokenize("Une offre ferme.", language_, text);
  std::vector<RuleMatch> matches;
  (*book)->match(text, 0, language_, {}, matches);
  ASSERT_EQ(matches.size(), 1u);
  EXPECT_EQ((*book)->rules()[matches[0].rule].id, "fr/topic/offre_ferme");
}

TEST(RuleFile, example_brackets_nest) {
  auto example = parse_example("[PERSON le défenseur [club marseillais]] part");
  ASSERT_TRUE(example);
  EXPECT_EQ(example->text, "le défenseur marseillais part");
  ASSERT_EQ(example->mentions.size(), 2u);
  EXPECT_EQ(example->mentions[0].label, "club");
  EXPECT_FALSE(parse_example("[PERSON x"));
  EXPECT_FALSE(parse_example("x]"));
}

}  // namespace
}  // namespace mercato
