// Where do lines begin and end, and what is their edge like? Small steps over UTF-8 text. Internal
// to 2_read.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "0_core/span.h"

namespace mercato {

inline bool is_space_byte(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0'; }

// Length of the white space character at the front of text, 0 where there is none; knows U+00A0,
// U+FEFF, U+2000…U+200B, U+2028, U+2029 and U+202F.
inline std::size_t space_at(std::string_view text) {
  if (text.empty()) return 0;
  if (is_space_byte(text[0])) return 1;
  if (text.starts_with("\u00a0")) return 2;
  if (text.size() < 3) return 0;
  const auto b0 = static_cast<unsigned char>(text[0]), b1 = static_cast<unsigned char>(text[1]),
             b2 = static_cast<unsigned char>(text[2]);
  if (b0 == 0xef) return b1 == 0xbb && b2 == 0xbf ? 3 : 0;
  if (b0 != 0xe2 || b1 != 0x80) return 0;
  return b2 <= 0x8b || b2 == 0xa8 || b2 == 0xa9 || b2 == 0xaf ? 3 : 0;
}

// The span without white space at its ends.
inline Span trim(std::string_view text, Span span) {
  while (span.begin < span.end) {
    const std::size_t n = space_at(text.substr(span.begin, span.end - span.begin));
    if (n == 0) break;
    span.begin += static_cast<std::uint32_t>(n);
  }
  while (span.begin < span.end) {
    std::uint32_t last = span.end - 1;
    while (last > span.begin && (static_cast<unsigned char>(text[last]) & 0xc0) == 0x80) --last;
    if (space_at(text.substr(last, span.end - last)) != span.end - last) break;
    span.end = last;
  }
  return span;
}
inline std::string_view trim(std::string_view text) {
  return slice(text, trim(text, Span{0, static_cast<std::uint32_t>(text.size())}));
}

// The line that begins at `begin`, without its line break; REQUIRES: begin <= text.size().
inline Span next_line(std::string_view text, std::uint32_t begin) {
  const char* start = text.data() + begin;
  const void* found = std::memchr(start, '\n', text.size() - begin);
  const std::size_t size = found ? static_cast<std::size_t>(static_cast<const char*>(found) - start)
                                 : text.size() - begin;
  return {begin, begin + static_cast<std::uint32_t>(size)};
}

}  // namespace mercato
