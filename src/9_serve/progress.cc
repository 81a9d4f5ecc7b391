#include "9_serve/progress.h"

#include <unistd.h>

#include <cstdio>

namespace mercato {

Progress::Progress(bool wanted) : active_(wanted && isatty(STDERR_FILENO)) {}

Progress::~Progress() { clear(); }

double Progress::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

void Progress::show(std::uint64_t documents, std::uint64_t claims, std::uint64_t bytes) {
  constexpr auto kInterval = std::chrono::milliseconds(200);
  if (!active_ || Clock::now() - last_ < kInterval) return;
  last_ = Clock::now();
  shown_ = true;
  const double megabytes = static_cast<double>(bytes) / 1e6;
  std::fprintf(stderr, "\r\033[K%llu documents, %llu claims, %.1f MB, %.1f MB/s",
               static_cast<unsigned long long>(documents), static_cast<unsigned long long>(claims),
               megabytes, megabytes / seconds());
}

void Progress::clear() {
  if (shown_) std::fputs("\r\033[K", stderr);
  shown_ = false;
}

}  // namespace mercato
