// When is a feed asked again? Internal to 8_watch.
#pragma once

#include <chrono>
#include <cstdint>

namespace mercato {

// The pause after a poll: `every` after one that went well, twice as long after each failure in a
// row, up to a day, but never shorter than `every` or what the server asked for. Up to a tenth is
// added, by the seed, so that feeds which fell into step fall out of it.
std::chrono::seconds pause_after(std::chrono::seconds every, int failures_in_a_row,
                                 std::chrono::seconds retry_after, std::uint64_t seed);

}  // namespace mercato
