// What did the server send? A feed, a page or a text, by its first bytes and its Content-Type.
// Internal to 8_watch.
#pragma once

#include <string>
#include <string_view>

#include "2_read/reader.h"

namespace mercato {

struct AnswerFormat {
  Format format = Format::html;  // feed, html or text
  std::string name;              // "RSS", "Atom", "JSON Feed", "page" or "text"
};
AnswerFormat answer_format(std::string_view body, std::string_view content_type);

// "utf-8" of "text/html; charset=UTF-8"; empty where there is none.
std::string charset_of(std::string_view content_type);

}  // namespace mercato
