#include "6_check/checker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "6_check/test_text.h"

namespace mercato::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<std::string> told(std::string_view marked, std::string_view language,
                              Date published = {2024, 6, 0}) {
  return CheckText(marked, language, published).told();
}

TEST(FactRules, hold_in_their_own_examples) {
  for (const Problem& problem : CheckWorld::get().checker->rules().verify())
    ADD_FAILURE() << problem.to_string();
}

TEST(FactRules, cover_the_same_predicates_in_every_language_that_has_them) {
  std::map<LanguageId, std::set<std::string>> topics;
  for (const Rule& rule : CheckWorld::get().checker->rules().rules())
    topics[rule.language].insert(rule.topic);
  ASSERT_GE(topics.size(), 3u);
  for (const auto& [language, found] : topics)
    for (const char* topic :
         {"contract_until", "joined", "compatriots", "opponents", "qualified_for"})
      EXPECT_TRUE(found.contains(topic))
          << CheckWorld::get().languages->info(language).tag << " has no " << topic;
}

TEST(Checker, states_each_fact_once) {
  EXPECT_THAT(told("[person|Nils Aalto] ([number|25y|25 ans]). A [number|25y|25 ans], [person|Nils "
                   "Aalto] part.",
                   "fr"),
              ElementsAre("age Nils Aalto 25 supported"));
}

TEST(Checker, reads_a_bare_age_at_the_end_of_the_sentence) {
  EXPECT_THAT(told("They want [person|Nils Aalto], [number|25|25].", "en"),
              ElementsAre("age Nils Aalto 25 supported"));
}

TEST(Checker, fills_the_missing_holder_of_claims_with_the_stated_club) {
  const auto types = ClaimTypes::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
  ASSERT_TRUE(types);
  Fact fact;
  fact.predicate = "plays_for";
  fact.subject = 0, fact.object = 1;
  std::vector<Claim> claims(3);
  for (Claim& claim : claims) claim.person = 0, claim.type = (*types)->find("interest");
  claims[0].to = 2;
  claims[1].to = 1;
  claims[2].type = (*types)->find("renewal");
  share_stated_clubs({fact}, **types, claims);
  EXPECT_EQ(claims[0].from, 1);
  EXPECT_EQ(claims[1].from, -1);
  EXPECT_EQ(claims[2].from, -1);
}

TEST(Checker, keeps_the_most_telling_position) {
  EXPECT_THAT(told("Le [position|defender|défenseur] [person|Nils Aalto] plaît. Un "
                   "[position|centre-back|défenseur central] [person|Nils Aalto].",
                   "fr"),
              ElementsAre("position Nils Aalto centre-back supported"));
}

TEST(Checker, goes_through_names_that_go_on) {
  EXPECT_THAT(told("[person|Nils Aalto] retrouverait ses compatriotes [person|Eero Salmi] et "
                   "[person|Duarte Cravo].",
                   "fr"),
              UnorderedElementsAre("compatriots Nils Aalto Eero Salmi supported",
                                   "compatriots Nils Aalto Duarte Cravo contradicted"));
}

TEST(Checker, goes_through_clubs_that_go_on) {
  EXPECT_THAT(told("[person|Nils Aalto] est passé par [club|Torrance United|Torrance], "
                   "[club|FC Vesterby|Vesterby] et [club|Real Cantera|Cantera].",
                   "fr"),
              UnorderedElementsAre(testing::HasSubstr("played_for Nils Aalto Torrance United"),
                                   testing::HasSubstr("played_for Nils Aalto FC Vesterby"),
                                   testing::HasSubstr("played_for Nils Aalto Real Cantera")));
}

TEST(Checker, gives_opponents_their_competition_and_round) {
  const CheckText text(
      "Adversaire de [club|Torrance United|Torrance] en demi-finale de la [competition|Northern "
      "Cup|Coupe du Nord], [club|FC Vesterby|Vesterby] a gagné.",
      "fr");
  const auto facts = text.facts();
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts[0].predicate, "opponents");
  EXPECT_EQ(facts[0].value, "Northern Cup semi-final");
  EXPECT_EQ(facts[0].verdict, Fact::Verdict::unknown);
}

TEST(Checker, puts_a_contract_that_ends_with_the_season_in_its_year) {
  const auto line = "[person|Tomas Brandvik] is out of contract at the end of the season.";
  EXPECT_THAT(told(line, "en", {2025, 2, 1}),
              ElementsAre("contract_until Tomas Brandvik 2025-06-30 supported"));
  EXPECT_THAT(told(line, "en", {2025, 9, 1}),
              ElementsAre("contract_until Tomas Brandvik 2026-06-30 unknown"));
}

TEST(Checker, makes_a_coach_of_a_bare_genitive_only_where_the_reference_does) {
  EXPECT_THAT(
      told("[person|Halvor Stenmark]'s [club|FC Vesterby|Vesterby] won.", "en", {2024, 3, 1}),
      ElementsAre("coach_of Halvor Stenmark FC Vesterby supported"));
  EXPECT_THAT(told("[person|Nils Aalto]'s [club|FC Vesterby|Vesterby] won.", "en", {2024, 3, 1}),
              IsEmpty());
}

TEST(Checker, leaves_out_the_metadata_blocks) {
  CheckText text("[person|Nils Aalto] ([number|25y|25 ans])", "fr");
  text.document.blocks[0].kind = BlockKind::metadata;
  EXPECT_THAT(text.facts(), IsEmpty());
}

TEST(Checker, clears_what_was_in_its_output) {
  std::vector<Fact> facts(3);
  const CheckText text("Rien.", "fr");
  CheckWorld::get().checker->check(text.document, text.tokens, text.linked, facts);
  EXPECT_THAT(facts, IsEmpty());
}

// --- verdicts ---

TEST(Verdict, finds_an_age_right_on_any_day_that_the_date_can_mean) {
  EXPECT_THAT(told("[person|Nils Aalto] ([number|25y|25 ans])", "fr", {2024, 1, 0}),
              ElementsAre("age Nils Aalto 25 supported"));
  EXPECT_THAT(told("[person|Nils Aalto] ([number|24y|24 ans])", "fr", {2024, 1, 0}),
              ElementsAre("age Nils Aalto 24 supported"));
  EXPECT_THAT(told("[person|Nils Aalto] ([number|24y|24 ans])", "fr", {2024, 2, 0}),
              ElementsAre("age Nils Aalto 24 contradicted"));
  EXPECT_THAT(told("[person|Nils Aalto] ([number|25y|25 ans])", "fr", {}),
              ElementsAre("age Nils Aalto 25 unknown"));
  EXPECT_THAT(told("[person|Ilmar Rebane] ([number|25y|25 ans])", "fr"),
              ElementsAre("age Ilmar Rebane 25 unknown"));
}

TEST(Verdict, names_the_row_that_decides) {
  const auto facts = CheckText("[person|Nils Aalto] ([number|25y|25 ans])", "fr").facts();
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_THAT(facts[0].rows, ElementsAre("players k1 date_of_birth 1999-01-26"));
}

TEST(Verdict, takes_any_nationality_of_the_person) {
  EXPECT_THAT(told("The [nationality|Estonia|Estonian] [person|Nils Aalto]", "en"),
              ElementsAre("nationality Nils Aalto Estonia supported"));
  EXPECT_THAT(told("The [nationality|Norway|Norwegian] [person|Nils Aalto]", "en"),
              ElementsAre("nationality Nils Aalto Norway contradicted"));
}

TEST(Verdict, lets_a_wider_position_stand_and_a_near_one_open) {
  EXPECT_THAT(told("The [position|defender] [person|Nils Aalto]", "en"),
              ElementsAre("position Nils Aalto defender supported"));
  EXPECT_THAT(told("The [position|left-back] [person|Nils Aalto]", "en"),
              ElementsAre("position Nils Aalto left-back unknown"));
  EXPECT_THAT(told("The [position|striker] [person|Nils Aalto]", "en"),
              ElementsAre("position Nils Aalto striker contradicted"));
  EXPECT_THAT(told("The [position|striker] [person|Ilmar Rebane]", "en"),
              ElementsAre("position Ilmar Rebane striker unknown"));
}

TEST(Verdict, knows_the_club_as_of_the_documents_date) {
  const auto line = "[club|FC Vesterby|Vesterby]'s [person|Duarte Cravo]";
  EXPECT_THAT(told(line, "en", {2022, 6, 1}),
              ElementsAre("plays_for Duarte Cravo FC Vesterby supported"));
  EXPECT_THAT(told(line, "en", {2024, 6, 1}),
              ElementsAre("plays_for Duarte Cravo FC Vesterby contradicted"));
  // A few days after the move a document may still tell of the club before.
  EXPECT_THAT(told(line, "en", {2023, 7, 20}),
              ElementsAre("plays_for Duarte Cravo FC Vesterby unknown"));
}

TEST(Verdict, finds_a_former_club_and_never_contradicts_a_gap) {
  EXPECT_THAT(
      told("Former [club|Torrance United|Torrance] [position|defender] [person|Duarte Cravo]",
           "en"),
      Contains("played_for Duarte Cravo Torrance United supported"));
  EXPECT_THAT(
      told("Former [club|Torrance United|Torrance] [position|defender] [person|Nils Aalto]", "en"),
      Contains("played_for Nils Aalto Torrance United unknown"));
}

TEST(Verdict, reads_contracts_as_they_stood) {
  const auto line = "[person|Tomas Brandvik] is under contract until [date|2025|2025].";
  EXPECT_THAT(told(line, "en", {2024, 6, 1}),
              ElementsAre("contract_until Tomas Brandvik 2025 supported"));
  const auto other = "[person|Tomas Brandvik] is under contract until [date|2027|2027].";
  EXPECT_THAT(told(other, "en", {2024, 6, 1}),
              ElementsAre("contract_until Tomas Brandvik 2027 contradicted"));
  // The row is too old to rule out a renewal, or not yet written.
  EXPECT_THAT(told(other, "en", {2025, 3, 1}),
              ElementsAre("contract_until Tomas Brandvik 2027 unknown"));
  EXPECT_THAT(told(other, "en", {2023, 3, 1}),
              ElementsAre("contract_until Tomas Brandvik 2027 unknown"));
}

TEST(Verdict, counts_the_years_that_a_contract_still_runs) {
  EXPECT_THAT(told("Il ne reste que [number|2y|deux ans] de contrat à [person|Nils Aalto].", "fr"),
              ElementsAre("contract_years_left Nils Aalto 2 supported"));
  EXPECT_THAT(
      told("Il ne reste que [number|4y|quatre ans] de contrat à [person|Tomas Brandvik].", "fr"),
      ElementsAre("contract_years_left Tomas Brandvik 4 contradicted"));
  // A contract that is only being signed is not judged by older rows.
  EXPECT_THAT(told("[person|Tomas Brandvik] a signé un contrat de [number|4y|quatre ans].", "fr"),
              ElementsAre("contract_years_left Tomas Brandvik 4 unknown"));
}

TEST(Verdict, checks_the_year_in_which_a_person_came) {
  EXPECT_THAT(
      told("Arrivé à [club|FC Vesterby|Vesterby] en [date|2021|2021], [person|Nils Aalto] part.",
           "fr"),
      ElementsAre("joined Nils Aalto FC Vesterby supported"));
  EXPECT_THAT(
      told("Arrivé à [club|FC Vesterby|Vesterby] en [date|2018|2018], [person|Nils Aalto] part.",
           "fr"),
      ElementsAre("joined Nils Aalto FC Vesterby contradicted"));
  EXPECT_THAT(
      told(
          "Arrivé à [club|Torrance United|Torrance] en [date|2018|2018], [person|Nils Aalto] part.",
          "fr"),
      ElementsAre("joined Nils Aalto Torrance United unknown"));
}

TEST(Verdict, finds_teammates_where_their_stays_overlap) {
  EXPECT_THAT(told("[person|Nils Aalto] retrouverait son ancien coéquipier [club|FC "
                   "Vesterby|vesterbois] [person|Duarte Cravo].",
                   "fr"),
              ElementsAre("teammates Nils Aalto Duarte Cravo supported"));
  EXPECT_THAT(told("[person|Nils Aalto] retrouverait son ancien coéquipier [club|Torrance "
                   "United|torrançais] [person|Duarte Cravo].",
                   "fr"),
              ElementsAre("teammates Nils Aalto Duarte Cravo unknown"));
}

TEST(Verdict, contradicts_a_coach_only_by_another_one_in_office) {
  EXPECT_THAT(told("[club|FC Vesterby|Vesterby] manager [coach|Halvor Stenmark] spoke.", "en",
                   {2024, 3, 1}),
              ElementsAre("coach_of Halvor Stenmark FC Vesterby supported"));
  EXPECT_THAT(
      told("[club|FC Vesterby|Vesterby] manager [coach|Cato Mendrel] spoke.", "en", {2024, 3, 1}),
      ElementsAre("coach_of Cato Mendrel FC Vesterby contradicted"));
  EXPECT_THAT(
      told("[club|FC Vesterby|Vesterby] manager [coach|Cato Mendrel] spoke.", "en", {2026, 3, 1}),
      ElementsAre("coach_of Cato Mendrel FC Vesterby unknown"));
}

TEST(Verdict, stays_unknown_for_a_person_of_uncertain_identity) {
  CheckText text("[person|Nils Aalto] ([number|31y|31 ans])", "fr");
  text.linked.entities[0].certain = false;
  ASSERT_EQ(text.facts().size(), 1u);
  EXPECT_EQ(text.facts()[0].verdict, Fact::Verdict::unknown);
}

}  // namespace
}  // namespace mercato::test
