// How does a run of the page read as plain text?
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/document.h"
#include "0_core/span.h"
#include "2_read/body_extractor.h"
#include "2_read/html_tree.h"

namespace mercato {

// Appends the run to `text`: white space collapsed, <br> as a line end, soft hyphens and zero-width
// characters dropped. Its links are added to `links` with their spans in `text`. The span of what
// was appended; empty where nothing is left.
Span append_run(const HtmlTree& tree, const TextRun& run, std::string& text,
                std::vector<Link>& links);

// Whether there is a letter, a digit or any character beyond ASCII punctuation, spaces and dashes.
bool has_words(std::string_view text);

}  // namespace mercato
