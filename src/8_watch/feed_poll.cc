#include "8_watch/feed_poll.h"

#include <set>

#include "7_ledger/document_key.h"
#include "8_watch/poll_schedule.h"

namespace mercato {
namespace {

constexpr long kOk = 200, kNotModified = 304, kGone = 410;

// Items that were handed on as they are, and pages beyond the limit, go.
void keep_new(FeedPoll& poll, WatchState& state, std::size_t most_articles) {
  std::vector<WatchedItem> kept;
  std::set<std::string> ids;
  std::size_t articles = 0;
  for (WatchedItem& item : poll.content.items) {
    if (!ids.insert(item.id).second || state.has_item(poll.record.row, item.id, item.digest))
      continue;
    if (!item.article.empty() && ++articles > most_articles) {
      poll.is_partial = true;
      continue;
    }
    kept.push_back(std::move(item));
  }
  poll.content.items = std::move(kept);
}

std::string refusal(long status) {
  if (status == kGone)
    return "gone for good (410): it is not asked again; take it out of the configuration or "
           "change its address";
  return "it answers " + std::to_string(status);
}

void settle_failure(FeedPoll& poll) {
  FeedHealth& health = poll.record.health;
  ++health.errors;
  ++health.failures_in_a_row;
  health.last_error = poll.error;
  health.gone = poll.answer.status == kGone;
  // Where it was said to have moved to may be what is wrong.
  if (!poll.record.address.empty() && !health.gone) {
    poll.record.address.clear();
    poll.record.etag.clear();
    poll.record.last_modified.clear();
  }
}

void settle_success(FeedPoll& poll, Instant now) {
  FeedHealth& health = poll.record.health;
  health.last_success = now;
  health.failures_in_a_row = 0;
  health.last_error.clear();
  if (poll.answer.status != kOk) return;
  poll.record.etag = poll.is_partial ? "" : poll.answer.etag;
  poll.record.last_modified = poll.is_partial ? "" : poll.answer.last_modified;
  if (poll.answer.moved_for_good)
    poll.record.address = poll.answer.url == poll.feed->url ? "" : poll.answer.url;
}

}  // namespace

void take_answer(FeedPoll& poll, Result<Fetched> answer, WatchState& state, const Reader& reader,
                 std::size_t most_articles) {
  poll.is_ready = true;
  if (!answer) {
    poll.error = answer.error().message;
    return;
  }
  const std::string body = std::move(answer->body);
  poll.answer = std::move(*answer);
  poll.answer.body.clear();
  if (poll.answer.status == kNotModified) return;
  if (poll.answer.status != kOk) {
    poll.error = refusal(poll.answer.status);
    return;
  }
  Fetched whole = poll.answer;
  whole.body = body;
  auto content = read_answer(*poll.feed, whole, reader);
  if (!content) {
    poll.error = content.error().message;
    return;
  }
  poll.content = std::move(*content);
  poll.listed = poll.content.items.size();
  keep_new(poll, state, most_articles);
}

std::vector<std::size_t> to_hand_on(const FeedPoll& poll, WatchState& state) {
  std::vector<std::size_t> out;
  std::set<std::string> addresses;
  for (std::size_t i = 0; i < poll.content.items.size(); ++i) {
    const Document& document = poll.content.items[i].document;
    if (document.text.empty()) continue;
    const std::string address = canonical_url(document.url);
    if (!address.empty() &&
        (!addresses.insert(address).second || state.is_anothers(poll.record.row, address)))
      continue;
    out.push_back(i);
  }
  return out;
}

void settle(FeedPoll& poll, Instant now, std::size_t fresh, std::size_t claims,
            std::uint64_t seed) {
  FeedHealth& health = poll.record.health;
  ++health.tries;
  health.last_try = now;
  health.items += fresh;
  health.claims += claims;
  if (poll.error.empty())
    settle_success(poll, now);
  else
    settle_failure(poll);
  const auto pause = pause_after(poll.feed->every, health.failures_in_a_row,
                                 poll.answer.retry_after, seed + health.tries);
  health.next = health.gone ? 0 : now + pause.count();
}

}  // namespace mercato
