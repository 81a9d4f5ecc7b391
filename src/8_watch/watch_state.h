// What does the watcher remember between runs? Health, validators and the items that were handed
// on, in one SQLite file. Internal to 8_watch.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "7_ledger/database.h"
#include "8_watch/watcher.h"

namespace mercato {

// One feed's memory.
struct FeedRecord {
  Row row = 0;
  std::string address;  // where it moved to for good; empty = where the list says
  std::string etag, last_modified;
  FeedHealth health;  // without its feed
};

// Not thread-safe. Every change is part of a transaction that commit() ends.
class WatchState {
 public:
  // `write` makes the file where there is none and keeps other watchers out.
  static Result<std::unique_ptr<WatchState>> open(const std::filesystem::path& file, bool write);
  ~WatchState();
  WatchState(const WatchState&) = delete;
  WatchState& operator=(const WatchState&) = delete;

  // The record of a feed, by its address in the list; an empty one where there is none (row 0).
  FeedRecord find(const std::string& url);
  Result<void> save(const std::string& url, FeedRecord& record);

  // Whether the item was handed on as it is now.
  bool has_item(Row feed, const std::string& item, const std::string& digest);
  // Whether another feed has brought the document at this address.
  bool is_anothers(Row feed, const std::string& address);
  Result<void> mark_item(Row feed, const std::string& item, const std::string& digest,
                         const std::string& address, Instant now);
  // Forgets addresses of feeds that are no more in the list, so that others may bring them, and
  // items that were handed on long ago.
  Result<void> forget(const std::vector<std::string>& urls, Instant now);

  Result<void> begin();
  Result<void> commit();

 private:
  struct Statements;
  WatchState() = default;
  Result<void> set_up();
  tl::unexpected<Problem> error(std::string_view doing) const;

  int lock_ = -1;
  std::unique_ptr<Database> database_;
  std::unique_ptr<Statements> statements_;  // of the connection: destroyed before it
};

}  // namespace mercato
