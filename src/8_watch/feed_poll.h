// One poll of one feed, from its answer to what is new in it. Internal to 8_watch.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "8_watch/feed_reading.h"
#include "8_watch/watch_state.h"

namespace mercato {

struct FeedPoll {
  const Feed* feed = nullptr;
  FeedRecord record;
  Fetched answer;           // without its body
  std::string error;        // why it did not go well; empty where it did
  FeedContent content;      // only what is new
  std::size_t listed = 0;   // items that the answer holds
  std::size_t waiting = 0;  // pages of items that are not here yet
  bool is_partial = false;  // something is left for the next poll
  bool is_ready = false;    // to be handed on
};

// What became of the request: the new items, at most `most_articles` of them with pages to fetch.
void take_answer(FeedPoll& poll, Result<Fetched> answer, WatchState& state, const Reader& reader,
                 std::size_t most_articles);
// The documents to hand on, each with its item's place in poll.content.items. An address that came
// before, in this poll or by another feed, is left out.
std::vector<std::size_t> to_hand_on(const FeedPoll& poll, WatchState& state);
// Health, validators and the next time, after the documents were stored with `claims`.
void settle(FeedPoll& poll, Instant now, std::size_t fresh, std::size_t claims, std::uint64_t seed);

}  // namespace mercato
