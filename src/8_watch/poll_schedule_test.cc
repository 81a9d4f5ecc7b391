#include "8_watch/poll_schedule.h"

#include <gtest/gtest.h>

#include <set>

namespace mercato {
namespace {

using std::chrono::seconds;

TEST(PollSchedule, doubles_with_each_failure_up_to_a_day) {
  for (int failures = 0; failures < 40; ++failures) {
    const auto plain = std::min(seconds(900) * (1 << std::min(failures, 20)), seconds(86'400));
    const auto pause = pause_after(seconds(900), failures, seconds(0), 7);
    EXPECT_GE(pause, plain) << failures;
    EXPECT_LE(pause, plain + plain / 10) << failures;
  }
}

TEST(PollSchedule, gives_a_server_the_pause_that_it_asks_for) {
  EXPECT_GE(pause_after(seconds(60), 0, seconds(7'200), 1), seconds(7'200));
  EXPECT_GE(pause_after(seconds(86'400 * 3), 5, seconds(0), 1), seconds(86'400 * 3));
}

TEST(PollSchedule, scatters_by_the_seed_and_repeats_with_it) {
  std::set<long> pauses;
  for (std::uint64_t seed = 0; seed < 50; ++seed)
    pauses.insert(pause_after(seconds(3'600), 0, seconds(0), seed).count());
  EXPECT_GT(pauses.size(), 30u);
  EXPECT_EQ(pause_after(seconds(3'600), 2, seconds(0), 9),
            pause_after(seconds(3'600), 2, seconds(0), 9));
}

}  // namespace
}  // namespace mercato
