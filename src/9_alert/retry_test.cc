#include "9_alert/retry.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace mercato {
namespace {

using std::chrono::seconds;

TEST(Retry, reads_a_status) {
  for (const long status : {200, 201, 204, 299}) EXPECT_EQ(fate_of_status(status), Fate::accepted);
  for (const long status : {408, 429, 500, 502, 503, 599})
    EXPECT_EQ(fate_of_status(status), Fate::again);
  for (const long status : {100, 301, 302, 307, 308, 400, 401, 403, 404, 410, 422})
    EXPECT_EQ(fate_of_status(status), Fate::refused);
}

RC_GTEST_PROP(Retry, waits_longer_each_time_and_never_beyond_a_day, ()) {
  const auto seed = *rc::gen::arbitrary<std::string>();
  const Instant fired = 1'000'000;
  Instant now = fired;
  int tries = 0;
  for (Instant before = 0; const auto next = next_try(fired, now, ++tries, seed, seconds(0));) {
    const Instant wait = *next - now;
    RC_ASSERT(wait >= 8 && wait <= 2 * 60 * 60 * 6 / 5);
    // Twice as long, less the jitter: never shorter than four fifths over six fifths of twice.
    RC_ASSERT(wait >= before || before >= 2 * 60 * 60 * 4 / 5);
    before = wait;
    now = *next;
    RC_ASSERT(tries < 100);
  }
  RC_ASSERT(now - fired > 20 * 60 * 60);
  RC_ASSERT(now - fired <= 24 * 60 * 60);
}

TEST(Retry, waits_as_long_as_it_is_asked_to) {
  EXPECT_EQ(next_try(0, 100, 1, "x", seconds(5000)), 5100);
  EXPECT_GE(next_try(0, 100, 1, "x", seconds(1)), 108);
  EXPECT_GE(next_try(0, 100, 1, "x", seconds(-9)), 108);
  EXPECT_EQ(next_try(0, 100, 1, "x", seconds::max()), std::nullopt);
}

TEST(Retry, spreads_deliveries_that_failed_together) {
  std::vector<Instant> due;
  for (int i = 0; i < 50; ++i)
    due.push_back(next_try(0, 0, 12, "delivery " + std::to_string(i), seconds(0)).value());
  std::sort(due.begin(), due.end());
  EXPECT_GT(due.back() - due.front(), 600);
  EXPECT_GT(std::unique(due.begin(), due.end()) - due.begin(), 40);
}

}  // namespace
}  // namespace mercato
