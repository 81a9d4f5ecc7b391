// When? Calendar dates as news gives them: often only a month, or only a year.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mercato {

// A calendar date known to the day, the month (day == 0) or the year (month == 0), or not at all
// (year == 0).
struct Date {
  std::int16_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;

  bool known() const { return year != 0; }
  // First and last day that the date can mean. REQUIRES: known().
  Date first_day() const;
  Date last_day() const;
  // Days since 1970-01-01 of first_day(). REQUIRES: known().
  std::int32_t days() const;
  // "2024", "2024-06", "2024-06-12"; empty when not known.
  std::string to_string() const;

  static Date from_days(std::int32_t days);
  // Reads the leading "YYYY", "YYYY-MM" or "YYYY-MM-DD" of an ISO 8601 date or time. Nothing for an
  // impossible date.
  static std::optional<Date> parse_iso(std::string_view text);

  // Field order is chronological for dates of one precision.
  auto operator<=>(const Date&) const = default;
};

bool is_valid(Date date);
// Whole years from birth to `on`; when `on` lacks day or month, the age reached by its last day.
int age_in_years(Date birth, Date on);

}  // namespace mercato
