#include "0_core/date.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

TEST(Date, keeps_the_precision_it_was_read_with) {
  EXPECT_EQ(Date::parse_iso("2024-06")->to_string(), "2024-06");
  EXPECT_EQ(Date::parse_iso("2026-08-15T10:05:59")->to_string(), "2026-08-15");
  EXPECT_EQ(Date::parse_iso("2024")->to_string(), "2024");
}

TEST(Date, refuses_days_that_do_not_exist) {
  for (const char* text : {"2023-02-29", "2024-13", "2024-00-01", "20240", "x", ""}) {
    EXPECT_FALSE(Date::parse_iso(text)) << text;
  }
}

TEST(Date, month_spans_its_first_to_its_last_day) {
  const Date june{2024, 6, 0};
  EXPECT_EQ(june.first_day().to_string(), "2024-06-01");
  EXPECT_EQ(june.last_day().to_string(), "2024-06-30");
}

TEST(Date, days_count_from_the_epoch_and_back) {
  EXPECT_EQ((Date{1970, 1, 1}).days(), 0);
  EXPECT_EQ((Date{2024, 2, 29}).days(), 19782);
  EXPECT_EQ(Date::from_days(19782), (Date{2024, 2, 29}));
}

TEST(Date, age_counts_the_birthday_itself) {
  EXPECT_EQ(age_in_years({1999, 1, 26}, {2024, 1, 25}), 24);
  EXPECT_EQ(age_in_years({1999, 1, 26}, {2024, 1, 26}), 25);
  EXPECT_EQ(age_in_years({1999, 6, 20}, {2024, 6, 0}), 25);
}

}  // namespace
}  // namespace mercato
