// Instants (ledger.h): reading and writing moments.
#include <chrono>
#include <cstdio>

#include "7_ledger/ledger.h"

namespace mercato {
namespace {

constexpr Instant kDay = 86'400;

// Exactly two digits at `at`, below `limit`.
std::optional<int> two_digits(std::string_view text, std::size_t at, int limit) {
  if (at + 2 > text.size()) return std::nullopt;
  const char tens = text[at], ones = text[at + 1];
  if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return std::nullopt;
  const int value = (tens - '0') * 10 + (ones - '0');
  return value < limit ? std::optional(value) : std::nullopt;
}

// "10:00", "10:00:00", "10:00:00.25" from the front; what is left stays in `text`.
std::optional<Instant> take_clock(std::string_view& text) {
  const auto hour = two_digits(text, 0, 24);
  if (!hour || text.size() < 5 || text[2] != ':') return std::nullopt;
  const auto minute = two_digits(text, 3, 60);
  if (!minute) return std::nullopt;
  text.remove_prefix(5);
  int second = 0;
  if (!text.empty() && text[0] == ':') {
    const auto read = two_digits(text, 1, 61);
    if (!read) return std::nullopt;
    second = *read;
    text.remove_prefix(3);
    if (!text.empty() && text[0] == '.') {
      text.remove_prefix(1);
      while (!text.empty() && text[0] >= '0' && text[0] <= '9') text.remove_prefix(1);
    }
  }
  return *hour * 3600 + *minute * 60 + second;
}

// "Z", "+02:00", "-0300" or nothing (which means UTC): seconds to subtract.
std::optional<Instant> take_zone(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z") return 0;
  if (text[0] != '+' && text[0] != '-') return std::nullopt;
  const bool colon = text.size() == 6 && text[3] == ':';
  if (!colon && text.size() != 5) return std::nullopt;
  const auto hours = two_digits(text, 1, 24), minutes = two_digits(text, colon ? 4 : 3, 60);
  if (!hours || !minutes) return std::nullopt;
  const Instant offset = *hours * 3600 + *minutes * 60;
  return text[0] == '-' ? -offset : offset;
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
  const auto date = Date::parse_iso(text);
  if (!date) return std::nullopt;
  const std::string written = date->to_string();
  text.remove_prefix(written.size());
  if (text.empty()) return (Instant{date->last_day().days()} + 1) * kDay - 1;
  if (!date->day || (text[0] != 'T' && text[0] != 't' && text[0] != ' ')) return std::nullopt;
  text.remove_prefix(1);
  const auto clock = take_clock(text);
  const auto zone = clock ? take_zone(text) : std::nullopt;
  if (!zone) return std::nullopt;
  return Instant{date->days()} * kDay + *clock - *zone;
}

Date to_date(Instant instant) {
  const Instant day = instant / kDay - (instant % kDay < 0);  // rounded down
  // What a Date can hold: years 1 to 9999.
  constexpr Instant kFirst = -719'162, kLast = 2'932'896;
  return Date::from_days(
      static_cast<std::int32_t>(day < kFirst ? kFirst : (day > kLast ? kLast : day)));
}

std::string to_string(Instant instant) {
  const Date date = to_date(instant);
  const Instant second = ((instant % kDay) + kDay) % kDay;
  char clock[32];
  std::snprintf(clock, sizeof clock, "T%02d:%02d:%02dZ", static_cast<int>(second / 3600),
                static_cast<int>(second / 60 % 60), static_cast<int>(second % 60));
  return date.to_string() + clock;
}

}  // namespace mercato
