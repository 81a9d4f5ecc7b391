#include "9_serve/draft.h"

#include <boost/json.hpp>

namespace mercato {
namespace {

namespace json = boost::json;

constexpr std::size_t kDepth = 8;

Result<void> read_member(const std::string& name, const json::value& value, Draft& out) {
  if (name != "text" && name != "title" && name != "published")
    return failure(name, "there is no such member", "known are: text, title, published");
  if (!value.is_string()) return failure(name, "is no text");
  const std::string text(value.as_string());
  if (name == "published") {
    const auto date = Date::parse_iso(text);
    if (!date) return failure(name, "is no date", "write it as 2024-06-12");
    out.published = *date;
  } else {
    (name == "text" ? out.text : out.title) = text;
  }
  return {};
}

Result<Draft> read_json(std::string_view body) {
  json::error_code error;
  json::parse_options options;
  options.max_depth = kDepth;
  const json::value value = json::parse(body, error, {}, options);
  if (error) return failure("body", "is no JSON: " + error.message());
  if (!value.is_object()) return failure("body", "is no JSON object");
  Draft out;
  for (const auto& [name, member] : value.as_object()) {
    if (auto read = read_member(std::string(name), member, out); !read)
      return tl::unexpected(read.error());
  }
  return out;
}

}  // namespace

Result<Draft> read_draft(std::string_view media_type, std::string_view body) {
  Result<Draft> draft =
      media_type == "application/json" ? read_json(body) : Draft{std::string(body), {}, {}};
  if (draft && draft->text.find_first_not_of(" \t\r\n") == std::string::npos)
    return failure("text", "the draft has no text");
  return draft;
}

}  // namespace mercato
