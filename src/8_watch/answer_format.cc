#include "8_watch/answer_format.h"

#include <algorithm>

namespace mercato {
namespace {

constexpr std::size_t kLookAt = 4096;

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != '\0') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out;
}

struct Mark {
  std::string_view text, name;
};
constexpr Mark kFeedMarks[] = {{"<rss", "RSS"},
                               {"<rdf:rdf", "RSS"},
                               {"<feed", "Atom"},
                               {"<atom:feed", "Atom"},
                               {"jsonfeed.org/version/", "JSON Feed"}};
constexpr std::string_view kPageMarks[] = {"<!doctype html", "<html", "<head", "<body"};

}  // namespace

AnswerFormat answer_format(std::string_view body, std::string_view content_type) {
  const std::string front = lower(body.substr(0, kLookAt)), type = lower(content_type);
  std::size_t page = std::string::npos, feed = std::string::npos;
  for (const std::string_view mark : kPageMarks) page = std::min(page, front.find(mark));
  AnswerFormat out;
  for (const Mark& mark : kFeedMarks) {
    const std::size_t at = front.find(mark.text);
    if (at < std::min(feed, page)) {
      feed = at;
      out = {Format::feed, std::string(mark.name)};
    }
  }
  if (feed != std::string::npos) return out;
  const std::size_t begin = front.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  const bool is_markup = begin != std::string::npos && front[begin] == '<';
  // XML without a page's marks is judged by the reader of feeds, which can say what it is instead.
  if (page == std::string::npos && is_markup && front.compare(begin, 5, "<?xml") == 0)
    return {Format::feed, "XML"};
  if (!is_markup && type.starts_with("text/plain")) return {Format::text, "text"};
  return {Format::html, "page"};
}

std::string charset_of(std::string_view content_type) {
  const std::string type = lower(content_type);
  const std::size_t at = type.find("charset=");
  if (at == std::string::npos) return {};
  std::string out = type.substr(at + 8);
  out = out.substr(0, out.find(';'));
  std::erase_if(out, [](char c) { return c == '"' || c == '\'' || c == ' '; });
  return out.size() <= 40 ? out : std::string();
}

}  // namespace mercato
