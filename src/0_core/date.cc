#include "0_core/date.h"

#include <charconv>
#include <chrono>
#include <cstdio>

#include "0_core/result.h"

namespace mercato {
namespace {

std::uint8_t days_in_month(int year, int month) {
  using namespace std::chrono;
  return static_cast<std::uint8_t>(static_cast<unsigned>(year_month_day_last{
      std::chrono::year{year} / std::chrono::month(static_cast<unsigned>(month)) / last}
                                                             .day()));
}

// Reads exactly `digits` digits at the front of text.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

}  // namespace

bool is_valid(Date date) {
  if (date.year < 1 || date.month > 12) return false;
  if (date.month == 0) return date.day == 0;
  return date.day <= days_in_month(date.year, date.month);
}

Date Date::first_day() const {
  return {year, static_cast<std::uint8_t>(month ? month : 1),
          static_cast<std::uint8_t>(day ? day : 1)};
}

Date Date::last_day() const {
  const std::uint8_t m = month ? month : 12;
  return {year, m, day ? day : days_in_month(year, m)};
}

std::int32_t Date::days() const {
  using namespace std::chrono;
  const Date d = first_day();
  return static_cast<std::int32_t>(
      sys_days{std::chrono::year{d.year} / std::chrono::month{d.month} / std::chrono::day{d.day}}
          .time_since_epoch()
          .count());
}

Date Date::from_days(std::int32_t days) {
  using namespace std::chrono;
  const year_month_day ymd{sys_days{std::chrono::days{days}}};
  return {static_cast<std::int16_t>(static_cast<int>(ymd.year())),
          static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month())),
          static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day()))};
}

std::string Date::to_string() const {
  if (!known()) return {};
  char buffer[24];
  if (day)
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  else if (month)
    std::snprintf(buffer, sizeof buffer, "%04d-%02d", year, month);
  else
    std::snprintf(buffer, sizeof buffer, "%04d", year);
  return buffer;
}

std::optional<Date> Date::parse_iso(std::string_view text) {
  Date date;
  const auto year = take_number(text, 4);
  if (!year || (!text.empty() && text[0] >= '0' && text[0] <= '9')) return std::nullopt;
  date.year = static_cast<std::int16_t>(*year);
  for (std::uint8_t* part : {&date.month, &date.day}) {
    if (text.empty() || text[0] != '-') break;
    text.remove_prefix(1);
    const auto value = take_number(text, 2);
    if (!value || *value == 0) return std::nullopt;
    *part = static_cast<std::uint8_t>(*value);
  }
  if (!is_valid(date)) return std::nullopt;
  return date;
}

int age_in_years(Date birth, Date on) {
  const Date from = birth.first_day(), to = on.last_day();
  const bool before_birthday =
      to.month < from.month || (to.month == from.month && to.day < from.day);
  return to.year - from.year - (before_birthday ? 1 : 0);
}

std::string Problem::to_string() const {
  std::string out = where;
  if (line) out += (out.empty() ? "line " : ":") + std::to_string(line);
  if (!out.empty()) out += ": ";
  out += message;
  if (!hint.empty()) out += " (" + hint + ")";
  return out;
}

}  // namespace mercato
