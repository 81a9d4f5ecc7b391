// What does simdjson's tree say under this name? Lenient look-ups for JSON that we wrote ourselves,
// but that may have been changed: what is absent or of another type is empty, never an error.
// Internal to 7_ledger.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace mercato::json {

using Element = simdjson::dom::element;
using Array = simdjson::dom::array;

// Depth of what we write is below 8.
inline constexpr std::size_t kMaxDepth = 32;

inline bool find(Element object, std::string_view name, Element& out) {
  return object[name].get(out) == simdjson::SUCCESS;
}
inline std::string_view text(Element object, std::string_view name) {
  std::string_view out;
  return object[name].get(out) == simdjson::SUCCESS ? out : std::string_view{};
}
inline std::int64_t integer(Element object, std::string_view name, std::int64_t absent = 0) {
  std::int64_t out = 0;
  return object[name].get(out) == simdjson::SUCCESS ? out : absent;
}
inline double real(Element object, std::string_view name, double absent = 0) {
  double out = 0;
  return object[name].get(out) == simdjson::SUCCESS ? out : absent;
}
inline bool truth(Element object, std::string_view name) {
  bool out = false;
  return object[name].get(out) == simdjson::SUCCESS && out;
}
// Within 32 bits, else 0.
inline std::uint32_t offset(Element object, std::string_view name) {
  const std::int64_t value = integer(object, name);
  return value < 0 || value > 0xffffffffll ? 0 : static_cast<std::uint32_t>(value);
}

// Calls `visit` with each member of the array under this name.
template <typename Visit>
void each(Element object, std::string_view name, Visit visit) {
  Array array;
  if (object[name].get(array) != simdjson::SUCCESS) return;
  for (const Element member : array) visit(member);
}

}  // namespace mercato::json
