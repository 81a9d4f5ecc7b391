// Which feeds are watched? The `[watch]` table and the `[[feed]]` tables of the configuration
// (docs/formats/config.md), and OPML in and out. Front header of 8_watch.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"
#include "8_watch/fetcher.h"

namespace mercato {

enum class FeedKind : std::uint8_t {
  automatic,  // RSS, Atom, JSON Feed, or else a page, as the answer shows
  page,       // one page, read as an article whenever it changes
  list,       // a page of links to articles, each of which is read
};

struct Feed {
  std::string url;
  std::string name;      // as people call it; may be empty
  std::string outlet;    // whose voice its items are; empty = as the feed names itself
  std::string language;  // where the items are too short to tell
  FeedKind kind = FeedKind::automatic;
  bool full_text = false;  // read the linked page, not what the feed carries of it
  std::chrono::seconds every{15 * 60};
  std::string section;  // OPML folder
  // Whose addresses the feed speaks for beside its own site's: domains with all names below them.
  // An item that links elsewhere is known by feed and id, never by that address (watcher.h).
  std::vector<std::string> sites;
};

struct WatchConfig {
  std::vector<Feed> feeds;
  Fetcher::Options fetch;
  std::chrono::seconds every{15 * 60};  // for feeds that name none
};

// Reads the file and the environment (MERCATO_WATCH_EVERY, …: docs/formats/config.md). Fails with
// file and line on what is unknown or no value of its kind.
Result<WatchConfig> load_watch_config(const std::filesystem::path& file);

// OPML 2.0. What has no xmlUrl of the web is passed over, an address that comes twice counts once;
// depth, size and number of outlines are bounded, and no entity is ever expanded or opened.
Result<std::vector<Feed>> parse_opml(std::string_view bytes, std::string_view where);
std::string to_opml(const std::vector<Feed>& feeds, std::string_view title);

// The feeds as `[[feed]]` tables, to be appended to a configuration.
std::string to_toml(const std::vector<Feed>& feeds);

}  // namespace mercato
