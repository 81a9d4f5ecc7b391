#include "6_check/noun_phrase.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "6_check/test_text.h"

namespace mercato::test {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

// Facts without their verdicts: "position Nils Aalto centre-back".
std::vector<std::string> said(std::string_view marked, std::string_view language) {
  auto lines = CheckText(marked, language, Date{}).told();
  for (std::string& line : lines) line.erase(line.rfind(' '));
  return lines;
}

TEST(NounPhrase, gives_a_description_all_that_it_says) {
  EXPECT_THAT(
      said("On suit [described|Nils Aalto|le [position|centre-back|défenseur central] [club|FC "
           "Vesterby|vesterbois]].",
           "fr"),
      UnorderedElementsAre("position Nils Aalto centre-back", "plays_for Nils Aalto FC Vesterby"));
}

TEST(NounPhrase, reads_club_age_and_nationality_before_an_english_name) {
  EXPECT_THAT(said("They want the [number|24y|24-year-old] [nationality|Finland|Finnish] "
                   "[position|striker] [person|Nils Aalto].",
                   "en"),
              UnorderedElementsAre("age Nils Aalto 24", "nationality Nils Aalto Finland",
                                   "position Nils Aalto striker"));
}

TEST(NounPhrase, shares_a_plural_phrase_among_the_names_after_it) {
  EXPECT_THAT(
      said("[club|FC Vesterby|Vesterby]'s duo [person|Nils Aalto] and [person|Duarte Cravo] shone.",
           "en"),
      UnorderedElementsAre("plays_for Nils Aalto FC Vesterby",
                           "plays_for Duarte Cravo FC Vesterby"));
  EXPECT_THAT(said("L'arrivée des [position|defender|défenseurs] [person|Nils Aalto], "
                   "[person|Duarte Cravo] et du [position|midfielder|milieu] [person|Eero Salmi].",
                   "fr"),
              UnorderedElementsAre("position Nils Aalto defender", "position Duarte Cravo defender",
                                   "position Eero Salmi midfielder"));
}

TEST(NounPhrase, keeps_a_singular_phrase_to_the_first_name) {
  EXPECT_THAT(
      said("The [position|striker] [person|Tomas Brandvik] and [person|Nils Aalto] left.", "en"),
      UnorderedElementsAre("position Tomas Brandvik striker"));
}

TEST(NounPhrase, tells_former_clubs_from_present_ones) {
  EXPECT_THAT(
      said("L'ancien joueur de [club|Torrance United|Torrance] [person|Nils Aalto] marque.", "fr"),
      UnorderedElementsAre("played_for Nils Aalto Torrance United"));
  EXPECT_THAT(
      said("Former [club|Torrance United|Torrance] and [club|SC Lindhavn|Lindhavn] "
           "[position|midfielder] [person|Nils Aalto] scored.",
           "en"),
      UnorderedElementsAre("played_for Nils Aalto Torrance United",
                           "played_for Nils Aalto SC Lindhavn", "position Nils Aalto midfielder"));
}

TEST(NounPhrase, makes_a_coach_no_player_of_the_club) {
  EXPECT_THAT(said("[club|FC Vesterby|Vesterby] manager [person|Halvor Stenmark] spoke.", "en"),
              UnorderedElementsAre("coach_of Halvor Stenmark FC Vesterby"));
  EXPECT_THAT(
      said("[person|Halvor Stenmark], l'entraîneur de [club|FC Vesterby|Vesterby], a parlé.", "fr"),
      UnorderedElementsAre("coach_of Halvor Stenmark FC Vesterby"));
  EXPECT_THAT(
      said("Former [club|FC Vesterby|Vesterby] manager [person|Halvor Stenmark] spoke.", "en"),
      IsEmpty());
}

TEST(NounPhrase, reads_what_stands_in_brackets_and_between_commas) {
  EXPECT_THAT(said("[person|Nils Aalto] ([number|25y|25 ans]) et [person|Duarte Cravo] ([club|SC "
                   "Lindhavn|Lindhavn]) jouent.",
                   "fr"),
              UnorderedElementsAre("age Nils Aalto 25", "plays_for Duarte Cravo SC Lindhavn"));
  EXPECT_THAT(said("[person|Nils Aalto], [number|25], is set to leave.", "en"),
              UnorderedElementsAre("age Nils Aalto 25"));
}

TEST(NounPhrase, takes_the_club_of_a_possessive_from_the_sentence) {
  EXPECT_THAT(
      said("[club|FC Vesterby|Vesterby] vend son [position|forward|attaquant] [person|Nils Aalto].",
           "fr"),
      UnorderedElementsAre("plays_for Nils Aalto FC Vesterby", "position Nils Aalto forward"));
}

TEST(NounPhrase, says_nothing_where_a_club_only_stands_near) {
  EXPECT_THAT(said("[club|FC Vesterby|Vesterby] veut [person|Nils Aalto].", "fr"), IsEmpty());
  EXPECT_THAT(
      said("Le départ de [club|FC Vesterby|Vesterby] de [person|Nils Aalto] est proche.", "fr"),
      IsEmpty());
  EXPECT_THAT(said("[club|FC Vesterby|Vesterby] president [person|Nils Aalto] spoke.", "en"),
              IsEmpty());
  EXPECT_THAT(said("[person|Nils Aalto] has [number|12] goals.", "en"), IsEmpty());
}

TEST(NounPhrase, ties_a_club_to_a_bare_name_where_the_language_does) {
  EXPECT_THAT(
      said("Interesse per [person|Nils Aalto|Aalto] del [club|FC Vesterby|Vesterby].", "it"),
      UnorderedElementsAre("plays_for Nils Aalto FC Vesterby"));
  EXPECT_THAT(said("Intérêt pour [person|Nils Aalto|Aalto] de [club|FC Vesterby|Vesterby].", "fr"),
              IsEmpty());
}

TEST(NounPhrase, reads_a_country_before_international) {
  EXPECT_THAT(said("[person|Nils Aalto] left. The Finland international is free.", "en"),
              UnorderedElementsAre("nationality Nils Aalto Finland"));
}

// Whatever stands in a sentence, statements point into it and at persons.
TEST(NounPhrase, points_into_the_text_whatever_it_reads) {
  static const std::vector<std::string> pieces = {
      "[person|Nils Aalto]",
      "[club|FC Vesterby|Vesterby]",
      "[position|striker]",
      "[nationality|Finland|finlandais]",
      "[number|24y|24 ans]",
      "[number|7]",
      "[described|Duarte Cravo|le [position|defender|défenseur]]",
      "de",
      "le",
      "ancien",
      "son",
      "joueur",
      "entraîneur",
      ",",
      "(",
      ")",
      "et",
      "des",
      "joueurs",
      "vise",
      "international",
      "Finland",
      ".",
      "'s"};
  rc::check([] {
    const auto picks = *rc::gen::container<std::vector<std::size_t>>(
        rc::gen::inRange<std::size_t>(0, pieces.size()));
    std::string marked;
    for (const auto pick : picks) marked += pieces[pick] + " ";
    for (const std::string_view language : {"fr", "en", "it"}) {
      const CheckText text(marked, language);
      for (const Fact& fact : text.facts()) {
        RC_ASSERT(fact.evidence.span.end <= text.document.text.size());
        RC_ASSERT(!fact.evidence.span.empty());
        RC_ASSERT(text.linked.entities[static_cast<std::size_t>(fact.subject)].kind ==
                  MentionKind::person);
      }
    }
  });
}

}  // namespace
}  // namespace mercato::test
