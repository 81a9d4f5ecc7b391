// What does a fragment of markup say? The HTML inside a feed's item into plain paragraphs. Internal
// to 2_read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "0_core/document.h"

namespace mercato {

// Appends the text of the fragment to `out`: block elements and line breaks end lines (blocks with
// a blank line between), white space is collapsed, references are resolved, scripts and styles are
// left out. Links get spans in `out`. Any input will do, tags that are never closed included;
// linear in time. Thread-safe.
void append_markup_text(std::string_view fragment, std::string& out, std::vector<Link>& links);

}  // namespace mercato
