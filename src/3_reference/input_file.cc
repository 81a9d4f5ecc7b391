#include "3_reference/input_file.h"

#include <zlib.h>

#include <memory>
#include <vector>

namespace mercato {

// zlib reads a file without a gzip header as it is, so that one path serves both.
Result<std::string> read_input_file(const std::filesystem::path& file) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> input(gzopen(file.c_str(), "rb"), gzclose);
  if (!input) return failure(file.string(), "the file cannot be opened");
  gzbuffer(input.get(), 1 << 18);
  std::string text;
  std::vector<char> chunk(1 << 20);
  while (true) {
    const int read = gzread(input.get(), chunk.data(), static_cast<unsigned>(chunk.size()));
    if (read < 0) return failure(file.string(), "the file is damaged or cannot be read");
    if (read == 0) break;
    text.append(chunk.data(), static_cast<std::size_t>(read));
    if (text.size() > kMaxTableBytes)
      return failure(file.string(), "the table is larger than 2 GiB");
  }
  int status = Z_OK;
  gzerror(input.get(), &status);
  if (status != Z_OK && status != Z_STREAM_END)
    return failure(file.string(), "the compressed file is cut short");
  return text;
}

}  // namespace mercato
