// What is new out there? Polls feeds, each at its own pace, and hands on the documents in them.
// Front header of 8_watch.
//
// State (validators, when a feed is due, its health, which items were handed on) lies in a SQLite
// file of its own, so that a restart goes on where it stopped: an item is marked as handed on only
// after the caller has stored it. A feed that fails waits twice as long each time, up to a day,
// with jitter; a host that asks for a pause gets it; a dead host holds up nobody but itself.
//
// Whose document is it? The ledger knows a document by its address, so a feed must not speak for
// addresses that are not its own: an item that links to another site than the feed's (Feed::sites
// names more) has no address here but a link, and is known by feed and item id together; so is one
// without a link. Where the full text is read, the document is the page's, under the address that
// it was fetched from, whatever the page says of itself. An address that one feed of the list has
// brought is left alone by the others.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "0_core/document.h"
#include "2_read/reader.h"
#include "7_ledger/ledger.h"
#include "8_watch/feed_list.h"

namespace mercato {

// How a feed has been doing.
struct FeedHealth {
  Feed feed;
  Instant last_try = 0, last_success = 0, next = 0;  // 0 = never
  std::string last_error;                            // of the last try; empty where it went well
  std::uint64_t tries = 0, errors = 0, items = 0, claims = 0;
  int failures_in_a_row = 0;
  bool gone = false;  // the server said that it is gone for good (410): not asked again
};

// Documents of one answer. The watcher waits until `store` returns: how many claims each document
// brought, in their order; an error ends the run.
struct Delivery {
  const Feed& feed;
  std::vector<Document> documents;
};

// What became of one poll, for logs. `status` is 0 where there was no answer.
struct PollReport {
  const Feed& feed;
  long status = 0;
  std::string error;  // empty where it went well
  std::size_t items = 0, fresh = 0, claims = 0;
};

class Watcher {
 public:
  struct Options {
    WatchConfig config;
    std::filesystem::path state;  // the SQLite file; made where there is none
    std::uint64_t seed = 0;       // of the jitter
    std::function<void(const PollReport&)> report;
  };
  using Store = std::function<Result<std::vector<std::size_t>>(Delivery&)>;
  using Now = std::function<Instant()>;

  static Result<std::unique_ptr<Watcher>> open(const Options& options, const Reader& reader);
  virtual ~Watcher() = default;

  // Polls what is due until `stop`; with `once`, every feed once, whenever it was due.
  virtual Result<void> run(const Store& store, const Now& now, const std::function<bool()>& stop,
                           bool once) = 0;
  virtual Result<std::vector<FeedHealth>> health() const = 0;
};

// Health from the state file alone, for who only looks. Empty where there is no file yet.
Result<std::vector<FeedHealth>> read_health(const std::filesystem::path& state,
                                            const WatchConfig& config);

// What would be read of an address, without any state: the documents, and what was wrong.
struct FeedTest {
  Fetched answer;  // without its body
  std::string format;
  std::vector<Document> documents;
  std::vector<Problem> problems;
};
Result<FeedTest> test_feed(const Feed& feed, const Fetcher::Options& options, const Reader& reader);

}  // namespace mercato
