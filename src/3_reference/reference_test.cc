#include "3_reference/reference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>

#include "3_reference/test_support.h"

namespace mercato {
namespace {

using test::Compiled;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class NativeTables : public testing::Test {
 protected:
  static const Compiled& tables() {
    static const Compiled compiled({"native"});
    return compiled;
  }
  const Reference& reference = *tables().reference;
};

TEST_F(NativeTables, give_a_person_with_every_column) {
  const PersonRow row = reference.person(tables().person("p1"));
  EXPECT_EQ(row.external_id, "p1");
  EXPECT_EQ(row.name, "Bruno van Torval");
  EXPECT_EQ(row.full_name, "Bruno Jan van Torval");
  EXPECT_EQ(row.birth, (Date{1999, 1, 26}));
  EXPECT_EQ(row.nationalities, "ARG;ITA");
  EXPECT_EQ(row.position, "Centre-Back");
  EXPECT_FALSE(row.coach_only);
}

TEST_F(NativeTables, give_a_club_with_its_parent) {
  const ClubRow row = reference.club(tables().club("c3"));
  EXPECT_EQ(row.kind, "youth");
  EXPECT_EQ(row.parent, tables().club("c2"));
  EXPECT_EQ(reference.club(tables().club("c1")).league, "L1");
}

TEST_F(NativeTables, find_nothing_when_the_id_or_the_kind_is_another) {
  EXPECT_EQ(tables().person("p99"), kNoReference);
  EXPECT_EQ(tables().person("c1"), kNoReference);
  EXPECT_EQ(reference.name(kNoReference), "");
  EXPECT_THAT(reference.moves(kNoReference), IsEmpty());
  EXPECT_EQ(reference.person(tables().club("c1")).name, "");
}

TEST_F(NativeTables, order_moves_by_date_and_chain_those_of_one_day) {
  std::vector<std::string> path;
  for (const MoveRow& move : reference.moves(tables().person("p1"))) {
    path.push_back(std::string(reference.external_id(move.from)) + ">" +
                   std::string(reference.external_id(move.to)) + " " +
                   std::string(to_string(move.type)));
  }
  EXPECT_THAT(path, ElementsAre("c4>c1 permanent", "c1>c2 loan", "c2>c1 end of loan",
                                "c1>c2 permanent", "c2> released"));
  EXPECT_EQ(reference.moves(tables().person("p1"))[0].fee_eur, 15'500'000);
  EXPECT_EQ(reference.moves(tables().person("p1"))[0].source_line, 2u);
}

TEST_F(NativeTables, say_where_a_person_stood) {
  const auto person = tables().person("p1");
  EXPECT_EQ(reference.club_at(person, {2020, 12, 0})->club, tables().club("c2"));
  EXPECT_EQ(reference.club_at(person, {2020, 12, 0})->owner, tables().club("c1"));
  EXPECT_EQ(reference.club_at(person, {2023, 0, 0})->club, tables().club("c2"));
  EXPECT_EQ(reference.club_at(person, {2025, 0, 0})->club, kNoReference);
  EXPECT_EQ(reference.club_at(tables().person("p3"), {2022, 1, 1})->club, tables().club("c2"));
  EXPECT_EQ(reference.club_at(tables().person("p2"), {2025, 1, 1})->table, "contracts");
  EXPECT_FALSE(reference.club_at(tables().person("p5"), {2022, 1, 1}));
  EXPECT_FALSE(reference.club_at(person, {}));
}

TEST_F(NativeTables, make_a_coach_the_player_of_that_name_or_a_person_of_his_own) {
  const auto coaches = reference.coach_spells(tables().club("c2"));
  ASSERT_EQ(coaches.size(), 2u);
  EXPECT_EQ(coaches[0].person, tables().person("p7"));
  EXPECT_EQ(reference.name(coaches[1].person), "Ilvo Sandrake");
  EXPECT_TRUE(reference.person(coaches[1].person).coach_only);
  EXPECT_EQ(reference.club_at(coaches[1].person, {2025, 1, 1})->table, "coaches");
}

TEST_F(NativeTables, keep_officials_apart_from_coaches) {
  const auto official = tables().person("coach-orla-vintquist");
  EXPECT_TRUE(reference.person(official).coach_only);
  EXPECT_EQ(reference.club_at(official, {2025, 1, 1})->table, "officials");
  for (const SpellRow& spell : reference.coach_spells(tables().club("c2")))
    EXPECT_NE(spell.person, official);
}

TEST_F(NativeTables, name_persons_in_the_trie) {
  const auto person = tables().person("p1");
  EXPECT_EQ(tables().hit("bruno VAN torval", person)->form, NameForm::full);
  EXPECT_EQ(tables().hit("Torval", person)->form, NameForm::surname);
  EXPECT_EQ(tables().hit("van Torval", person)->form, NameForm::surname);
  EXPECT_EQ(tables().hit("Brunito", person)->form, NameForm::short_name);
  EXPECT_TRUE(tables().hit("Vell-Osk", tables().person("p3")));
  EXPECT_TRUE(tables().hit("Dorun Min-jae", tables().person("p5")));
  EXPECT_THAT(tables().hits("Bruno"), IsEmpty());
}

TEST_F(NativeTables, name_persons_with_an_apostrophe_however_a_language_splits_it) {
  const auto person = tables().person("p6");
  for (LanguageId language = 0; language < test::languages().size(); ++language) {
    TokenizedText tokens;
    test::languages().tokenize("L'Armont", language, tokens);
    TrieCursor cursor;
    for (const Token& token : tokens.tokens) ASSERT_TRUE(reference.step(cursor, token.hash));
    ASSERT_THAT(reference.hits(cursor), testing::SizeIs(1));
    EXPECT_EQ(reference.hits(cursor)[0].entity, person);
  }
}

TEST_F(NativeTables, name_clubs_bare_of_legal_forms) {
  EXPECT_EQ(tables().hit("Talbruck", tables().club("c1"))->form, NameForm::short_name);
  EXPECT_EQ(tables().hit("Talbruck", tables().club("c1"))->ambiguous, 0);
  EXPECT_EQ(tables().hit("1. FC Talbruck 1904", tables().club("c1"))->form, NameForm::full);
  EXPECT_EQ(tables().hit("Sporting", tables().club("c6"))->ambiguous, kBared);
}

TEST_F(NativeTables, leave_a_first_team_its_name_when_a_youth_team_has_it_too) {
  EXPECT_TRUE(tables().hit("Velmora", tables().club("c2")));
  EXPECT_FALSE(tables().hit("Velmora", tables().club("c3")));
  EXPECT_TRUE(tables().hit("Velmora Primavera", tables().club("c3")));
}

TEST_F(NativeTables, keep_clubs_that_are_none_out_of_the_trie) {
  EXPECT_THAT(tables().hits("Unknown"), IsEmpty());
  EXPECT_THAT(tables().hits("Without Club"), IsEmpty());
}

TEST_F(NativeTables, name_clubs_by_nickname_with_its_language) {
  const auto hit = tables().hit("velmoraise", tables().club("c2"));
  ASSERT_TRUE(hit);
  EXPECT_EQ(hit->form, NameForm::demonym);
  EXPECT_EQ(reference.languages()[hit->language], "fr");
  EXPECT_EQ(tables().hit("gialloneri", tables().club("c2"))->ambiguous, kMeansOther);
  EXPECT_EQ(tables().hit("Hirondelle", tables().club("c2"))->form, NameForm::nickname);
}

TEST_F(NativeTables, name_nations_competitions_and_sources) {
  const auto team = reference.find(MentionKind::national_team, "BRA");
  EXPECT_EQ(tables().hit("Brésil", team)->form, NameForm::full);
  EXPECT_EQ(reference.club(team).kind, "nation");
  EXPECT_EQ(tables().hit("brésilienne", reference.find(MentionKind::nationality, "BRA"))->form,
            NameForm::demonym);
  const auto cup = reference.find(MentionKind::competition, "XC");
  EXPECT_TRUE(tables().hit("Coupe de la Lanterne", cup));
  EXPECT_TRUE(tables().hit("Old Lantern Cup", cup));
  EXPECT_EQ(reference.competition(cup).name, "Lantern Cup");
  const auto journalist = reference.find(MentionKind::journalist, "j1");
  EXPECT_EQ(tables().hit("Di Lanso", journalist)->form, NameForm::surname);
  EXPECT_EQ(tables().hit("petrolanso", journalist)->form, NameForm::handle);
  EXPECT_EQ(tables().hit("deal on", journalist)->ambiguous, kMeansOther);
  EXPECT_EQ(reference.source(journalist).handle, "PetroLanso");
  EXPECT_EQ(tables().hit("acvelmora", tables().club("c2"))->form, NameForm::handle);
}

TEST_F(NativeTables, tell_every_bad_row_with_its_line) {
  std::vector<std::string> told;
  for (const Problem& problem : tables().summary.problems) {
    const auto name = std::filesystem::path(problem.where).filename().string();
    told.push_back(name + ":" + std::to_string(problem.line));
  }
  EXPECT_THAT(told, testing::UnorderedElementsAre(
                        "players.csv:9", "players.csv:10", "transfers.csv:8", "transfers.csv:7",
                        "contracts.csv:4", "contracts.csv:4", "squads.csv:4"));
}

TEST_F(NativeTables, weigh_only_what_was_known_on_the_day) {
  const auto person = tables().person("p1");
  EXPECT_LT(reference.prominence(person, {2019, 1, 1}), reference.prominence(person, {2019, 6, 1}));
  EXPECT_GT(reference.prominence(tables().club("c1"), {2020, 6, 1}),
            reference.prominence(tables().club("c1"), {2019, 1, 1}));
  EXPECT_LT(reference.prominence(person, {2045, 6, 1}), reference.prominence(person, {2022, 6, 1}));
}

TEST_F(NativeTables, find_whole_names_that_are_nearly_written_so) {
  const auto near = [&](std::string_view first, std::string_view rest, bool whole = true) {
    std::vector<std::string> ids;
    std::vector<ReferenceId> found;
    reference.near_names(first, rest, whole, found);
    for (const ReferenceId id : found) ids.emplace_back(reference.external_id(id));
    return ids;
  };
  EXPECT_THAT(near("bruno", "van tovral"), ElementsAre("p1"));
  EXPECT_THAT(near("bruno", "van torv", false), ElementsAre("p1"));
  EXPECT_THAT(near("bruno", "van xxxval"), IsEmpty());
  EXPECT_THAT(near("brunp", "van torval"), IsEmpty());
  EXPECT_THAT(near("bruno", "van"), IsEmpty());
  EXPECT_THAT(near("", "torval"), IsEmpty());
}

TEST_F(NativeTables, look_up_typed_names_best_first) {
  const auto found = [&](std::string_view typed) {
    std::vector<std::string> ids;
    for (const ReferenceId id : reference.lookup(typed, 3))
      ids.emplace_back(reference.external_id(id));
    return ids;
  };
  EXPECT_THAT(found("bruno VAN-torval"), ElementsAre("p1"));
  EXPECT_THAT(found("torval"), ElementsAre("p1"));
  EXPECT_THAT(found("zelim"), ElementsAre("p2"));
  EXPECT_THAT(found("Tovral"), ElementsAre("p1"));
  EXPECT_THAT(found("Hirondelle"), ElementsAre("c2"));
  EXPECT_THAT(found("qqqqqq"), IsEmpty());
  EXPECT_THAT(found("!?"), IsEmpty());
}

TEST_F(NativeTables, tell_counts_and_checksum) {
  std::string all;
  for (const auto& [label, value] : reference.info()) all += label + "=" + value + "\n";
  EXPECT_THAT(all, HasSubstr("transfers=5\n"));
  EXPECT_THAT(all, HasSubstr("contents whole"));
}

TEST(ImportReference, lets_a_later_folder_add_and_override_by_id) {
  const Compiled both({"native", "later"});
  const PersonRow row = both.reference->person(both.person("p1"));
  EXPECT_EQ(row.birth, (Date{1999, 1, 27}));
  EXPECT_EQ(row.position, "Midfielder");
  EXPECT_EQ(row.nationalities, "ARG;ITA");
  EXPECT_TRUE(both.hit("Torvalito", both.person("p1")));
  EXPECT_TRUE(both.hit("Brunito", both.person("p1")));
  ASSERT_EQ(both.reference->moves(both.person("p1")).size(), 5u);
  EXPECT_EQ(both.reference->moves(both.person("p1"))[0].fee_eur, 16'000'000);
  EXPECT_EQ(both.reference->club_at(both.person("p90"), {2025, 8, 1})->club, both.club("c4"));
}

TEST(ImportReference, fails_when_a_folder_holds_no_table) {
  const test::TemporaryFile out("none.ref");
  const auto imported =
      import_reference({test::source_dir() / "src"}, out.path(), test::languages());
  ASSERT_FALSE(imported);
  EXPECT_THAT(imported.error().to_string(), HasSubstr("no table"));
  EXPECT_FALSE(std::filesystem::exists(out.path()));
}

TEST(ImportReference, leaves_the_old_file_when_the_new_one_cannot_be_written) {
  const auto imported = import_reference({test::source_dir() / "tests/reference/native"},
                                         "/nowhere/at/all.ref", test::languages());
  ASSERT_FALSE(imported);
  EXPECT_THAT(imported.error().to_string(), HasSubstr("cannot be created"));
}

TEST(ImportReference, reads_the_public_transfermarkt_tables) {
  const Compiled tables({"transfermarkt"});
  const Reference& reference = *tables.reference;
  const PersonRow row = reference.person(tables.person("901"));
  EXPECT_EQ(row.name, "Ludo Pranick");
  EXPECT_EQ(row.nationalities, "FRA");
  EXPECT_EQ(row.birth, (Date{1997, 4, 1}));
  EXPECT_EQ(row.position, "Centre-Back");
  EXPECT_EQ(reference.moves(tables.person("901"))[0].fee_eur, 8'500'000);
  EXPECT_EQ(reference.club_at(tables.person("901"), {2022, 1, 1})->club, tables.club("79"));
  EXPECT_EQ(reference.name(tables.club("79")), "Sporting Arnes");
  ASSERT_EQ(reference.contracts(tables.person("901")).size(), 1u);
  EXPECT_EQ(reference.contracts(tables.person("901"))[0].expires, (Date{2026, 6, 30}));
  EXPECT_EQ(reference.person(tables.person("902")).nationalities, "");
  EXPECT_GT(reference.prominence(tables.person("901"), {2023, 6, 1}),
            reference.prominence(tables.person("901"), {2022, 12, 1}));
}

TEST(ImportReference, infers_loans_of_untyped_moves_that_end_with_the_season) {
  const Compiled tables({"transfermarkt"});
  const auto at = tables.reference->club_at(tables.person("903"), {2022, 1, 1});
  EXPECT_EQ(tables.reference->name(tables.person("903")), "Tivo Unlisted");
  EXPECT_TRUE(at->loan);
  EXPECT_EQ(at->owner, tables.club("77"));
}

TEST(ImportReference, joins_reep_to_transfermarkt_by_id) {
  const Compiled tables({"transfermarkt", "reep"});
  const Reference& reference = *tables.reference;
  EXPECT_EQ(reference.person(tables.person("901")).full_name, "Ludovic Marie Pranick");
  EXPECT_EQ(tables.person("Q901"), kNoReference);
  EXPECT_EQ(reference.person(tables.person("Q902")).nationalities, "SEN");
  EXPECT_TRUE(tables.hit("Essel Panther Marande", tables.person("Q902")));
  EXPECT_TRUE(reference.person(tables.person("Q903")).coach_only);
  EXPECT_EQ(tables.person("Q904"), kNoReference);
  EXPECT_TRUE(tables.hit("Talbruck Reds", tables.club("77")));
  EXPECT_EQ(reference.club(tables.club("Q80")).country, "AUT");
}

std::filesystem::path shared_reference() {
  const char* shared = std::getenv("MERCATO_SHARED");
  return (shared ? std::filesystem::path(shared) : test::source_dir() / "../shared") / "reference";
}

TEST(FullReference, compiles_and_opens_within_its_budgets) {
  if (!std::filesystem::exists(shared_reference()))
    GTEST_SKIP() << "no shared reference tables on this machine";
  const test::TemporaryFile out("full.ref");
  const auto clock = [] { return std::chrono::steady_clock::now(); };
  const auto begin = clock();
  const auto imported = import_reference(
      {test::source_dir() / "data/reference", shared_reference()}, out.path(), test::languages());
  ASSERT_TRUE(imported) << imported.error().to_string();
  EXPECT_LT(clock() - begin, std::chrono::seconds(60))
      << "the budget is 15 s; the machine may be shared";
  for (const Problem& problem : imported->problems) ADD_FAILURE() << problem.to_string();
  EXPECT_LT(std::filesystem::file_size(out.path()), 120'000'000u);
  const auto opening = clock();
  const auto reference = Reference::open(out.path());
  EXPECT_LT(clock() - opening, std::chrono::milliseconds(20));
  ASSERT_TRUE(reference);
  const auto balerdi = (*reference)->find(MentionKind::person, "575998");
  const auto club = (*reference)->club_at(balerdi, {2020, 12, 1});
  EXPECT_EQ((*reference)->external_id(club->club), "244");
  EXPECT_EQ((*reference)->external_id(club->owner), "16");
}

}  // namespace
}  // namespace mercato
