// Whose document is it, and by what is it known? The rule of watcher.h that keeps one feed's items
// apart from another's documents. Internal to 8_watch.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "0_core/document.h"
#include "8_watch/feed_list.h"
#include "8_watch/url.h"

namespace mercato {

// For whose addresses a feed speaks.
struct FeedOrigin {
  std::string feed;                // its address in the list: never changes, however it redirects
  Url answered;                    // where its bytes came from
  std::vector<std::string> sites;  // of both
  std::vector<std::string> named;  // domains that the user names
};
// Fails where the feed's address is none.
Result<FeedOrigin> origin_of(const Feed& feed, std::string_view answered);
bool speaks_for(const FeedOrigin& origin, const Url& url);

// Gives the document of a feed's item its address where the feed speaks for it, else none but a
// link; and an id that no other feed's item can have: the feed's address, "#" and `item`. No
// address of the ledger holds a "#".
void set_identity(Document& document, const FeedOrigin& origin, std::string_view item);
// The same for a page that was fetched from `fetched`, whatever it calls itself.
void set_page_identity(Document& document, const FeedOrigin& origin, const Url& fetched,
                       std::string_view item);

}  // namespace mercato
