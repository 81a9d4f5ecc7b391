#include "9_command/progress.h"

#include <unistd.h>

#include <cstdio>

namespace mercato {

Progress::Progress(bool wanted) : active_(wanted && isatty(STDERR_FILENO)) {}

Progress::~Progress() { clear(); }

double Progress::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

void Progress::show(std::uint64_t documents, std::uint64_t claims, std::uint64_t bytes) {
  if (!is_due()) return;
  const double megabytes = static_cast<double>(bytes) / 1e6;
  std::fprintf(stderr, "\r\033[K%llu documents, %llu claims, %.1f MB, %.1f MB/s",
               static_cast<unsigned long long>(documents), static_cast<unsigned long long>(claims),
               megabytes, megabytes / seconds());
}

void Progress::show_share(std::uint64_t done, std::uint64_t all, const char* things) {
  if (!is_due()) return;
  const auto count = static_cast<unsigned long long>(done);
  if (all == 0)
    std::fprintf(stderr, "\r\033[K%llu %s", count, things);
  else
    std::fprintf(stderr, "\r\033[K%llu of %llu %s (%.0f %%)", count,
                 static_cast<unsigned long long>(all), things,
                 100.0 * static_cast<double>(done) / static_cast<double>(all));
}

bool Progress::is_due() {
  constexpr auto kInterval = std::chrono::milliseconds(200);
  if (!active_ || Clock::now() - last_ < kInterval) return false;
  last_ = Clock::now();
  return shown_ = true;
}

void Progress::clear() {
  if (shown_) std::fputs("\r\033[K", stderr);
  shown_ = false;
}

}  // namespace mercato
