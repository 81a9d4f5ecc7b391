#include "9_command/outcome_file.h"

#include <gtest/gtest.h>

#include "6_engine/engine_testing.h"

namespace mercato {
namespace {

constexpr Date kToday{2025, 1, 1};

Result<OutcomeTable> read(std::string_view csv) {
  return read_outcomes(csv, "moves.csv", test_engine().reference(), kToday);
}

TEST(OutcomeFile, reads_the_transfers_of_a_reference_and_names_who_they_are) {
  const auto table = read(
      "player_id,date,date_min,date_max,from_club_id,to_club_id,fee_eur,type\n"
      "made-kerdrel,2024-07-01,,,made-corvaille,made-montefalda,12000000,permanent\n");
  ASSERT_TRUE(table && table->problems.empty());
  ASSERT_EQ(table->rows.size(), 1u);
  const Outcome& row = table->rows[0];
  EXPECT_EQ(row.person, "Ilan Kerdrel");
  EXPECT_EQ(row.to, "AC Montefalda");
  EXPECT_EQ(row.fee_eur, 12000000);
  EXPECT_EQ(row.date, (Date{2024, 7, 1}));
  EXPECT_EQ(row.date_min, row.date);
}

TEST(OutcomeFile, reads_the_small_table_with_names_of_its_own) {
  const auto table =
      read("person,from,to,date,type\nOda Lysfjord,IF Skarholm,Portalba,2024-08,loan\n");
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 1u);
  EXPECT_FALSE(table->rows[0].date.known());
  EXPECT_EQ(table->rows[0].date_min, (Date{2024, 8, 1}));
  EXPECT_EQ(table->rows[0].date_max, (Date{2024, 8, 31}));
  EXPECT_EQ(table->rows[0].fee_eur, -1);
}

TEST(OutcomeFile, tells_rows_that_cannot_be_used_and_goes_on) {
  const auto table = read(
      "person,to,date,fee_eur,type\n"
      ",Portalba,2024-08-01,,\n"
      "A,Portalba,2024-13-01,,\n"
      "A,Portalba,,,\n"
      "A,Portalba,2024-08-01,many,\n"
      "A,Portalba,2024-08-01,,sold\n"
      "A,Portalba\n"
      "A,Portalba,2024-08-01,5,free\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows.size(), 1u);
  ASSERT_EQ(table->problems.size(), 6u);
  for (std::uint32_t i = 0; i < 6; ++i) {
    EXPECT_EQ(table->problems[i].where, "moves.csv");
    EXPECT_EQ(table->problems[i].line, i + 2);
  }
}

TEST(OutcomeFile, a_move_to_come_is_no_outcome) {
  const auto table = read("person,to,date_min,date_max\nA,Portalba,2025-06-30,2025-07-01\n");
  ASSERT_TRUE(table);
  EXPECT_TRUE(table->rows.empty());
  EXPECT_EQ(table->to_come, 1u);
}

TEST(OutcomeFile, refuses_a_table_of_something_else) {
  EXPECT_FALSE(read("name,city\nx,y\n"));
  EXPECT_FALSE(read(""));
}

}  // namespace
}  // namespace mercato
