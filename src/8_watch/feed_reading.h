// Which items does an answer hold? Bytes of a feed, a page or a page of links into items with
// their documents. Internal to 8_watch.
#pragma once

#include <string>
#include <vector>

#include "0_core/document.h"
#include "2_read/reader.h"
#include "8_watch/fetcher.h"
#include "8_watch/item_identity.h"

namespace mercato {

struct WatchedItem {
  std::string id;       // of the item in its feed
  std::string digest;   // of what the feed says of it: another one means that it changed
  std::string article;  // page to be fetched in its place; empty = the document is all
  Document document;    // empty where there is nothing but the page
};

struct FeedContent {
  FeedOrigin origin;
  std::string format;  // "RSS", "Atom", "JSON Feed", "page", "list", "text"
  std::vector<WatchedItem> items;
  std::vector<Problem> problems;  // of items that could not be read
};

// Fails where the answer as a whole cannot be read.
Result<FeedContent> read_answer(const Feed& feed, const Fetched& answer, const Reader& reader);

// The item's document made of its page; where that could not be had or says less than the feed, the
// feed's own text stays, with a note. False where there is no document after it and another try may
// bring one.
bool take_article(WatchedItem& item, const Feed& feed, const FeedOrigin& origin,
                  const Result<Fetched>& page, const Reader& reader);

}  // namespace mercato
