// Where are the title, the paragraphs, the posts of a plain text? Text into blocks. Internal to
// 2_read.
#pragma once

#include "0_core/document.h"
#include "1_language/language.h"
#include "2_read/reader.h"
#include "2_read/reading_words.h"

namespace mercato {

// What the text comes from decides what its first line is.
enum class TextOrigin : std::uint8_t {
  file,   // may begin with anything; a title is a short line that reads as one
  field,  // of a feed or an NDJSON document: a first line apart from the rest is the title
};

// Fills the blocks and posts of `document` from its text, and from leading lines such as "date
// 2024-06 Dans : OM." or "Par Anna Roux" the metadata that it does not have yet. Blocks end at
// blank lines and at line breaks that end a sentence or a list item; hard-wrapped lines are joined.
// The text is not changed. At most 60,000 blocks; the rest of a longer text is the last one.
// REQUIRES: document.text is valid UTF-8; blocks and posts are empty.
void split_text(Document& document, TextOrigin origin, const Languages& languages,
                const ReadingWords& words);

// Replaces NUL by a space, which keeps all offsets, and tells of it.
void replace_nul(Document& document);

// One plain-text input. Fails where it breaks a limit or nothing but white space is left.
Result<Document> read_text(std::string_view bytes, const ReadOptions& options,
                           const Languages& languages, const ReadingWords& words);

}  // namespace mercato
