// What does one line of NDJSON say? Internal to 2_read.
#pragma once

#include <cstdint>
#include <string_view>

#include "0_core/document.h"
#include "0_core/result.h"
#include "1_language/language.h"
#include "2_read/reader.h"
#include "2_read/reading_words.h"

namespace mercato {

// Reads the fields id, text, lang, published, outlet, author, url and title of one JSON object into
// `out`, whose memory is reused; other fields are ignored. The text is taken as it stands (NUL
// becomes a space) and split into blocks. Fails with line number and, where it is known, offset:
// broken JSON or UTF-8, no text, a field of another type, a limit. The line is copied once, after
// its size was checked. On failure `out` has an id and no text. Thread-safe.
Result<void> read_ndjson(std::string_view line, const ReadOptions& options,
                         std::uint32_t line_number, const Languages& languages,
                         const ReadingWords& words, Document& out);

// Forgets all but the memory.
void clear(Document& document);

// Sets the date that a time stamp in any usual form means; false where none is read.
bool set_published(Document& document, std::string_view stamp, const Languages& languages);

}  // namespace mercato
