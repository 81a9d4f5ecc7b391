#include "7_ledger/document_key.h"

#include <algorithm>
#include <array>

namespace mercato {
namespace {

// Parameters that say how a reader came to the page, not which page it is. A '*' at the end stands
// for any end.
constexpr std::array<std::string_view, 22> kTracking = {
    "utm_*",   "at_*",   "mc_*",    "pk_*",  "ns_*",   "fbclid", "gclid", "dclid",
    "gbraid",  "wbraid", "msclkid", "yclid", "twclid", "igshid", "ref",   "ref_src",
    "ref_url", "cmpid",  "ocid",    "xtor",  "smid",   "taid"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool starts_with_any_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(),
                                                    [](char a, char b) { return a == lower(b); });
}

bool tracks(std::string_view parameter) {
  std::string name(parameter.substr(0, parameter.find('=')));
  std::transform(name.begin(), name.end(), name.begin(), lower);
  return std::any_of(kTracking.begin(), kTracking.end(), [&](std::string_view known) {
    return known.back() == '*' ? name.starts_with(known.substr(0, known.size() - 1))
                               : name == known;
  });
}

std::string kept_parameters(std::string_view query) {
  std::string out;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    if (!parameter.empty() && !tracks(parameter)) {
      out += out.empty() ? '?' : '&';
      out += parameter;
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return out;
}

std::string canonical_host(std::string_view authority) {
  if (const auto at = authority.rfind('@'); at != std::string_view::npos)
    authority.remove_prefix(at + 1);
  for (const std::string_view port : {":443", ":80"})
    if (authority.ends_with(port)) authority.remove_suffix(port.size());
  std::string host(authority);
  std::transform(host.begin(), host.end(), host.begin(), lower);
  while (host.ends_with('.')) host.pop_back();
  return host.starts_with("www.") ? host.substr(4) : host;
}

}  // namespace

std::string canonical_url(std::string_view url) {
  while (!url.empty() && static_cast<unsigned char>(url.front()) <= ' ') url.remove_prefix(1);
  while (!url.empty() && static_cast<unsigned char>(url.back()) <= ' ') url.remove_suffix(1);
  // What is left of spaces and control characters makes no address.
  if (std::any_of(url.begin(), url.end(), [](unsigned char c) { return c <= ' '; })) return {};
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!starts_with_any_case(url, scheme)) continue;
    std::string_view rest = url.substr(scheme.size());
    rest = rest.substr(0, rest.find('#'));
    const std::size_t query_at = std::min(rest.find('?'), rest.size());
    const std::string query = kept_parameters(rest.substr(std::min(query_at + 1, rest.size())));
    rest = rest.substr(0, query_at);
    const std::size_t path_at = std::min(rest.find('/'), rest.size());
    const std::string host = canonical_host(rest.substr(0, path_at));
    std::string_view path = rest.substr(path_at);
    while (path.ends_with('/')) path.remove_suffix(1);
    if (host.empty() || (path.empty() && query.empty())) return {};
    return "https://" + host + std::string(path) + query;
  }
  return {};
}

std::string document_key(const Document& document, std::string_view digest) {
  std::string key = canonical_url(document.url);
  if (key.empty()) key = document.id;
  return key.empty() ? std::string(digest) : key;
}

}  // namespace mercato
