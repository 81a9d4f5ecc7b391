#include "8_watch/article_links.h"

#include <algorithm>
#include <set>

namespace mercato {
namespace {

constexpr std::size_t kMaxLinks = 5'000;  // looked at
constexpr std::size_t kMaxTag = 8'192;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    for (const std::string_view entity : {"&amp;", "&#38;", "&#x26;"})
      if (text.substr(i).starts_with(entity)) {
        i += entity.size() - 1;
        break;
      }
  }
  return out;
}

// The value of href inside one start tag; empty where there is none.
std::string href_of(std::string_view tag) {
  for (std::size_t at = 1; at + 5 < tag.size(); ++at) {
    if (!is_space(tag[at - 1])) continue;
    static constexpr std::string_view kName = "href";
    if (!std::equal(kName.begin(), kName.end(), tag.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char a, char b) { return a == lower(b); }))
      continue;
    std::size_t value = at + kName.size();
    while (value < tag.size() && is_space(tag[value])) ++value;
    if (value >= tag.size() || tag[value] != '=') continue;
    do ++value;
    while (value < tag.size() && is_space(tag[value]));
    if (value >= tag.size()) return {};
    const char quote = tag[value] == '"' || tag[value] == '\'' ? tag[value++] : '\0';
    std::size_t end = value;
    while (end < tag.size() && (quote ? tag[end] != quote : !is_space(tag[end]))) ++end;
    return unescape(tag.substr(value, end - value));
  }
  return {};
}

bool looks_like_an_article(std::string_view url) {
  url = url.substr(0, url.find('?'));
  const std::size_t host = url.find("://") + 3;
  while (url.ends_with('/')) url.remove_suffix(1);
  const std::size_t slash = url.rfind('/');
  if (slash == std::string_view::npos || slash < host) return false;
  int breaks = 0, digits = 0, most_digits = 0;
  for (const char c : url.substr(slash + 1)) {
    breaks += c == '-' || c == '_';
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    most_digits = std::max(most_digits, digits);
  }
  return breaks >= 2 || most_digits >= 5;
}

}  // namespace

std::vector<Url> find_article_links(std::string_view html, const Url& page, std::size_t most) {
  std::vector<Url> out;
  std::set<std::string> seen{page.text};
  std::size_t looked = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos && out.size() < most;
       at = html.find('<', at + 1)) {
    if (at + 3 >= html.size() || lower(html[at + 1]) != 'a' || !is_space(html[at + 2])) continue;
    if (++looked > kMaxLinks) break;
    const std::string_view rest = html.substr(at + 2, kMaxTag);
    const std::string href = href_of(rest.substr(0, rest.find('>')));
    if (href.empty()) continue;
    auto url = resolve_url(page, href);
    if (url && site_of(*url) == site_of(page) && looks_like_an_article(url->text) &&
        seen.insert(url->text).second)
      out.push_back(std::move(*url));
  }
  return out;
}

}  // namespace mercato
