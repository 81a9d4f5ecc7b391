#include "5_claim/completion.h"

#include <gtest/gtest.h>

#include "5_claim/claim_testing.h"

namespace mercato {
namespace {

class CompletionTest : public ::testing::Test {
 protected:
  void SetUp() override { languages_ = *Languages::load(folder_.path()); }
  MarkedText text(std::string_view marked) const { return MarkedText(*languages_, marked); }

  // The context with the last sentence of `text` entered.
  DiscourseContext at_the_end(const MarkedText& text) const {
    DiscourseContext context;
    context.reset(text.document, text.tokens, text.linked);
    for (std::uint32_t s = 0; s < text.tokens.sentences.size(); ++s) context.enter(s);
    return context;
  }
  static std::uint32_t last(const MarkedText& text) {
    return static_cast<std::uint32_t>(text.tokens.tokens.size());
  }

  RuleFolder folder_;
  std::shared_ptr<const Languages> languages_;
};

TEST_F(CompletionTest, person_of_the_sentence_comes_before_the_topic) {
  const auto marked = text("[person Jan Marek] joue. [person Ole Tynset] est là.");
  const auto choice = at_the_end(marked).person(last(marked) - 1, last(marked));
  EXPECT_EQ(marked.name(choice.entity), "Ole Tynset");
  EXPECT_GE(choice.mention, 0);
}

TEST_F(CompletionTest, topic_is_the_person_of_the_sentence_before) {
  const auto marked = text("[person Jan Marek] joue. Un club est là.");
  const auto choice = at_the_end(marked).person(last(marked) - 1, last(marked));
  EXPECT_EQ(marked.name(choice.entity), "Jan Marek");
  EXPECT_EQ(choice.mention, -1);
  EXPECT_FALSE(choice.note.empty());
}

TEST_F(CompletionTest, topic_stays_the_person_of_the_headline_where_another_is_hardly_named) {
  const std::string_view begin =
      "[person Jan Marek] plaît à [club Norville]. [person Jan Marek] joue. ";
  const auto topic = [&](std::string_view rest) {
    const auto marked = text(std::string(begin) + std::string(rest));
    return marked.name(at_the_end(marked).person(last(marked) - 1, last(marked)).entity);
  };
  EXPECT_EQ(topic("[person Jan Marek] est là. [person Ole Tynset] est de retour. Un club est là."),
            "Jan Marek");
  EXPECT_EQ(topic("[person Ole Tynset] est de retour. Un club est là."), "Ole Tynset");
}

TEST_F(CompletionTest, a_former_club_labels_nothing) {
  auto marked = text("L'ancien de [club Sudport] [person Jan Marek] prolonge à [club Norville].");
  EXPECT_EQ(marked.name(at_the_end(marked).label_club()), "Sudport");
  Mention& former = marked.linked.mentions.front();
  former.holder = marked.find("Jan Marek");
  former.past = true;
  EXPECT_EQ(marked.name(at_the_end(marked).label_club()), "Norville");
}

TEST_F(CompletionTest, coach_gives_way_to_a_player_in_the_same_sentence) {
  auto marked = text("Le coach [person Per Lunde] veut encore [person Jan Marek] ici.");
  marked.linked.entities[static_cast<std::size_t>(marked.find("Per Lunde"))].coach = true;
  const auto choice = at_the_end(marked).person(2, 4);
  EXPECT_EQ(marked.name(choice.entity), "Jan Marek");
}

TEST_F(CompletionTest, suitor_is_never_the_club_that_holds_the_person) {
  const auto marked =
      text("[person Jan Marek] de [club Sudport] plaît.").hold("Jan Marek", "Sudport");
  const auto context = at_the_end(marked);
  EXPECT_EQ(context.suitor(marked.find("Jan Marek"), -1, 0, 1).entity, -1);
  EXPECT_EQ(context.holder(marked.find("Jan Marek")), marked.find("Sudport"));
}

TEST_F(CompletionTest, suitor_is_no_club_behind_a_semicolon) {
  const auto suitor = [&](std::string_view words) {
    const auto marked = text(words);
    return marked.name(at_the_end(marked).suitor(marked.find("Jan Marek"), -1, 0, 1).entity);
  };
  EXPECT_EQ(suitor("Visite de [person Jan Marek]; [club Sudport] perd."), "-");
  EXPECT_EQ(suitor("Visite de [person Jan Marek] | Mercato [club Sudport]"), "Sudport");
  EXPECT_EQ(suitor("Visite de [person Jan Marek], [club Sudport] attend."), "Sudport");
}

TEST_F(CompletionTest, suitor_named_before_continues) {
  const auto marked = text("[person Jan Marek] plaît à [club Norville]. Le dossier avance.");
  auto context = at_the_end(marked);
  context.remember(marked.find("Jan Marek"), marked.find("Norville"));
  EXPECT_EQ(
      marked.name(
          context.suitor(marked.find("Jan Marek"), -1, last(marked) - 1, last(marked)).entity),
      "Norville");
}

TEST_F(CompletionTest, club_that_somebody_leaves_is_no_suitor) {
  const auto marked = text("[club Sudport] demande 5 millions pour [person Jan Marek].");
  auto context = at_the_end(marked);
  context.leave(marked.find("Sudport"));
  EXPECT_EQ(context.suitor(marked.find("Jan Marek"), -1, 0, 1).entity, -1);
}

TEST_F(CompletionTest, coach_of_the_sentence_stands_for_his_club) {
  auto marked = text("[club Norville] joue. [person Per Lunde] veut [person Jan Marek].")
                    .hold("Per Lunde", "Norville");
  marked.linked.entities[static_cast<std::size_t>(marked.find("Per Lunde"))].coach = true;
  const auto choice = at_the_end(marked).suitor(marked.find("Jan Marek"), -1, 4, 5);
  EXPECT_EQ(marked.name(choice.entity), "Norville");
  EXPECT_EQ(choice.note, "to: the club of the coach in the sentence");
}

TEST_F(CompletionTest, nothing_is_made_up_in_an_empty_text) {
  const auto marked = text("Il pleut.");
  const auto context = at_the_end(marked);
  EXPECT_EQ(context.person(0, 1).entity, -1);
  EXPECT_EQ(context.suitor(-1, -1, 0, 1).entity, -1);
  EXPECT_EQ(context.holder(-1), -1);
}

}  // namespace
}  // namespace mercato
