// What is this element for, by its class names and id? The words stand in data/read/html_hints.tsv.
#pragma once

#include <cstdint>
#include <string_view>

namespace mercato {

enum class HintKind : std::uint8_t { noise = 1, body = 2, post = 4, byline = 8, lead = 16 };

// The kinds that the words of a class attribute or an id speak for, as a set of HintKind bits.
// Thread-safe.
std::uint8_t find_hints(std::string_view names);

inline bool has_hint(std::uint8_t hints, HintKind kind) {
  return (hints & static_cast<std::uint8_t>(kind)) != 0;
}

}  // namespace mercato
