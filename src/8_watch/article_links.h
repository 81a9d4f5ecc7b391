// Which articles does a page of links lead to? Internal to 8_watch.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "8_watch/url.h"

namespace mercato {

// Addresses on the page's own site that look like articles (a path whose last part has three words
// or a number of five digits), in their order, each once, at most `most`.
std::vector<Url> find_article_links(std::string_view html, const Url& page, std::size_t most);

}  // namespace mercato
