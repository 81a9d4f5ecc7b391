// What is the next line? A stream in lines, whatever their length: one too long is skipped, not
// held.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "9_command/byte_source.h"

namespace mercato {

// Not thread-safe. Does not own the source, whose problem() tells whether the end was the end.
class LineReader {
 public:
  LineReader(ByteSource& source, std::size_t max_line);

  enum class Status : std::uint8_t { line, too_long, end };
  // Reads the next line without its break into `line` (cleared first). too_long: the line is passed
  // over and `line` holds nothing; its length is in skipped().
  Status next(std::string& line);
  std::uint64_t skipped() const { return skipped_; }
  std::uint64_t bytes_read() const { return bytes_; }

 private:
  bool refill();

  ByteSource& source_;
  std::size_t max_line_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;
  std::uint64_t skipped_ = 0, bytes_ = 0;
};

}  // namespace mercato
