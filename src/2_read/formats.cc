#include "2_read/formats.h"

#include <algorithm>
#include <string>

namespace mercato {
namespace {

constexpr std::size_t kLookAt = 1024;

struct Extension {
  std::string_view name;
  Format format;
};
constexpr Extension kExtensions[] = {
    {".txt", Format::text},      {".text", Format::text},    {".md", Format::text},
    {".html", Format::html},     {".htm", Format::html},     {".xhtml", Format::html},
    {".ndjson", Format::ndjson}, {".jsonl", Format::ndjson},
};

std::string lower_front(std::string_view bytes) {
  std::string front(bytes.substr(0, kLookAt));
  // UTF-16 without its zero bytes is ASCII enough to look at.
  front.erase(std::remove(front.begin(), front.end(), '\0'), front.end());
  for (char& c : front) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return front;
}

std::string_view skip_front(std::string_view text) {
  for (const std::string_view mark : {"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"}) {
    if (text.starts_with(mark)) text.remove_prefix(mark.size());
  }
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

// The position of a start tag with this very name.
std::size_t find_tag(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if (end >= text.size() || text[end] == '>' || text[end] == ' ' || text[end] == '\n' ||
        text[end] == '\r' || text[end] == '\t')
      return at;
  }
  return std::string_view::npos;
}

Format markup_format(std::string_view text) {
  std::size_t feed = std::string_view::npos, page = feed;
  for (const std::string_view tag :
       {"<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex", "<atom:feed"}) {
    feed = std::min(feed, find_tag(text, tag));
  }
  for (const std::string_view tag :
       {"<!doctype html", "<html", "<head", "<body", "<title", "<div", "<p", "<article"}) {
    page = std::min(page, find_tag(text, tag));
  }
  if (feed < page) return Format::feed;
  if (page != std::string_view::npos) return Format::html;
  return text.starts_with("<?xml") || text.starts_with("<!doctype") ? Format::feed : Format::html;
}

}  // namespace

Format detect_format(std::string_view bytes, std::string_view name) {
  const std::string lower_name =
      lower_front(name.substr(name.size() > kLookAt ? name.size() - kLookAt : 0));
  for (const Extension& extension : kExtensions) {
    if (lower_name.ends_with(extension.name)) return extension.format;
  }
  const std::string front = lower_front(bytes);
  const std::string_view text = skip_front(front);
  for (const std::string_view feed : {".rss", ".atom", ".rdf", ".xml"}) {
    if (lower_name.ends_with(feed) && !text.starts_with('{')) return Format::feed;
  }
  if (text.starts_with('{')) return is_json_feed(bytes) ? Format::feed : Format::ndjson;
  const bool markup = text.size() > 1 && text[0] == '<' &&
                      (text[1] == '!' || text[1] == '?' || (text[1] >= 'a' && text[1] <= 'z'));
  return markup ? markup_format(text) : Format::text;
}

bool is_json_feed(std::string_view bytes) {
  return skip_front(bytes).starts_with('{') &&
         bytes.substr(0, kLookAt).find("jsonfeed.org/version/") != std::string_view::npos;
}

}  // namespace mercato
