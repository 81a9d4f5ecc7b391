#include "8_watch/poll_schedule.h"

#include <algorithm>

namespace mercato {
namespace {

constexpr std::chrono::seconds kDay{86'400};

// SplitMix64's last step: neighbouring seeds give unlike numbers.
std::uint64_t scatter(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

}  // namespace

std::chrono::seconds pause_after(std::chrono::seconds every, int failures_in_a_row,
                                 std::chrono::seconds retry_after, std::uint64_t seed) {
  auto pause = every;
  for (int i = 0; i < failures_in_a_row && pause < kDay; ++i) pause *= 2;
  pause = std::max({std::min(pause, kDay), every, retry_after});
  const auto tenth = static_cast<std::uint64_t>(pause.count()) / 10;
  return pause + std::chrono::seconds(scatter(seed) % (tenth + 1));
}

}  // namespace mercato
