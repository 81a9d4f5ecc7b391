// Who published this page, when, under which headline? The page's own statements, the most trusted
// first.
#pragma once

#include <string>

#include "0_core/date.h"
#include "1_language/language.h"
#include "2_read/html_jsonld.h"
#include "2_read/html_tree.h"

namespace mercato {

// Empty fields were not found. `language` is the lower-case primary tag ("fr").
struct PageMetadata {
  std::string title, author, outlet, section, url, language;
  Date published;
  std::string published_time;
};

// Order of trust: JSON-LD, <meta> (OpenGraph, article:*, Twitter, Dublin Core, parsely), microdata
// and <time>, <h1>, <title>. Dates in words are read in any of `languages`. Thread-safe; linear in
// the number of nodes.
PageMetadata read_metadata(const HtmlTree& tree, const StatedArticle& stated,
                           const Languages& languages);

// The headline without the site's name at its end: "Headline | The Paper" with outlet "The Paper"
// is "Headline".
std::string without_outlet(std::string_view title, std::string_view outlet);

}  // namespace mercato
