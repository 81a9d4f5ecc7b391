#include "4_link/flat_map.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace mercato::link {
namespace {

TEST(FlatMap, forgets_everything_when_cleared) {
  FlatMap map;
  map.set(7, 1);
  map.clear();
  EXPECT_EQ(map.find(7), -1);
}

RC_GTEST_PROP(FlatMap, agrees_with_a_map,
              (std::vector<std::pair<std::uint8_t, std::int16_t>> pairs)) {
  FlatMap map;
  for (int round = 0; round < 3; ++round) {
    map.clear();
    std::map<std::uint64_t, std::int32_t> twin;
    for (const auto& [key, value] : pairs) {
      const std::uint64_t wide = key * (round + 1ull) * 0x100000001ull;
      map.set(wide, value);
      twin[wide] = value;
    }
    for (const auto& [key, value] : twin) RC_ASSERT(map.find(key) == value);
    RC_ASSERT(map.find(0xdeadbeefdeadbeefull) == -1);
  }
}

}  // namespace
}  // namespace mercato::link
