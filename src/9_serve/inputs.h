// Where do the bytes come from? Files and standard input, bounded.
#pragma once

#include <string>
#include <vector>

#include "0_core/document.h"
#include "0_core/result.h"
#include "2_read/reader.h"

namespace mercato {

// The whole of a file, or of standard input for "-". Fails beyond `max_bytes` without reading on.
Result<std::string> read_input(const std::string& name, std::size_t max_bytes);

// The documents of one input. A document without an id takes the file's stem, with "#N" where the
// file holds several.
Result<std::vector<Document>> read_documents(const Reader& reader, const std::string& name);

}  // namespace mercato
