// Which social-media post is embedded here? The markup that platforms hand out for embedding, into
// Post.
#pragma once

#include <cstdint>
#include <string_view>

#include "0_core/document.h"
#include "1_language/language.h"
#include "2_read/html_tree.h"

namespace mercato {

// Fills author, handle, platform, url and date of `post` from the embed's element and from its last
// line, "— Name (@handle) June 11, 2024", which may be empty. True where that line is such a
// signature and no part of the post's words. Spans are left alone. Thread-safe.
bool read_embedded_post(const HtmlTree& tree, std::uint32_t element, std::string_view last_line,
                        const Languages& languages, Post& post);

// "x" for https://twitter.com/…; empty where the address is of no platform known here.
std::string_view platform_of(std::string_view url);

}  // namespace mercato
