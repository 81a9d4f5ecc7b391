#include "9_command/batch_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace mercato {
namespace {

TEST(BatchPool, hands_batches_back_in_the_order_given) {
  std::vector<std::uint32_t> order;
  std::atomic<int> processed = 0;
  BatchPool pool(
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

TEST(BatchPool, an_input_larger_than_what_is_held_at_once_still_passes) {
  std::size_t bytes = 0;
  BatchPool pool(
      2, [] { return [](Batch&) {}; }, [&](Batch& batch) { bytes += batch.bytes.size(); });
  for (const std::size_t size : {std::size_t{70} << 20, std::size_t{1} << 20}) {
    auto batch = std::make_unique<Batch>();
    batch->bytes.resize(size);
    pool.push(std::move(batch));
  }
  pool.finish();
  EXPECT_EQ(bytes, std::size_t{71} << 20);
}

TEST(BatchPool, without_batches_ends) {
  BatchPool pool(
      2, [] { return [](Batch&) {}; }, [](Batch&) { FAIL(); });
  pool.finish();
}

}  // namespace
}  // namespace mercato
