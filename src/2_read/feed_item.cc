#include "2_read/feed.h"
#include "2_read/lines.h"
#include "2_read/markup.h"
#include "2_read/ndjson.h"
#include "2_read/text.h"

namespace mercato {
namespace {

// Markup and references out, white space collapsed to single spaces.
std::string one_line(std::string_view raw) {
  std::string text;
  std::vector<Link> links;
  append_markup_text(raw, text, links);
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return text;
}

// "mail@example.org (Anna Roux)" is Anna Roux.
std::string author_name(std::string_view raw) {
  const std::size_t open = raw.find('(');
  if (raw.find('@') < open && open != std::string_view::npos && raw.back() == ')') {
    raw = raw.substr(open + 1, raw.size() - open - 2);
  }
  return one_line(raw);
}

void tell(Document& document, const FeedItem& item, const ReadOptions& options, Severity severity,
          std::string message) {
  document.problems.push_back({severity, options.name, item.line, 0, std::move(message), {}});
}

void fill_text(Document& document, const FeedItem& item) {
  document.text = document.title;
  if (!document.text.empty()) document.text += "\n\n";
  const std::size_t begin = document.text.size();
  if (item.body_is_plain) {
    document.text += trim(std::string_view(item.body));
  } else {
    std::string body;
    append_markup_text(item.body, body, document.links);
    document.text += body;
    for (Link& link : document.links) {
      link.span.begin += static_cast<std::uint32_t>(begin);
      link.span.end += static_cast<std::uint32_t>(begin);
    }
  }
  document.text.resize(trim(std::string_view(document.text)).empty() ? 0 : document.text.size());
  if (document.text.size() == begin) document.text.resize(begin < 2 ? 0 : begin - 2);
}

}  // namespace

Document make_document(FeedItem item, const ReadOptions& options, const Languages& languages,
                       const ReadingWords& words) {
  Document document;
  document.url = std::string(trim(std::string_view(item.url)));
  document.id = std::string(trim(std::string_view(item.id)));
  if (document.id.empty()) document.id = document.url;
  if (document.id.empty())
    document.id =
        (options.name.empty() ? "item" : options.name) + "#" + std::to_string(item.index + 1);
  document.title = one_line(item.title);
  document.author = author_name(trim(std::string_view(item.author)));
  document.outlet = one_line(item.outlet);
  document.section = one_line(item.section);
  document.language = std::string(trim(std::string_view(item.language)).substr(0, 2));
  for (char& c : document.language) c = static_cast<char>(c | 0x20);
  const std::string_view published = trim(std::string_view(item.published));
  if (!published.empty() && !set_published(document, published, languages)) {
    tell(document, item, options, Severity::warning,
         "the item's date is not understood: " + std::string(published.substr(0, 40)));
  }
  if (item.title.size() + item.body.size() > options.limits.max_text) {
    tell(document, item, options, Severity::error,
         "the item has more than " + std::to_string(options.limits.max_text) +
             " bytes of text, the limit");
    return document;
  }
  fill_text(document, item);
  replace_nul(document);
  if (document.text.empty()) {
    tell(document, item, options, Severity::error, "the item has no title and no text");
    return document;
  }
  split_text(document, TextOrigin::field, languages, words);
  return document;
}

}  // namespace mercato
