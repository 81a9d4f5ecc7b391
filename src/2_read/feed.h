// Which items does a feed hold? RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed into documents. Internal
// to 2_read.
#pragma once

#include <string_view>
#include <vector>

#include "0_core/document.h"
#include "0_core/result.h"
#include "1_language/language.h"
#include "2_read/reader.h"
#include "2_read/reading_words.h"

namespace mercato {

// Reads an XML feed. Entities of a document type are never expanded; control characters are read as
// spaces; damage in the middle costs the item it is in and is told in that item's problems. Fails,
// with a line where one is known, for XML that is no feed (a sitemap, a page), for a feed without
// items and for what breaks a limit. The text of a document is the item's title, a blank line and
// its body, free of markup. Thread-safe.
Result<std::vector<Document>> read_feed(std::string_view bytes, const ReadOptions& options,
                                        const Languages& languages, const ReadingWords& words);
// Likewise for JSON Feed 1 and 1.1.
Result<std::vector<Document>> read_json_feed(std::string_view bytes, const ReadOptions& options,
                                             const Languages& languages, const ReadingWords& words);

// One item as either format gives it.
struct FeedItem {
  std::string id, url, title, body, author, published, section, outlet, language;
  std::uint32_t line = 0;
  std::uint32_t index = 0;  // from 0, in the feed
  bool body_is_plain = false;
};
// The document that an item is; one without text and with a problem where it says nothing or too
// much.
Document make_document(FeedItem item, const ReadOptions& options, const Languages& languages,
                       const ReadingWords& words);

}  // namespace mercato
