// What came out, or what went wrong and where? Errors are values; the library never prints, throws
// across a front header, or exits.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace mercato {

enum class Severity : std::uint8_t { note, warning, error };

// Something wrong with an input, told so that a person can find and mend it.
struct Problem {
  Severity severity = Severity::error;
  std::string where;         // file or stream name, "-" for standard input; may be empty
  std::uint32_t line = 0;    // from 1; 0 = not known
  std::uint64_t offset = 0;  // byte offset in the input, where known
  std::string message;       // what is wrong, in one sentence without a full stop
  std::string hint;          // the way out; may be empty

  // "where:line: message (hint)"
  std::string to_string() const;
};

template <typename T>
using Result = tl::expected<T, Problem>;

inline tl::unexpected<Problem> failure(std::string where, std::string message,
                                       std::string hint = {}) {
  return tl::unexpected<Problem>(
      Problem{Severity::error, std::move(where), 0, 0, std::move(message), std::move(hint)});
}

}  // namespace mercato
