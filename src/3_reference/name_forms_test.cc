#include "3_reference/name_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mercato {
namespace {

using testing::Contains;
using testing::Not;
using testing::Pair;
using testing::UnorderedElementsAre;

NameWords words() {
  NameWords known;
  known.particles = {"van", "de", "el", "mac"};
  known.suffixes = {"junior", "jr."};
  known.club_noise = {"fc", "1.", "ac", "1904"};
  known.articles["fr"] = {"les", "la", "l'"};
  known.inflections = {{"fr", "ais", {"ais", "aise", "aises"}}};
  return known;
}

std::vector<std::pair<std::string, NameForm>> of(const std::vector<DerivedName>& names) {
  std::vector<std::pair<std::string, NameForm>> pairs;
  for (const auto& name : names) pairs.emplace_back(name.text, name.form);
  return pairs;
}

auto names_of(std::string_view name, std::vector<std::string_view> aliases = {}) {
  PersonRecord person;
  person.name = name;
  person.aliases = std::move(aliases);
  return of(person_names(person, words(), false));
}

TEST(PersonNames, give_the_surname_with_and_without_its_particle) {
  EXPECT_THAT(names_of("Bruno van Torval"),
              UnorderedElementsAre(Pair("Bruno van Torval", NameForm::full),
                                   Pair("Torval", NameForm::surname),
                                   Pair("van Torval", NameForm::surname)));
  EXPECT_THAT(names_of("Alba Mac Ostrel"), Contains(Pair("Mac Ostrel", NameForm::surname)));
}

TEST(PersonNames, are_full_when_there_is_one_word) {
  EXPECT_THAT(names_of("Zelimir"), UnorderedElementsAre(Pair("Zelimir", NameForm::full)));
}

TEST(PersonNames, leave_a_suffix_out_of_the_surname) {
  const auto names = names_of("Aurelio Junior");
  EXPECT_THAT(names, Contains(Pair("Aurelio", NameForm::short_name)));
  EXPECT_THAT(names, Not(Contains(Pair("Junior", NameForm::surname))));
  EXPECT_THAT(names_of("Aurelio Fintas Junior"), Contains(Pair("Fintas", NameForm::surname)));
}

TEST(PersonNames, give_both_last_words_when_there_are_three_words) {
  EXPECT_THAT(names_of("Emil Orto Vant"), Contains(Pair("Orto Vant", NameForm::surname)));
}

TEST(PersonNames, tell_first_names_and_short_names_apart_when_an_alias_is_one_word) {
  const auto names = names_of("Bruno Torval", {"Bruno", "Torvi", "B. Torval", "Bruno Torvál"});
  EXPECT_THAT(names, Contains(Pair("Bruno", NameForm::first_name)));
  EXPECT_THAT(names, Contains(Pair("Torvi", NameForm::short_name)));
  EXPECT_THAT(names, Contains(Pair("B. Torval", NameForm::short_name)));
  EXPECT_THAT(names, Contains(Pair("Bruno Torvál", NameForm::full)));
}

TEST(PersonNames, come_in_both_orders_when_the_family_name_leads_at_home) {
  PersonRecord person;
  person.name = "Min-jae Dorun";
  EXPECT_THAT(of(person_names(person, words(), true)),
              Contains(Pair("Dorun Min-jae", NameForm::full)));
}

TEST(BareClubName, drops_legal_forms_and_years_at_both_ends) {
  EXPECT_EQ(bare_club_name("1. FC Talbruck 1904", words()), "Talbruck");
  EXPECT_EQ(bare_club_name("AC Velmora (- 2019)", words()), "Velmora");
  EXPECT_EQ(bare_club_name("Union FC Velmora", words()), "");
  EXPECT_EQ(bare_club_name("FC 1904", words()), "");
  EXPECT_EQ(bare_club_name("Velmora", words()), "");
}

TEST(NicknameNames, come_without_their_article_and_inflected_when_one_word) {
  const auto names =
      of(nickname_names({"c", "les Velmorais", "fr", "demonym or city-based"}, words()));
  EXPECT_THAT(names, Contains(Pair("les Velmorais", NameForm::demonym)));
  EXPECT_THAT(names, Contains(Pair("Velmorais", NameForm::demonym)));
  EXPECT_THAT(names, Contains(Pair("velmoraise", NameForm::demonym)));
}

TEST(NicknameNames, lose_an_elided_article_whichever_apostrophe_it_has) {
  EXPECT_THAT(of(nickname_names({"c", "l'Hirondelle", "fr", ""}, words())),
              Contains(Pair("Hirondelle", NameForm::nickname)));
  EXPECT_THAT(of(nickname_names({"c", "l\u2019Hirondelle", "fr", ""}, words())),
              Contains(Pair("Hirondelle", NameForm::nickname)));
}

TEST(NicknameNames, are_marked_when_the_note_says_that_others_have_them) {
  const auto names =
      nickname_names({"c", "les Bleus", "fr", "club colours; ambiguous: also another"}, words());
  EXPECT_EQ(names.front().ambiguous, kMeansOther);
  EXPECT_EQ(names.front().form, NameForm::demonym);
}

TEST(LookupKey, is_folded_words_with_one_space_between) {
  EXPECT_EQ(lookup_key("  L'Ångström-Łódź (x) "), "l angstrom lodz x");
  EXPECT_EQ(lookup_key("--"), "");
}

}  // namespace
}  // namespace mercato
