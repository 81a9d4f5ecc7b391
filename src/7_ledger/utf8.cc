#include "7_ledger/utf8.h"

#include <simdjson.h>

namespace mercato {
namespace {

// The size of the valid character at the front; 0 where there is none.
std::size_t character_size(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return size <= text.size() && simdjson::validate_utf8(text.data(), size) ? size : 0;
}

}  // namespace

bool is_utf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

std::string mend_utf8(std::string_view text) {
  if (is_utf8(text)) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    out += size ? text.substr(0, size) : std::string_view("\xef\xbf\xbd");
    text.remove_prefix(size ? size : 1);
  }
  return out;
}

}  // namespace mercato
