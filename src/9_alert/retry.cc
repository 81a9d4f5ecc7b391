#include "9_alert/retry.h"

#include <algorithm>
#include <functional>

namespace mercato {
namespace {

constexpr Instant kFirst = 10, kLongest = 2 * 60 * 60, kGiveUp = 24 * 60 * 60;

// FNV-1a: the same on every machine.
std::uint64_t spread(std::string_view seed, int tries) {
  std::uint64_t hash = 14695981039346656037ULL + static_cast<std::uint64_t>(tries);
  for (const char c : seed) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash >> 16;
}

}  // namespace

Fate fate_of_status(long status) {
  if (status >= 200 && status < 300) return Fate::accepted;
  return status == 408 || status == 429 || status >= 500 ? Fate::again : Fate::refused;
}

std::optional<Instant> next_try(Instant fired, Instant now, int tries, std::string_view seed,
                                std::chrono::seconds retry_after) {
  const Instant wait = std::min(kLongest, kFirst << std::clamp(tries - 1, 0, 20));
  // From four fifths to six fifths of it.
  const Instant jittered =
      wait * 4 / 5 +
      static_cast<Instant>(spread(seed, tries) % static_cast<std::uint64_t>(wait * 2 / 5 + 1));
  const Instant asked = std::min<Instant>(std::max<Instant>(retry_after.count(), 0), kGiveUp);
  const Instant next = now + std::max(jittered, asked);
  return next - fired > kGiveUp ? std::nullopt : std::optional(next);
}

}  // namespace mercato
