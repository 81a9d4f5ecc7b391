#include "9_serve/guard.h"

#include <arpa/inet.h>
#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <algorithm>

#include "9_serve/negotiation.h"
#include "9_serve/problem_response.h"

namespace mercato {
namespace {

bool is_address(const std::string& text) {
  unsigned char bytes[16];
  return inet_pton(AF_INET, text.c_str(), bytes) == 1 ||
         inet_pton(AF_INET6, text.c_str(), bytes) == 1;
}

// "example.org:8140" → "example.org", "[::1]:80" → "::1"; empty where it is neither.
std::string host_name(std::string_view host) {
  std::size_t end = host.size();
  if (host.starts_with('[')) {
    end = host.find(']');
    if (end == std::string_view::npos) return {};
    const std::string_view rest = host.substr(end + 1);
    host = host.substr(1, end - 1);
    if (!rest.empty() && (rest[0] != ':' || rest.find_first_not_of("0123456789", 1) != rest.npos))
      return {};
    return std::string(host);
  }
  if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) {
    if (host.find_first_not_of("0123456789", colon + 1) != std::string_view::npos) return {};
    host = host.substr(0, colon);
  }
  return std::string(host);
}

// "https://example.org:444/x" → "example.org:444"
std::string_view authority_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  return url.substr(0, url.find('/'));
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string without_last_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

bool needs_token_to_read(RouteKind kind) {
  switch (kind) {
    case RouteKind::question:
    case RouteKind::check:
    case RouteKind::events:
    case RouteKind::feed:
    case RouteKind::alert_feed:
    case RouteKind::mcp:
      return true;
    default:
      return false;  // the page and the description hold nothing of the ledger
  }
}

Response token_wanted() {
  Response response =
      problem_response(401, "a token is needed", "send it as 'Authorization: Bearer TOKEN'");
  response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"mercato\"");
  return response;
}

}  // namespace

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.") ||
         address == "localhost";
}

bool same_secret(std::string_view given, std::string_view wanted) {
  unsigned char a[SHA256_DIGEST_LENGTH], b[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(given.data()), given.size(), a);
  SHA256(reinterpret_cast<const unsigned char*>(wanted.data()), wanted.size(), b);
  return CRYPTO_memcmp(a, b, sizeof a) == 0;
}

Result<Guard> Guard::create(const ServeConfig& config) {
  Guard guard;
  for (const std::string& text : config.trusted_proxies) {
    auto range = AddressRange::parse(text);
    if (!range) return tl::unexpected(range.error());
    guard.proxies_.push_back(*range);
  }
  guard.token_ = config.token;
  guard.public_url_ = without_last_slash(config.public_url);
  guard.origins_ = config.origins;
  guard.open_metrics_ = config.open_metrics;
  guard.beyond_loopback_ = !is_loopback(config.address);
  // Behind a proxy on this machine everybody comes from loopback.
  const bool proxied = !config.public_url.empty() || !config.trusted_proxies.empty();
  guard.open_reads_ = config.open_reads.value_or(!guard.beyond_loopback_ && !proxied);
  if (!guard.open_reads_ && config.token.empty())
    return failure("serve", "reads need a token, and there is none",
                   "set serve.token, or open_reads = true if everybody who reaches " +
                       config.address + " may read");
  guard.hosts_ = config.hosts;
  for (const char* own : {"localhost", "127.0.0.1", "::1"}) guard.hosts_.emplace_back(own);
  guard.hosts_.push_back(config.address);
  if (const auto named = authority_of(guard.public_url_); !named.empty())
    guard.hosts_.push_back(host_name(named));
  return guard;
}

bool Guard::is_known_host(std::string_view host) const {
  const std::string name = host_name(host);
  if (name.empty()) return false;
  // A page that turns its own name towards us (DNS rebinding) comes under that name: never under
  // an address.
  if (beyond_loopback_ && is_address(name)) return true;
  return std::any_of(hosts_.begin(), hosts_.end(),
                     [&](const std::string& known) { return equal_ignoring_case(known, name); });
}

bool Guard::is_proxy(std::string_view address) const {
  return std::any_of(proxies_.begin(), proxies_.end(),
                     [&](const AddressRange& range) { return range.holds(address); });
}

bool Guard::has_token(const Request& request) const {
  const std::string_view given = request.authorization;
  if (token_.empty() || given.size() < 7 || !equal_ignoring_case(given.substr(0, 7), "bearer "))
    return false;
  return same_secret(trimmed(given.substr(7)), token_);
}

// Loopback is believed only where nothing stands between: behind a proxy on this machine everybody
// comes from there (CVE-2023-27591).
bool Guard::may_see_metrics(const Request& request) const {
  if (open_metrics_ || has_token(request)) return true;
  return is_loopback(request.peer) && !request.forwarded && !is_proxy(request.peer);
}

std::string Guard::client(const Request& request) const {
  std::string_view list = request.forwarded_for;
  std::string address = request.peer;
  while (is_proxy(address) && !list.empty()) {
    const std::size_t comma = list.rfind(',');
    const std::size_t begin = comma == std::string_view::npos ? 0 : comma + 1;
    const std::string before(trimmed(list.substr(begin)));
    if (!is_address(before)) break;
    address = before;
    list = list.substr(0, comma == std::string_view::npos ? 0 : comma);
  }
  return address;
}

std::string Guard::base_url(const Request& request) const {
  if (!public_url_.empty()) return public_url_;
  const bool secure =
      is_proxy(request.peer) && equal_ignoring_case(request.forwarded_proto, "https");
  return (secure ? "https://" : "http://") + request.host;
}

std::string Guard::allowed_origin(const Request& request) const {
  if (request.origin.empty()) return {};
  const bool known = std::find(origins_.begin(), origins_.end(), request.origin) != origins_.end();
  return known ? request.origin : std::string();
}

// What changes something is taken from our own page and from the pages that are allowed.
std::optional<Response> Guard::refuse_origin(const Request& request) const {
  if (request.method != Method::post || request.origin.empty()) return std::nullopt;
  if (!allowed_origin(request).empty()) return std::nullopt;
  if (equal_ignoring_case(authority_of(request.origin), request.host)) return std::nullopt;
  if (!public_url_.empty() && request.origin == public_url_) return std::nullopt;
  return problem_response(403, "pages of another origin may not send this",
                          "name the origin in serve.origins");
}

std::optional<Response> Guard::refuse(const Request& request, const Route& route) const {
  if (request.twice) return problem_response(400, "a header that may stand once stands twice");
  if (request.host.empty()) return problem_response(400, "the header names no host");
  if (!is_known_host(request.host))
    return problem_response(421, "the server does not go by this name", "name it in serve.hosts");
  if (!allows(route, request.method)) {
    Response response = problem_response(405, "the path does not take this method");
    response.headers.emplace_back("Allow", std::string(route.allow));
    return response;
  }
  if (request.method == Method::options) return std::nullopt;
  if (auto refused = refuse_origin(request)) return refused;
  if (route.kind == RouteKind::metrics && !may_see_metrics(request)) return token_wanted();
  if (route.kind == RouteKind::documents) {
    if (token_.empty())
      return problem_response(403, "this server takes no documents",
                              "it has no token: serve.token");
    if (!has_token(request)) return token_wanted();
  }
  if (!open_reads_ && needs_token_to_read(route.kind) && !has_token(request)) return token_wanted();
  return std::nullopt;
}

}  // namespace mercato
