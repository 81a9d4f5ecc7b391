// Where do the bytes come from? Files and standard input, bounded, unpacked where they are packed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "0_core/document.h"
#include "0_core/result.h"
#include "2_read/reader.h"
#include "9_command/byte_source.h"

namespace mercato {

// The whole of a file, or of standard input for "-". Fails beyond `max_bytes` without reading on.
Result<std::string> read_input(const std::string& name, std::size_t max_bytes);
Result<std::string> read_rest(ByteSource& source, const std::string& name, std::size_t max_bytes);

// The documents of one input. A document without an id takes the file's stem, with "#N" where the
// file holds several.
Result<std::vector<Document>> read_documents(const Reader& reader, const std::string& name);
Result<std::vector<Document>> read_documents(const Reader& reader, const std::string& name,
                                             std::string_view bytes);

// Whether the id was made here of the input's name, rather than given by the input.
bool is_made_id(std::string_view id, std::string_view name);
// Without text, and with the reason why.
bool is_unreadable(const Document& document);

}  // namespace mercato
