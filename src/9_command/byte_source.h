// What are the next bytes of this input? Files and standard input, unpacked on the way.
//
// gzip (several members too) and zstd (window up to 128 MB) are known by their first bytes, so the
// name of the input does not matter. Memory is bounded whatever the input says of itself. One
// thread at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "0_core/result.h"

namespace mercato {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Up to `size` bytes; 0 at the end, and where reading failed: problem() tells which.
  std::size_t read(char* into, std::size_t size);
  // The first bytes that read() has not given yet, up to 4 KB; they are still to be read.
  std::string_view front();
  const std::optional<Problem>& problem() const { return problem_; }

 protected:
  explicit ByteSource(std::string name) : name_(std::move(name)) {}
  virtual std::size_t pull(char* into, std::size_t size) = 0;
  // Remembers what went wrong; returns 0.
  std::size_t fail(std::string message, std::string hint = {});
  const std::string& name() const { return name_; }

 private:
  std::string name_, front_;
  std::size_t front_at_ = 0;
  std::optional<Problem> problem_;
};

// "-" is standard input. Fails for a folder and for what cannot be opened.
Result<std::unique_ptr<ByteSource>> open_source(const std::string& name);

}  // namespace mercato
