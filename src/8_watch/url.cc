#include "8_watch/url.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "7_ledger/utf8.h"

namespace mercato {
namespace {

constexpr std::size_t kMaxLength = 4096;

struct Cleanup {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Handle = std::unique_ptr<CURLU, Cleanup>;

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
  char* raw = nullptr;
  if (curl_url_get(url, which, &raw, flags) != CURLUE_OK || !raw) return {};
  std::string out(raw);
  curl_free(raw);
  return out;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return text;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

tl::unexpected<Problem> refused(std::string_view url, std::string message, std::string hint = {}) {
  return failure(without_password(url.substr(0, 200)), std::move(message), std::move(hint));
}

Result<Url> read_parts(CURLU* handle, std::string_view given) {
  Url out;
  out.scheme = lower(part(handle, CURLUPART_SCHEME));
  if (out.scheme != "http" && out.scheme != "https")
    return refused(given, "only http and https are fetched");
  if (!part(handle, CURLUPART_USER).empty() || !part(handle, CURLUPART_PASSWORD).empty())
    return refused(given, "addresses with a user or a password are not fetched");
  curl_url_set(handle, CURLUPART_FRAGMENT, nullptr, 0);
  out.text = part(handle, CURLUPART_URL);
  out.host = lower(part(handle, CURLUPART_HOST));
  if (out.host.starts_with('[')) out.host = out.host.substr(1, out.host.size() - 2);
  while (out.host.ends_with('.')) out.host.pop_back();
  out.port = std::atoi(part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT).c_str());
  if (out.host.empty() || out.port <= 0) return refused(given, "the address names no host");
  return out;
}

Result<Url> read_url(CURLU* handle, std::string_view text) {
  const std::string_view given = trim(text);
  if (given.size() > kMaxLength) return refused(given, "the address is too long");
  if (std::any_of(given.begin(), given.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; }))
    return refused(given, "the address holds control characters");
  if (!is_utf8(given)) return refused("", "the address is no valid text");
  const std::string copy(given);
  const CURLUcode code =
      curl_url_set(handle, CURLUPART_URL, copy.c_str(), CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE);
  if (code != CURLUE_OK)
    return refused(given, "is no address of the web", "write it as https://example.org/feed");
  return read_parts(handle, given);
}

// The label in front of a domain that only says in which form its pages come.
std::string_view without_form(std::string_view host) {
  for (const std::string_view label :
       {"www.", "rss.", "feed.", "feeds.", "xml.", "m.", "mobile.", "amp."})
    if (host.starts_with(label) && host.find('.', label.size()) != std::string_view::npos)
      return host.substr(label.size());
  return host;
}

}  // namespace

Result<Url> parse_url(std::string_view text) {
  const Handle handle(curl_url());
  return read_url(handle.get(), text);
}

Result<Url> resolve_url(const Url& base, std::string_view link) {
  const Handle handle(curl_url());
  curl_url_set(handle.get(), CURLUPART_URL, base.text.c_str(), 0);
  return read_url(handle.get(), link);
}

std::string without_password(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return std::string(url);
  const std::size_t begin = scheme + 3;
  const std::size_t end = std::min(url.find_first_of("/?#", begin), url.size());
  const std::size_t at = url.substr(0, end).rfind('@');
  if (at == std::string_view::npos || at < begin) return std::string(url);
  return std::string(url.substr(0, begin)) + "***" + std::string(url.substr(at));
}

std::string site_of(const Url& url) {
  std::string site(without_form(url.host));
  const bool usual = url.port == (url.scheme == "https" ? 443 : 80);
  if (!usual) site += ":" + std::to_string(url.port);
  return site;
}

bool is_of_site(const Url& url, std::string_view site) {
  const std::string own = site_of(url);
  return own == site || (own.size() > site.size() && own.ends_with(site) &&
                         own[own.size() - site.size() - 1] == '.');
}

}  // namespace mercato
