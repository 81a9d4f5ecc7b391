#include "9_command/line_reader.h"

#include <cstring>

namespace mercato {

LineReader::LineReader(ByteSource& source, std::size_t max_line)
    : source_(source), max_line_(max_line), buffer_(1 << 18) {}

bool LineReader::refill() {
  begin_ = 0;
  end_ = source_.read(buffer_.data(), buffer_.size());
  bytes_ += end_;
  return end_ > 0;
}

LineReader::Status LineReader::next(std::string& line) {
  line.clear();
  std::uint64_t length = 0;
  while (begin_ < end_ || refill()) {
    const char* from = buffer_.data() + begin_;
    const auto* stop = static_cast<const char*>(std::memchr(from, '\n', end_ - begin_));
    const std::size_t size = stop ? static_cast<std::size_t>(stop - from) : end_ - begin_;
    length += size;
    if (length <= max_line_)
      line.append(from, size);
    else
      line.clear();
    begin_ += size + (stop ? 1 : 0);
    if (stop) break;
  }
  // An empty buffer after a refill: the end, or an error, which the source tells.
  if (length == 0 && end_ == 0) return Status::end;
  if (length <= max_line_) return Status::line;
  skipped_ = length;
  return Status::too_long;
}

}  // namespace mercato
