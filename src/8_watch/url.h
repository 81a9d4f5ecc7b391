// What does an address say? Its parts, where a link on it leads, and whose site it is. Internal to
// 8_watch.
#pragma once

#include <string>
#include <string_view>

#include "0_core/result.h"

namespace mercato {

// An absolute http or https address without user and password.
struct Url {
  std::string text;    // normalised
  std::string scheme;  // "http" or "https"
  std::string host;    // lower case, without brackets
  int port = 0;
};

// Fails with the reason: not absolute, another scheme, with a user or password, too long.
Result<Url> parse_url(std::string_view text);
// `link` as it stands on the page or in the answer of `base`.
Result<Url> resolve_url(const Url& base, std::string_view link);
// The address without its user and password, as it may be told to people and written to logs.
std::string without_password(std::string_view url);

// Whose it is: "news.example" of https://www.news.example/feed, and of
// https://rss.news.example:443; an address with a port of its own is a site of its own. Other names
// below a domain are sites of their own, since strangers share many a domain
// ("victim.blogs.example").
std::string site_of(const Url& url);
// Whether the address is of the site or of a name below it, for sites that the user names.
bool is_of_site(const Url& url, std::string_view site);

}  // namespace mercato
