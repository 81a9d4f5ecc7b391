// What does this page say? HTML of any origin into one Document.
//
// Bounded by `options.limits` and by a budget of processor time: what breaks a bound is told in
// Document::problems, with the offset in the UTF-8 form of the input, and the readable rest is
// kept. No network, no entity loading, no printing.
#pragma once

#include <string_view>

#include "0_core/document.h"
#include "0_core/result.h"
#include "1_language/language.h"
#include "2_read/reader.h"

namespace mercato {

// Document::text is the headline (block kind title) and the article body, blocks separated by a
// blank line. A page without an article (a front page, a page that scripts write) has its metadata,
// no text and a problem of severity error. Fails only when no character converter can be opened.
// Thread-safe.
Result<Document> read_html(std::string_view bytes, const ReadOptions& options,
                           const Languages& languages);

}  // namespace mercato
