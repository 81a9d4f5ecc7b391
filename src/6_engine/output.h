// How is a reading written down? Section 5 of the claims guide: one JSON object for one document.
#pragma once

#include <string>

#include "6_engine/engine.h"

namespace mercato {

// Appends one line (without the line break): {"doc", "claims", "facts", "drift", "posts",
// "problems"}. Field order and number forms are fixed: the same reading gives the same bytes.
void append_json(const Engine& engine, const Document& document, const Reading& reading,
                 std::string& out);

// One problem as a JSON object, for output streams of documents that could not be read.
void append_json(const Problem& problem, std::string& out);

}  // namespace mercato
