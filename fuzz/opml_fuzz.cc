// A list of feeds from a stranger: parsed within its bounds, and what is written of it reads back
// as the same feeds.
#include <cstdlib>

#include "8_watch/feed_list.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto feeds = mercato::parse_opml({reinterpret_cast<const char*>(data), size}, "fuzz.opml");
  if (!feeds) return 0;
  const auto again = mercato::parse_opml(mercato::to_opml(*feeds, "fuzz"), "again.opml");
  if (!again || again->size() != feeds->size()) std::abort();
  mercato::to_toml(*feeds);
  return 0;
}
