#include "8_watch/config_value.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <utility>

namespace mercato {
namespace {

constexpr std::uint64_t kMaxSeconds = 10ull * 366 * 86'400;
constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 40;

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

using Unit = std::pair<std::string_view, std::uint64_t>;

// A whole number, then one of the units.
template <std::size_t N>
std::optional<std::uint64_t> number_with_unit(std::string_view text, const Unit (&units)[N],
                                              std::uint64_t most) {
  text = trim(text);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  const std::string rest = lower(trim(text.substr(static_cast<std::size_t>(end - text.data()))));
  for (const auto& [name, factor] : units) {
    if (rest != name) continue;
    if (number > most / factor) return std::nullopt;
    return number * factor;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
  static constexpr Unit kUnits[] = {{"", 1}, {"s", 1}, {"m", 60}, {"h", 3'600}, {"d", 86'400}};
  const auto seconds = number_with_unit(text, kUnits, kMaxSeconds);
  if (!seconds) return std::nullopt;
  return std::chrono::seconds(*seconds);
}

std::optional<std::size_t> parse_bytes(std::string_view text) {
  static constexpr Unit kUnits[] = {
      {"", 1}, {"b", 1}, {"kb", 1u << 10}, {"mb", 1u << 20}, {"gb", 1u << 30}};
  const auto bytes = number_with_unit(text, kUnits, kMaxBytes);
  if (!bytes) return std::nullopt;
  return static_cast<std::size_t>(*bytes);
}

std::vector<std::string> parse_list(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    if (const auto part = trim(text.substr(0, end)); !part.empty()) out.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::optional<bool> parse_truth(std::string_view text) {
  const std::string word = lower(trim(text));
  if (word == "true" || word == "yes" || word == "on" || word == "1") return true;
  if (word == "false" || word == "no" || word == "off" || word == "0") return false;
  return std::nullopt;
}

}  // namespace mercato
