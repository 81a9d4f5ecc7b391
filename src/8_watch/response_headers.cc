#include "8_watch/response_headers.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>

namespace mercato {
namespace {

constexpr long long kLongest = 7 * 86'400;

std::string_view trim(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

bool same_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return (x >= 'A' && x <= 'Z' ? static_cast<char>(x | 0x20) : x) == y;
         });
}

bool is_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return c >= ' ' && c != 0x7f; });
}

}  // namespace

void ResponseHeaders::add(std::string_view line) {
  const std::size_t seen = bytes + line.size();
  if (line.starts_with("HTTP/")) *this = {};
  bytes = seen;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string_view name = trim(line.substr(0, colon)), value = trim(line.substr(colon + 1));
  // A validator goes back to the server as it came; nothing but text may do so.
  if (!is_printable(value)) return;
  for (auto [known, field] : {std::pair{"content-type", &type},
                              {"etag", &etag},
                              {"last-modified", &last_modified},
                              {"location", &location},
                              {"retry-after", &retry_after}})
    if (same_word(name, known)) *field = value;
}

std::chrono::seconds parse_retry_after(std::string_view value, std::time_t now) {
  long long seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error == std::errc::result_out_of_range) seconds = kLongest;
  if (error == std::errc::invalid_argument || end != value.data() + value.size()) {
    const std::time_t date = curl_getdate(std::string(value).c_str(), nullptr);
    seconds = date < 0 ? 0 : static_cast<long long>(date) - static_cast<long long>(now);
  }
  return std::chrono::seconds(std::clamp(seconds, 0ll, kLongest));
}

}  // namespace mercato
