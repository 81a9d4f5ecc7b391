// What would be read of an address? (watcher.h: test_feed)
#include "8_watch/feed_reading.h"
#include "8_watch/watcher.h"

namespace mercato {
namespace {

constexpr std::size_t kMostArticles = 5;  // pages that a trial fetches

void fetch_articles(FeedContent& content, const Feed& feed, Fetcher& fetcher,
                    const Reader& reader) {
  std::size_t count = 0;
  for (WatchedItem& item : content.items) {
    if (item.article.empty()) continue;
    if (count++ == kMostArticles) break;
    FetchRequest request;
    request.url = item.article;
    fetcher.start(std::move(request), [&](Result<Fetched> page) {
      take_article(item, feed, content.origin, page, reader);
    });
  }
  while (fetcher.run(std::chrono::milliseconds(500))) {
  }
}

}  // namespace

Result<FeedTest> test_feed(const Feed& feed, const Fetcher::Options& options,
                           const Reader& reader) {
  auto fetcher = Fetcher::create(options);
  if (!fetcher) return tl::unexpected(fetcher.error());
  FetchRequest request;
  request.url = feed.url;
  auto answer = fetch(options, std::move(request));
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status != 200)
    return failure(answer->url, "it answers " + std::to_string(answer->status));
  auto content = read_answer(feed, *answer, reader);
  if (!content) return tl::unexpected(content.error());
  fetch_articles(*content, feed, **fetcher, reader);
  FeedTest out;
  out.answer = std::move(*answer);
  out.answer.body.clear();
  out.format = content->format;
  out.problems = std::move(content->problems);
  for (WatchedItem& item : content->items) {
    out.problems.insert(out.problems.end(), item.document.problems.begin(),
                        item.document.problems.end());
    if (!item.document.text.empty()) out.documents.push_back(std::move(item.document));
  }
  return out;
}

}  // namespace mercato
