#include "8_watch/item_identity.h"

#include <algorithm>

#include "7_ledger/digest.h"
#include "7_ledger/utf8.h"

namespace mercato {
namespace {

constexpr std::size_t kLongestId = 500;

std::string full_id(const FeedOrigin& origin, std::string_view item) {
  const bool fits = item.size() <= kLongestId;
  return origin.feed + "#" + (fits ? mend_utf8(item) : to_hex(sha256(item)));
}

// The words that carry the foreign address: the title, where the text begins with it.
Span words_of_link(const Document& document) {
  const std::size_t size = document.text.starts_with(document.title) && !document.title.empty()
                               ? document.title.size()
                               : 0;
  return {0, static_cast<std::uint32_t>(size)};
}

void keep_as_link(Document& document, std::string url) {
  document.links.push_back({words_of_link(document), std::move(url)});
  document.problems.push_back(
      {Severity::note, "", 0, 0,
       "the item links to another site than its feed's and is known by its feed",
       "`sites` of the [[feed]] names sites that it speaks for"});
}

}  // namespace

Result<FeedOrigin> origin_of(const Feed& feed, std::string_view answered) {
  const auto own = parse_url(feed.url);
  if (!own) return tl::unexpected(own.error());
  const auto final = parse_url(answered);
  FeedOrigin out{own->text, final ? *final : *own, {site_of(*own)}, feed.sites};
  if (final) out.sites.push_back(site_of(*final));
  return out;
}

bool speaks_for(const FeedOrigin& origin, const Url& url) {
  const std::string site = site_of(url);
  return std::find(origin.sites.begin(), origin.sites.end(), site) != origin.sites.end() ||
         std::any_of(origin.named.begin(), origin.named.end(),
                     [&url](const std::string& named) { return is_of_site(url, named); });
}

void set_identity(Document& document, const FeedOrigin& origin, std::string_view item) {
  document.id = full_id(origin, item);
  const std::string stated = std::move(document.url);
  document.url.clear();
  if (stated.empty()) return;
  auto url = resolve_url(origin.answered, stated);
  if (!url) return;
  if (speaks_for(origin, *url))
    document.url = std::move(url->text);
  else
    keep_as_link(document, std::move(url->text));
}

void set_page_identity(Document& document, const FeedOrigin& origin, const Url& fetched,
                       std::string_view item) {
  document.id = full_id(origin, item);
  auto stated = resolve_url(fetched, document.url);
  const bool is_own = !document.url.empty() && stated && site_of(*stated) == site_of(fetched);
  document.url = is_own ? std::move(stated->text) : fetched.text;
}

}  // namespace mercato
