// Any bytes as a page: no crash, no broken span, no invalid UTF-8.
#include <simdjson.h>

#include <cstdlib>

#include "2_read/html.h"

namespace {

const mercato::Languages& languages() {
  static const auto loaded = mercato::Languages::load(MERCATO_SOURCE_DIR "/data");
  if (!loaded) std::abort();
  return **loaded;
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto document = mercato::read_html(bytes, {}, languages());
  if (!document) return 0;
  require(simdjson::validate_utf8(document->text.data(), document->text.size()));
  std::uint32_t end = 0;
  for (const mercato::Block& block : document->blocks) {
    require(block.span.begin >= end && block.span.begin <= block.span.end);
    end = block.span.end;
  }
  require(end == document->text.size());
  for (const mercato::Post& post : document->posts)
    require(post.span.contains(post.body) && post.span.end <= end);
  for (const mercato::Link& link : document->links)
    require(link.span.begin < link.span.end && link.span.end <= end);
  return 0;
}
