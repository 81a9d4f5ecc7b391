#include "8_watch/watcher.h"

#include <algorithm>
#include <functional>
#include <map>
#include <thread>

#include "7_ledger/document_key.h"
#include "8_watch/feed_poll.h"

namespace mercato {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLook{200};         // how often `stop` and the clock are looked at
constexpr std::size_t kMostArticles = 50;  // pages fetched for one poll

class FeedWatcher final : public Watcher {
 public:
  FeedWatcher(const Options& options, const Reader& reader, std::unique_ptr<WatchState> state,
              std::unique_ptr<Fetcher> fetcher)
      : options_(options),
        reader_(reader),
        state_(std::move(state)),
        fetcher_(std::move(fetcher)) {}

  Result<void> run(const Store& store, const Now& now, const std::function<bool()>& stop,
                   bool once) override;
  Result<std::vector<FeedHealth>> health() const override;
  Result<void> prepare(Instant now);

 private:
  const std::vector<Feed>& feeds() const { return options_.config.feeds; }
  void begin_due(Instant now, bool once);
  void begin(std::size_t feed);
  void answered(std::size_t feed, Result<Fetched> answer);
  void fetch_article(std::size_t feed, std::size_t item);
  Result<void> hand_on_ready(const Store& store, const Now& now, const std::function<bool()>& stop);
  Result<void> hand_on(FeedPoll& poll, const Store& store, const Now& now);
  Result<void> remember(FeedPoll& poll, const std::vector<std::size_t>& handed,
                        const std::vector<std::size_t>& claims, Instant now);
  void report(const FeedPoll& poll, std::size_t fresh, std::size_t claims) const;

  const Options options_;
  const Reader& reader_;
  std::unique_ptr<WatchState> state_;
  std::unique_ptr<Fetcher> fetcher_;
  std::vector<Instant> next_;  // of each feed; kEndOfTime = not again in this run
  std::map<std::size_t, std::unique_ptr<FeedPoll>> polls_;  // under way, by feed
};

Result<void> FeedWatcher::prepare(Instant now) {
  std::vector<std::string> urls;
  for (const Feed& feed : feeds()) urls.push_back(feed.url);
  if (auto begun = state_->begin(); !begun) return begun;
  if (auto done = state_->forget(urls, now); !done) return done;
  return state_->commit();
}

void FeedWatcher::begin_due(Instant now, bool once) {
  for (std::size_t i = 0; i < feeds().size(); ++i) {
    if (next_[i] > now || polls_.contains(i)) continue;
    if (once) next_[i] = kEndOfTime;
    begin(i);
  }
}

void FeedWatcher::begin(std::size_t feed) {
  auto poll = std::make_unique<FeedPoll>();
  poll->feed = &feeds()[feed];
  poll->record = state_->find(poll->feed->url);
  const FeedRecord& record = poll->record;
  FetchRequest request;
  request.url = record.address.empty() ? poll->feed->url : record.address;
  request.etag = record.etag;
  request.last_modified = record.last_modified;
  polls_[feed] = std::move(poll);
  fetcher_->start(std::move(request),
                  [this, feed](Result<Fetched> answer) { answered(feed, std::move(answer)); });
}

void FeedWatcher::answered(std::size_t feed, Result<Fetched> answer) {
  FeedPoll& poll = *polls_.at(feed);
  take_answer(poll, std::move(answer), *state_, reader_, kMostArticles);
  for (std::size_t i = 0; i < poll.content.items.size(); ++i)
    if (!poll.content.items[i].article.empty()) fetch_article(feed, i);
}

void FeedWatcher::fetch_article(std::size_t feed, std::size_t item) {
  FeedPoll& poll = *polls_.at(feed);
  ++poll.waiting;
  FetchRequest request;
  request.url = poll.content.items[item].article;
  fetcher_->start(std::move(request), [this, feed, item](Result<Fetched> page) {
    FeedPoll& waiting = *polls_.at(feed);
    --waiting.waiting;
    WatchedItem& taken = waiting.content.items[item];
    if (take_article(taken, *waiting.feed, waiting.content.origin, page, reader_)) return;
    taken.digest.clear();  // not to be marked
    waiting.is_partial = true;
  });
}

Result<void> FeedWatcher::hand_on_ready(const Store& store, const Now& now,
                                        const std::function<bool()>& stop) {
  for (auto entry = polls_.begin(); entry != polls_.end() && !stop();) {
    FeedPoll& poll = *entry->second;
    if (!poll.is_ready || poll.waiting > 0) {
      ++entry;
      continue;
    }
    if (auto done = hand_on(poll, store, now); !done) return done;
    Instant& next = next_[entry->first];
    if (next != kEndOfTime) next = poll.record.health.gone ? kEndOfTime : poll.record.health.next;
    entry = polls_.erase(entry);
  }
  return {};
}

Result<void> FeedWatcher::hand_on(FeedPoll& poll, const Store& store, const Now& now) {
  const std::vector<std::size_t> handed = to_hand_on(poll, *state_);
  std::vector<std::size_t> claims;
  if (!handed.empty()) {
    Delivery delivery{*poll.feed, {}};
    for (const std::size_t i : handed) delivery.documents.push_back(poll.content.items[i].document);
    auto stored = store(delivery);
    if (!stored) return tl::unexpected(stored.error());
    claims = std::move(*stored);
  }
  return remember(poll, handed, claims, now());
}

Result<void> FeedWatcher::remember(FeedPoll& poll, const std::vector<std::size_t>& handed,
                                   const std::vector<std::size_t>& claims, Instant now) {
  std::size_t all_claims = 0;
  for (const std::size_t count : claims) all_claims += count;
  if (auto begun = state_->begin(); !begun) return begun;
  const std::uint64_t seed = options_.seed ^ std::hash<std::string>()(poll.feed->url);
  settle(poll, now, handed.size(), all_claims, seed);
  if (auto saved = state_->save(poll.feed->url, poll.record); !saved) return saved;
  for (std::size_t i = 0; i < poll.content.items.size(); ++i) {
    const WatchedItem& item = poll.content.items[i];
    if (item.digest.empty()) continue;
    const bool was_handed = std::binary_search(handed.begin(), handed.end(), i);
    const std::string address = was_handed ? canonical_url(item.document.url) : std::string();
    if (auto marked = state_->mark_item(poll.record.row, item.id, item.digest, address, now);
        !marked)
      return marked;
  }
  if (auto done = state_->commit(); !done) return done;
  report(poll, handed.size(), all_claims);
  return {};
}

void FeedWatcher::report(const FeedPoll& poll, std::size_t fresh, std::size_t claims) const {
  if (!options_.report) return;
  options_.report({*poll.feed, poll.answer.status, poll.error, poll.listed, fresh, claims});
}

Result<void> FeedWatcher::run(const Store& store, const Now& now, const std::function<bool()>& stop,
                              bool once) {
  if (auto ready = prepare(now()); !ready) return ready;
  next_.clear();
  for (const Feed& feed : feeds()) {
    const FeedHealth health = state_->find(feed.url).health;
    next_.push_back(health.gone ? kEndOfTime : once ? 0 : health.next);
  }
  Result<void> out;
  while (!stop()) {
    begin_due(now(), once);
    const bool is_busy = fetcher_->run(kLook);
    out = hand_on_ready(store, now, stop);
    if (!out) break;
    if (!is_busy && polls_.empty()) {
      if (once) break;
      std::this_thread::sleep_for(kLook);
    }
  }
  fetcher_->cancel_all();
  polls_.clear();
  return out;
}

std::vector<FeedHealth> health_of(const std::vector<Feed>& feeds, WatchState& state) {
  std::vector<FeedHealth> out;
  for (const Feed& feed : feeds) {
    FeedHealth health = state.find(feed.url).health;
    health.feed = feed;
    out.push_back(std::move(health));
  }
  return out;
}

Result<std::vector<FeedHealth>> FeedWatcher::health() const { return health_of(feeds(), *state_); }

}  // namespace

Result<std::unique_ptr<Watcher>> Watcher::open(const Options& options, const Reader& reader) {
  auto fetcher = Fetcher::create(options.config.fetch);
  if (!fetcher) return tl::unexpected(fetcher.error());
  auto state = WatchState::open(options.state, true);
  if (!state) return tl::unexpected(state.error());
  return std::make_unique<FeedWatcher>(options, reader, std::move(*state), std::move(*fetcher));
}

Result<std::vector<FeedHealth>> read_health(const std::filesystem::path& state,
                                            const WatchConfig& config) {
  std::error_code error;
  if (!std::filesystem::exists(state, error)) return std::vector<FeedHealth>{};
  auto opened = WatchState::open(state, false);
  if (!opened) return tl::unexpected(opened.error());
  return health_of(config.feeds, **opened);
}

}  // namespace mercato
