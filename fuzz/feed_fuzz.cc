// Any bytes as a feed, XML or JSON: no crash, no broken span, no invalid UTF-8, and no document
// that is empty without a problem.
#include <simdjson.h>

#include <algorithm>
#include <cstdlib>

#include "2_read/reader.h"

namespace {

const mercato::Reader& reader() {
  static const auto made = [] {
    const auto languages = mercato::Languages::load(MERCATO_SOURCE_DIR "/data");
    if (!languages) std::abort();
    return mercato::Reader::create(MERCATO_SOURCE_DIR "/data", *languages);
  }();
  if (!made) std::abort();
  return *made;
}

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const mercato::Document& document) {
  const auto size = static_cast<std::uint32_t>(document.text.size());
  require(simdjson::validate_utf8(document.text.data(), size));
  const auto is_error = [](const mercato::Problem& problem) {
    return problem.severity == mercato::Severity::error;
  };
  require(size > 0 || std::any_of(document.problems.begin(), document.problems.end(), is_error));
  std::uint32_t end = 0;
  for (const mercato::Block& block : document.blocks) {
    require(block.span.begin >= end && block.span.begin < block.span.end && block.span.end <= size);
    require(block.post < static_cast<int>(document.posts.size()));
    end = block.span.end;
  }
  for (const mercato::Post& post : document.posts)
    require(post.span.end <= size && (post.body.empty() || post.span.contains(post.body)));
  for (const mercato::Link& link : document.links)
    require(link.span.begin < link.span.end && link.span.end <= size);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  mercato::ReadOptions options;
  options.format = mercato::Format::feed;
  options.name = "fuzz";
  const auto documents = reader().read({reinterpret_cast<const char*>(data), size}, options);
  if (!documents) {
    require(!documents.error().message.empty());
    return 0;
  }
  require(!documents->empty());
  for (const mercato::Document& document : *documents) check(document);
  return 0;
}
