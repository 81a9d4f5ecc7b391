// Is another program at it? A lock that ends with its process, however that ends.
#pragma once

#include <filesystem>
#include <optional>

namespace mercato {

// Holds a file until destroyed. The file stays: removing it would let two hold the lock.
class FileLock {
 public:
  // Nothing where another process, or another FileLock, holds it or the file cannot be made.
  static std::optional<FileLock> try_take(const std::filesystem::path& file);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace mercato
