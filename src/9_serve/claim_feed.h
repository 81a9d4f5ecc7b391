// How do new claims look in a feed reader? Atom, RSS 2.0 and JSON Feed 1.1 of the same entries.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "9_alert/alerts.h"
#include "9_answer/answers.h"

namespace mercato {

// Everything in it is text, not markup.
struct FeedEntry {
  std::string id;  // ours: no document can choose it
  std::string title, text, author, link;
  Instant at = 0;    // when it came to us
  Instant said = 0;  // when the world could know it; 0: then
};
struct FeedHead {
  std::string title, home, self;  // addresses of the page and of the feed
};

// `base` is the address of the server, for links to documents that have none of their own.
FeedEntry feed_entry(const NewClaim& claim, const std::string& base);
FeedEntry feed_entry(const Firing& firing, const std::string& base);

struct WrittenFeed {
  std::string bytes;
  std::string_view type;
};
// `format`: "atom", "rss" or "json". The same entries give the same bytes: no clock is read.
WrittenFeed write_feed(std::string_view format, const FeedHead& head,
                       const std::vector<FeedEntry>& entries);

}  // namespace mercato
