// For tests: a file with these bytes that goes away with the test.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

namespace mercato {

class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view bytes, std::string_view suffix = "") {
    static int number = 0;
    path_ =
        std::filesystem::temp_directory_path() / ("mercato_" + std::to_string(getpid()) + "_" +
                                                  std::to_string(number++) + std::string(suffix));
    std::FILE* file = std::fopen(path_.c_str(), "wb");
    std::fwrite(bytes.data(), 1, bytes.size(), file);
    std::fclose(file);
  }
  ~TemporaryFile() {
    std::error_code error;
    std::filesystem::remove(path_, error);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  std::string name() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace mercato
