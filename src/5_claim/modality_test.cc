#include "5_claim/modality.h"

#include <gtest/gtest.h>

#include "5_claim/claim_testing.h"

namespace mercato {
namespace {

class ModalityTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.write("modality/denied.rules", "rule pas\n match pas\n + Pas.\n - Oui.\n");
    folder_.write("modality/hedged.rules",
                  "rule serait\n match serait\n set side=before reach=4\n + Serait.\n - Est.\n");
    folder_.write("modality/past.rules", "rule jadis\n match jadis\n + Jadis.\n - Demain.\n");
    folder_.write("modality/deal.rules",
                  "rule loan\n match prêt\n set deal=loan\n + Prêt.\n - Vente.\n"
                  "rule option\n match option\n set deal=loan_option\n + Option.\n - Vente.\n");
    folder_.write("modality/money.rules",
                  "rule clause\n match clause\n set money=clause\n + Clause.\n - Prix.\n");
    languages_ = *Languages::load(folder_.path());
    lexicon_ = *Lexicon::load(folder_.path(), languages_);
    auto reader = ModalityReader::load(folder_.path(), languages_, lexicon_);
    ASSERT_TRUE(reader) << reader.error().to_string();
    reader_ = *reader;
  }

  // What is said of the word "cible" in its sentence.
  Modality read(std::string_view sentence) const {
    const MarkedText text(*languages_, sentence);
    std::vector<RuleMatch> found;
    reader_->find(text.tokens, 0, text.tokens.sentences[0].language, found);
    for (std::uint32_t t = 0; t < text.tokens.tokens.size(); ++t) {
      if (text.tokens.fold(t) == "cible") return reader_->read(text.tokens, 0, found, t, t + 1);
    }
    ADD_FAILURE() << "no cue in " << sentence;
    return {};
  }

  RuleFolder folder_;
  std::shared_ptr<const Languages> languages_;
  std::shared_ptr<const Lexicon> lexicon_;
  std::shared_ptr<const ModalityReader> reader_;
};

TEST_F(ModalityTest, plain_statement_is_affirmed_asserted_current) {
  const Modality modality = read("Il est la cible.");
  EXPECT_EQ(modality.polarity, Polarity::affirmed);
  EXPECT_EQ(modality.certainty, Certainty::asserted);
  EXPECT_EQ(modality.when, When::current);
  EXPECT_EQ(modality.deal, Deal::unknown);
  EXPECT_TRUE(modality.rules.empty());
}

TEST_F(ModalityTest, denial_reaches_its_neighbours_but_not_over_a_comma) {
  EXPECT_EQ(read("Pas une cible.").polarity, Polarity::denied);
  EXPECT_EQ(read("Pas ici, une cible.").polarity, Polarity::affirmed);
  EXPECT_EQ(read("Pas du tout ce jour là une cible.").polarity, Polarity::affirmed);
}

TEST_F(ModalityTest, side_and_reach_of_the_rule_are_kept) {
  EXPECT_EQ(read("Il serait la cible.").certainty, Certainty::hedged);
  EXPECT_EQ(read("La cible serait là.").certainty, Certainty::asserted);
  EXPECT_EQ(read("Il serait a b c d e cible.").certainty, Certainty::asserted);
}

TEST_F(ModalityTest, sentence_that_asks_is_a_question) {
  EXPECT_EQ(read("Est-il la cible ?").certainty, Certainty::question);
  EXPECT_EQ(read("Est-il la cible ?!").certainty, Certainty::question);
}

TEST_F(ModalityTest, question_behind_a_dash_asks_the_second_news_only) {
  EXPECT_EQ(read("Il est la cible - qui sera le suivant ?").certainty, Certainty::asserted);
  EXPECT_EQ(read("Un départ - il est la cible ?").certainty, Certainty::question);
  EXPECT_EQ(read("La cible - Norville ?").certainty, Certainty::question);
}

TEST_F(ModalityTest, weakest_certainty_and_most_exact_deal_win) {
  EXPECT_EQ(read("Il serait la cible ?").certainty, Certainty::question);
  EXPECT_EQ(read("La cible, en prêt avec option.").deal, Deal::loan_option);
  EXPECT_EQ(read("La cible de jadis.").when, When::past);
}

TEST_F(ModalityTest, unknown_topic_and_attribute_fail) {
  folder_.write("modality/mood.rules", "rule m\n match gai\n + Gai.\n - Non.\n");
  EXPECT_FALSE(ModalityReader::load(folder_.path(), languages_, lexicon_));
  std::filesystem::remove(folder_.path() / "languages/fr/modality/mood.rules");
  folder_.write("modality/past.rules",
                "rule p\n match jadis\n set deal=barter\n + Jadis.\n - Non.\n");
  EXPECT_FALSE(ModalityReader::load(folder_.path(), languages_, lexicon_));
}

}  // namespace
}  // namespace mercato
