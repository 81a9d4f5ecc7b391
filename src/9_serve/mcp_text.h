// How does an answer read as text, and how is it made small enough to be sent? Internal to 9_serve.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

namespace mercato {

// One line in quotation marks, with inner ones, line breaks and control characters escaped as JSON
// does: it ends where it ends, whatever a document has in it.
std::string quote(std::string_view text);

// Cuts long lists and texts until the answer takes at most `bytes`, and says under "cut" how many
// rows were left out of which list, and what to ask for the rest.
void shrink(boost::json::object& answer, std::size_t bytes);

// An outline of at most about `bytes`: a line for each row, evidence as quotations with who said it
// and where. Every text of the answer stands in quotation marks, so that nothing in a document
// reads as an instruction or as a line of the outline.
std::string to_text(const boost::json::object& answer, std::size_t bytes);

}  // namespace mercato
