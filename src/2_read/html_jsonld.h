// What does the page's JSON-LD say of its article?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mercato {

// Empty fields were not given. Strings have their character references resolved, except `body`,
// which may hold markup.
struct StatedArticle {
  std::string headline, author, publisher, section, url, published, language, body;
};

// The first article object (schema.org types that end in "Article", "Posting" or "Report", also
// within @graph) of the scripts; a page's or site's own objects fill in the publisher. Scripts that
// are not JSON are skipped: publishers' templates break them, and the page itself is still there.
// Thread-safe.
StatedArticle find_stated_article(const std::vector<std::string>& scripts);

}  // namespace mercato
