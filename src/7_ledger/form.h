// How is a document kept? Its canonical form: one JSON object with every field and span, the same
// bytes for the same document. docs/formats/ledger.md tells the fields.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "0_core/document.h"
#include "0_core/result.h"

namespace mercato {

// REQUIRES: every string is valid UTF-8 (mend_document).
std::string write_form(const Document& document);
// The document that write_form was given. Fails where the bytes are no such form; spans that leave
// the text are an error too, so that a damaged ledger cannot make a reader leave its bytes.
Result<Document> read_form(std::string_view form);

// The posts alone, as the index keeps them.
std::string write_posts(const std::vector<Post>& posts);
std::vector<Post> read_posts(std::string_view json);

// Whether all strings are valid UTF-8, and the document with broken bytes replaced.
bool is_clean(const Document& document);
Document mend_document(Document document);

}  // namespace mercato
