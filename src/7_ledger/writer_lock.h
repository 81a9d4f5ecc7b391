// Who writes? One process at a time, told by a lock on a file beside the ledger.
#pragma once

#include <filesystem>
#include <memory>

#include "0_core/result.h"

namespace mercato {

// Holds `<ledger>-lock` until destroyed. The kernel lets go of it when the process dies, however it
// dies. (SQLite's own locks last for one transaction only, and a writer of a ledger has many.)
class WriterLock {
 public:
  static Result<std::unique_ptr<WriterLock>> take(const std::filesystem::path& ledger);
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  WriterLock(std::filesystem::path file, int descriptor)
      : file_(std::move(file)), descriptor_(descriptor) {}

  const std::filesystem::path file_;
  const int descriptor_;
};

}  // namespace mercato
