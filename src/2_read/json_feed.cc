#include <simdjson.h>

#include <string>

#include "2_read/feed.h"

namespace mercato {
namespace {

std::string string_of(simdjson::dom::element object, const char* key) {
  std::string_view text;
  return object[key].get(text) ? std::string() : std::string(text);
}

std::string author_of(simdjson::dom::element item) {
  simdjson::dom::array authors;
  if (!item["authors"].get(authors)) {
    for (const simdjson::dom::element author : authors) return string_of(author, "name");
  }
  simdjson::dom::element author;
  return item["author"].get(author) ? std::string() : string_of(author, "name");
}

FeedItem item_of(simdjson::dom::element element, simdjson::dom::element feed) {
  FeedItem item;
  item.id = string_of(element, "id");
  item.url = string_of(element, "url");
  item.title = string_of(element, "title");
  item.body = string_of(element, "content_html");
  if (item.body.empty()) {
    item.body = string_of(element, "content_text");
    item.body_is_plain = true;
  }
  if (item.body.empty()) item.body = string_of(element, "summary");
  item.author = author_of(element);
  if (item.author.empty()) item.author = author_of(feed);
  item.published = string_of(element, "date_published");
  item.language = string_of(element, "language");
  if (item.language.empty()) item.language = string_of(feed, "language");
  item.outlet = string_of(feed, "title");
  return item;
}

}  // namespace

Result<std::vector<Document>> read_json_feed(std::string_view bytes, const ReadOptions& options,
                                             const Languages& languages,
                                             const ReadingWords& words) {
  if (bytes.size() > options.limits.max_bytes) {
    return failure(
        options.name,
        "the feed has more than " + std::to_string(options.limits.max_bytes) + " bytes, the limit");
  }
  simdjson::dom::parser parser;
  simdjson::dom::element feed;
  const simdjson::padded_string padded(bytes);
  if (const auto error = parser.parse(padded).get(feed)) {
    return failure(options.name,
                   std::string("the JSON feed is not valid: ") + simdjson::error_message(error));
  }
  simdjson::dom::array items;
  if (feed["items"].get(items) || items.size() == 0)
    return failure(options.name, "the JSON feed has no items");
  std::vector<Document> documents;
  for (const simdjson::dom::element element : items) {
    if (documents.size() >= options.limits.max_items) {
      documents.front().problems.push_back(
          {Severity::warning,
           options.name,
           0,
           0,
           "only the first " + std::to_string(options.limits.max_items) + " items were read",
           {}});
      break;
    }
    FeedItem item = item_of(element, feed);
    item.index = static_cast<std::uint32_t>(documents.size());
    documents.push_back(make_document(std::move(item), options, languages, words));
  }
  return documents;
}

}  // namespace mercato
