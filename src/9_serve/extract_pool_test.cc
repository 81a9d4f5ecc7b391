#include "9_serve/extract_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace mercato {
namespace {

TEST(ExtractPool, hands_batches_back_in_the_order_given) {
  std::vector<std::uint32_t> order;
  std::atomic<int> processed = 0;
  ExtractPool pool(
      4,
      [&] {
        return [&](Batch& batch) {
          if (batch.first_line % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
          batch.output = std::to_string(batch.first_line);
          ++processed;
        };
      },
      [&](Batch& batch) { order.push_back(static_cast<std::uint32_t>(std::stoul(batch.output))); });
  for (std::uint32_t i = 0; i < 500; ++i) {
    auto batch = std::make_unique<Batch>();
    batch->first_line = i;
    pool.push(std::move(batch));
  }
  pool.finish();
  EXPECT_EQ(processed, 500);
  ASSERT_EQ(order.size(), 500u);
  for (std::uint32_t i = 0; i < 500; ++i) EXPECT_EQ(order[i], i);
}

TEST(ExtractPool, without_batches_ends) {
  ExtractPool pool(
      2, [] { return [](Batch&) {}; }, [](Batch&) { FAIL(); });
  pool.finish();
}

}  // namespace
}  // namespace mercato
