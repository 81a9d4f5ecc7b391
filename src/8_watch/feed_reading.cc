#include "8_watch/feed_reading.h"

#include <algorithm>

#include "7_ledger/digest.h"
#include "8_watch/answer_format.h"
#include "8_watch/article_links.h"

namespace mercato {
namespace {

constexpr std::size_t kMostLinks = 200;

ReadOptions options_for(Format format, const Fetched& answer) {
  ReadOptions out;
  out.format = format;
  out.name = answer.url;
  out.charset = charset_of(answer.type);
  return out;
}

void set_feed_words(Document& document, const Feed& feed) {
  if (!feed.outlet.empty()) document.outlet = feed.outlet;
  if (document.language.empty()) document.language = feed.language;
}

// What the feed gives as the item's id: its own, unless the reader made it of the item's place.
std::string item_id(const Document& document, std::string_view name) {
  const bool is_made = document.id.starts_with(std::string(name) + "#");
  if (!document.id.empty() && !is_made) return document.id;
  if (!document.url.empty()) return document.url;
  return to_hex(sha256(document.title + "\n" + document.text));
}

WatchedItem make_item(Document document, const Feed& feed, const FeedOrigin& origin,
                      std::string_view name) {
  WatchedItem out;
  out.id = item_id(document, name);
  out.digest = to_hex(sha256(document.title + "\n" + document.text + "\n" + document.url));
  const std::string link = document.url;
  set_identity(document, origin, out.id);
  set_feed_words(document, feed);
  if (feed.full_text)
    if (const auto url = resolve_url(origin.answered, link); url && !link.empty())
      out.article = url->text;
  out.document = std::move(document);
  return out;
}

// A page as one article, under the address that it came from.
Result<Document> read_page(const Feed& feed, const FeedOrigin& origin, const Fetched& page,
                           const Reader& reader, std::string_view item) {
  const auto fetched = parse_url(page.url);
  if (!fetched) return tl::unexpected(fetched.error());
  const AnswerFormat format = answer_format(page.body, page.type);
  if (format.format == Format::feed) return failure(page.url, "the page is a feed");
  auto documents = reader.read(page.body, options_for(format.format, page));
  if (!documents) return tl::unexpected(documents.error());
  Document out = std::move(documents->front());
  if (out.text.empty())
    return failure(page.url,
                   out.problems.empty() ? "the page has no text" : out.problems.front().message);
  set_page_identity(out, origin, *fetched, item);
  if (speaks_for(origin, *fetched)) set_feed_words(out, feed);
  return out;
}

Result<void> read_whole_page(const Feed& feed, const Fetched& answer, const Reader& reader,
                             FeedContent& out) {
  auto document = read_page(feed, out.origin, answer, reader, "page");
  if (!document) return tl::unexpected(document.error());
  WatchedItem item;
  item.id = "page";
  item.digest = to_hex(sha256(document->title + "\n" + document->text));
  item.document = std::move(*document);
  out.items.push_back(std::move(item));
  return {};
}

Result<void> read_list(const Fetched& answer, FeedContent& out) {
  out.format = "list";
  for (const Url& url : find_article_links(answer.body, out.origin.answered, kMostLinks)) {
    WatchedItem item;
    item.id = item.article = url.text;
    item.digest = to_hex(sha256(url.text));
    out.items.push_back(std::move(item));
  }
  if (out.items.empty())
    return failure(answer.url, "the page links to nothing that looks like an article");
  return {};
}

Result<void> read_feed_items(const Feed& feed, const Fetched& answer, const Reader& reader,
                             FeedContent& out) {
  const ReadOptions options = options_for(Format::feed, answer);
  auto documents = reader.read(answer.body, options);
  if (!documents) return tl::unexpected(documents.error());
  for (Document& document : *documents) {
    if (document.text.empty()) {
      out.problems.insert(out.problems.end(), document.problems.begin(), document.problems.end());
      continue;
    }
    out.items.push_back(make_item(std::move(document), feed, out.origin, options.name));
  }
  return {};
}

void note(WatchedItem& item, std::string message) {
  item.document.problems.push_back({Severity::note, item.article, 0, 0, std::move(message), {}});
}

bool may_pass(const Result<Fetched>& page) {
  return !page || page->status >= 500 || page->status == 429 || page->status == 408;
}

}  // namespace

Result<FeedContent> read_answer(const Feed& feed, const Fetched& answer, const Reader& reader) {
  auto origin = origin_of(feed, answer.url);
  if (!origin) return tl::unexpected(origin.error());
  FeedContent out;
  out.origin = std::move(*origin);
  const AnswerFormat format = answer_format(answer.body, answer.type);
  out.format = format.name;
  Result<void> read;
  if (feed.kind == FeedKind::list)
    read = read_list(answer, out);
  else if (feed.kind == FeedKind::automatic && format.format == Format::feed)
    read = read_feed_items(feed, answer, reader, out);
  else
    read = read_whole_page(feed, answer, reader, out);
  if (!read) return tl::unexpected(read.error());
  return out;
}

bool take_article(WatchedItem& item, const Feed& feed, const FeedOrigin& origin,
                  const Result<Fetched>& page, const Reader& reader) {
  const bool has_text = !item.document.text.empty();
  if (!page || page->status != 200) {
    note(item, "the page could not be fetched: " +
                   (page ? "it answers " + std::to_string(page->status) : page.error().message));
    return has_text || !may_pass(page);
  }
  auto document = read_page(feed, origin, *page, reader, item.id);
  if (!document) {
    note(item, "the page could not be read: " + document.error().message);
    return true;
  }
  if (document->text.size() < item.document.text.size()) {
    note(item, "the page says less than the feed, whose text is read instead");
    return true;
  }
  const auto fetched = parse_url(page->url);
  if (!document->published.known() && fetched && speaks_for(origin, *fetched)) {
    document->published = item.document.published;
    document->published_time = item.document.published_time;
  }
  item.document = std::move(*document);
  return true;
}

}  // namespace mercato
