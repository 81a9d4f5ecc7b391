// What does the other side accept? Media types, encodings and the copies that it has at hand.
#pragma once

#include <string>
#include <string_view>

namespace mercato {

// Whether `accept` (a header; empty = anything) lets a body of this type ("application/json")
// through: the most telling range decides, and its weight 0 refuses.
bool accepts_type(std::string_view accept, std::string_view type);
// Whether gzip is asked for in Accept-Encoding.
bool accepts_gzip(std::string_view accept_encoding);
// Whether If-None-Match names the tag, compressed ("-gz") or not, strong or weak.
bool names_etag(std::string_view if_none_match, std::string_view etag);
// "application/json; charset=utf-8" → "application/json", in lower case.
std::string media_type(std::string_view content_type);
bool equal_ignoring_case(std::string_view a, std::string_view b);

}  // namespace mercato
