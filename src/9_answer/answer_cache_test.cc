#include "9_answer/answer_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace mercato {
namespace {

Reply reply(std::string body) {
  Reply out;
  out.etag = body;
  out.body = std::make_shared<const std::string>(std::move(body));
  return out;
}

AnswerCache::Fresh fresh(Answered answer, Footing footing = {}) {
  return {std::move(answer), footing};
}

bool never(const Footing&) { return false; }

TEST(AnswerCache, an_answer_that_stands_goes_over_into_the_next_generation) {
  Row spoken_of = 0;
  AnswerCache cache(10'000, [&](const Footing& one) { return one.person != spoken_of; });
  for (const Row person : {7, 8})
    cache.find_or_make(std::to_string(person), 1, [&] {
      return fresh(reply("x"), {person, 0, 0});
    });
  spoken_of = 8;
  EXPECT_TRUE(cache.find("7", 2).has_value());
  EXPECT_FALSE(cache.find("8", 2).has_value());
  EXPECT_FALSE(cache.find("7", 1).has_value()) << "it belongs to the newer one now";
}

TEST(AnswerCache, keeps_an_answer_for_its_generation) {
  AnswerCache cache(10'000, never);
  int made = 0;
  const auto make = [&] { return fresh(reply(std::to_string(++made))); };
  EXPECT_EQ(cache.find_or_make("a", 1, make)->etag, "1");
  EXPECT_EQ(cache.find_or_make("a", 1, make)->etag, "1");
  EXPECT_TRUE(cache.find("a", 1).has_value());
  EXPECT_FALSE(cache.find("a", 2).has_value());
  EXPECT_EQ(cache.find_or_make("a", 2, make)->etag, "2");
  EXPECT_FALSE(cache.find("a", 1).has_value());
}

TEST(AnswerCache, holds_no_more_bytes_than_it_may_and_drops_what_was_asked_for_longest_ago) {
  AnswerCache cache(3 * 1300, never);
  const auto put = [&](const std::string& key) {
    cache.find_or_make(key, 1, [] { return fresh(reply(std::string(1000, 'x'))); });
  };
  put("a"), put("b"), put("c");
  EXPECT_TRUE(cache.find("a", 1).has_value());
  put("d");
  EXPECT_TRUE(cache.find("a", 1).has_value());
  EXPECT_FALSE(cache.find("b", 1).has_value());
  cache.find_or_make("huge", 1, [] { return fresh(reply(std::string(10'000, 'x'))); });
  EXPECT_FALSE(cache.find("huge", 1).has_value());
  EXPECT_TRUE(cache.find("d", 1).has_value());
}

TEST(AnswerCache, refusals_are_not_kept) {
  AnswerCache cache(10'000, never);
  const auto refuse = [] { return fresh(tl::unexpected<Refusal>(Refusal{})); };
  EXPECT_FALSE(cache.find_or_make("a", 1, refuse).has_value());
  EXPECT_TRUE(cache.find_or_make("a", 1, [] { return fresh(reply("b")); }).has_value());
}

TEST(AnswerCache, many_who_ask_at_once_wait_for_one) {
  AnswerCache cache(10'000, never);
  std::atomic<int> made = 0, same = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        const Answered answer = cache.find_or_make("a", 1, [&] {
          std::this_thread::sleep_for(std::chrono::milliseconds(100));
          return fresh(reply(std::to_string(++made)));
        });
        same += answer->etag == "1";
      });
    }
  }
  EXPECT_EQ(made, 1);
  EXPECT_EQ(same, 8);
}

}  // namespace
}  // namespace mercato
