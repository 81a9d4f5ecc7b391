#include "9_answer/source_key.h"

#include <algorithm>

#include "1_language/language.h"
#include "9_answer/row_json.h"

namespace mercato {

std::string source_key(const Origin& source) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out = "S-";
  const std::uint64_t hash = fold_hash(source.key);
  for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[hash >> shift & 15];
  return out;
}

boost::json::object source_json(const Origin& source) {
  boost::json::object out{{"key", source_key(source)}, {"kind", to_string(source.kind)}};
  put(out, "name", source.name);
  put(out, "outlet", source.outlet);
  put(out, "handle", source.handle);
  put(out, "reference_id", source.reference_id);
  return out;
}

bool is_called(const Origin& source, const std::string& words) {
  const std::string folded = fold(words);
  return fold(source.name).find(folded) != std::string::npos ||
         fold(source.outlet).find(folded) != std::string::npos ||
         fold("@" + source.handle).find(folded) != std::string::npos ||
         source.reference_id == folded;
}

bool is_named(const Origin& source, const std::string& folded) {
  const std::string handle = folded.starts_with("@") ? folded.substr(1) : folded;
  return fold(source.name) == folded || fold(source.outlet) == folded ||
         (!source.handle.empty() && fold(source.handle) == handle);
}

}  // namespace mercato
