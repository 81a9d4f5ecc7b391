// How far is it? A line on standard error that is rewritten while a long command runs on a
// terminal.
#pragma once

#include <chrono>
#include <cstdint>

namespace mercato {

// Silent where standard error is no terminal, or when told to be. Not thread-safe.
class Progress {
 public:
  explicit Progress(bool wanted);
  ~Progress();
  void show(std::uint64_t documents, std::uint64_t claims, std::uint64_t bytes);
  // "<done> of <all> <things>"; without `all` where it is 0.
  void show_share(std::uint64_t done, std::uint64_t all, const char* things);
  void clear();
  double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;
  bool is_due();
  bool active_;
  bool shown_ = false;
  Clock::time_point start_ = Clock::now(), last_ = start_;
};

}  // namespace mercato
