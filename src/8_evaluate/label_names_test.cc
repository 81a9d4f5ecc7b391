#include "8_evaluate/label_names.h"

#include <gtest/gtest.h>

#include "8_evaluate/evaluate_testing.h"

namespace mercato::evaluation {
namespace {

TEST(LabelNames, words_are_folded_letters_and_digits) {
  EXPECT_EQ(name_words("  1. FC Øst-Łódź "), (std::vector<std::string>{"1", "fc", "ost", "lodz"}));
  EXPECT_TRUE(name_words("?!").empty());
}

TEST(LabelNames, a_person_is_met_by_part_of_the_name_and_by_any_alternative) {
  const LabelNames& names = test_names();
  EXPECT_TRUE(names.same_person("Ilan Kerdrel", "Kerdrel"));
  EXPECT_TRUE(names.same_person("Dzenan Xyz|Dženan Xíz", "Xiz"));
  EXPECT_FALSE(names.same_person("Ilan Kerdrel", "Ilan Tamrouche"));
  EXPECT_FALSE(names.same_person("Ilan Kerdrel", ""));
  EXPECT_TRUE(names.same_person("", ""));
}

TEST(LabelNames, clubs_that_the_reference_knows_are_compared_there) {
  const LabelNames& names = test_names();
  EXPECT_TRUE(names.same_club("AC Montefalda", "Montefalda"));
  EXPECT_FALSE(names.same_club("AC Montefalda", "Racing Corvaille"));
  EXPECT_FALSE(names.same_club("AC Montefalda", ""));
}

TEST(LabelNames, unknown_clubs_meet_without_their_legal_forms) {
  const LabelNames& names = test_names();
  EXPECT_TRUE(names.same_club("FC Quastenbruck", "Quastenbruck"));
  EXPECT_TRUE(names.same_club("Quastenbruck 1908", "SV Quastenbruck"));
  EXPECT_FALSE(names.same_club("Quastenbruck", "Real Quastenbruck"));
  EXPECT_FALSE(names.same_club("Quastenbruck U19", "Quastenbruck"));
}

TEST(LabelNames, a_source_is_the_outlet_itself_when_a_word_that_weighs_is_shared) {
  const LabelNames& names = test_names();
  EXPECT_TRUE(names.is_own_outlet("Radio Brume", "Brume.fr"));
  EXPECT_FALSE(names.is_own_outlet("Sport Uno", "Sport Due"));
  EXPECT_FALSE(names.is_own_outlet("Radio Brume", ""));
}

TEST(LabelNames, missing_word_lists_are_told_with_their_file) {
  const auto made = LabelNames::load("/nowhere", test_engine());
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().where, "/nowhere/evaluation/names.toml");
}

}  // namespace
}  // namespace mercato::evaluation
