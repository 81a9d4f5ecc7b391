// What does the target of a request name? Path and arguments, percent-decoded strictly: what is not
// plainly a path of names is refused, not mended.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "9_answer/answers.h"

namespace mercato {

inline constexpr std::size_t kMostTargetBytes = 4096, kMostSegments = 16, kMostArguments = 32,
                             kMostNameBytes = 64, kMostArgumentBytes = 512;

struct Target {
  std::vector<std::string> segments;  // "/a/b" → "a", "b"; none for "/"
  Arguments arguments;
};

// `raw` as it stands in the request line. Fails where it is longer than the bounds above, has an
// escape that is none, decodes to control characters or to what is no UTF-8, or has a segment
// ("..", with a backslash) that a file system could take for another folder.
Result<Target> parse_target(std::string_view raw);

// For links: everything but letters, digits, "-", ".", "_" and "~" is escaped.
std::string percent_encoded(std::string_view text);

}  // namespace mercato
