#include "2_read/html.h"

#include <algorithm>
#include <unordered_set>

#include "2_read/body_extractor.h"
#include "2_read/charset.h"
#include "2_read/html_jsonld.h"
#include "2_read/html_metadata.h"
#include "2_read/html_posts.h"
#include "2_read/html_text.h"
#include "2_read/html_tree.h"

namespace mercato {
namespace {

constexpr std::size_t kRepeatSize = 120;      // a shorter paragraph may well stand twice
constexpr std::size_t kStatedBodySize = 200;  // JSON-LD bodies below this are summaries

BlockKind kind_of(RunKind kind) {
  switch (kind) {
    case RunKind::heading:
      return BlockKind::heading;
    case RunKind::quote:
      return BlockKind::quote;
    case RunKind::list_item:
      return BlockKind::list_item;
    case RunKind::post:
      return BlockKind::post;
    default:
      return BlockKind::paragraph;
  }
}

// The language that the markup states for a node, below <html>; empty where it states none.
std::string language_of(const HtmlTree& tree, std::uint32_t node) {
  for (std::uint32_t n = node; n && tree.nodes[n].tag != Tag::html; n = tree.nodes[n].parent) {
    const std::string_view tag = tree.attribute(n, Attribute::lang);
    if (tag.size() < 2) continue;
    const std::string_view primary = tag.substr(0, tag.find_first_of("-_"));
    return primary == "und" || primary.size() > 3 ? "" : std::string(primary);
  }
  return "";
}

void tell(Document& document, Severity severity, std::string message, std::string hint) {
  document.problems.push_back({severity, "", 0, 0, std::move(message), std::move(hint)});
}

// Lays the chosen runs out as the document's text and blocks.
class DocumentWriter {
 public:
  DocumentWriter(const HtmlTree& tree, const Languages& languages, Document& document)
      : tree_(tree), languages_(languages), document_(document) {}

  void add_title() {
    if (document_.title.empty()) return;
    document_.text = document_.title;
    document_.blocks.push_back({{0, size()}, BlockKind::title, -1, ""});
  }

  void add(const TextRun& run, std::size_t max_text) {
    if (full_) return;
    if (open_post_ && run.post != open_post_) close_post();
    const std::size_t before = document_.text.size(), links = document_.links.size();
    if (before > 0) document_.text.append(run.post && open_post_ ? "\n" : "\n\n");
    Span span = append_run(tree_, run, document_.text, document_.links);
    if (!has_words(slice(document_.text, span)) || is_repeat(span)) {
      document_.text.resize(before);
      document_.links.resize(links);
      return;
    }
    if (document_.text.size() > max_text) cut(max_text, span);
    if (run.post && !open_post_) open_post(run.post, span);
    const auto post = static_cast<std::int16_t>(open_post_ ? document_.posts.size() - 1 : -1);
    document_.blocks.push_back({span, kind_of(run.kind), post, language_of(tree_, run.first)});
  }

  void add_plain(std::string_view stated) {
    while (!stated.empty()) {
      const std::size_t end = std::min(stated.find('\n'), stated.size());
      add_line(stated.substr(0, end));
      stated.remove_prefix(std::min(end + 1, stated.size()));
    }
  }

  void finish() {
    if (open_post_) close_post();
  }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(document_.text.size()); }

  void cut(std::size_t max_text, Span& span) {
    full_ = true;
    while (max_text > span.begin && (document_.text[max_text] & 0xC0) == 0x80) --max_text;
    span.end = std::max(span.begin, static_cast<std::uint32_t>(max_text));
    document_.text.resize(span.end);
    std::erase_if(document_.links, [&](const Link& link) { return link.span.end > span.end; });
    tell(document_, Severity::error, "the text is cut at " + std::to_string(max_text) + " bytes",
         "");
  }

  void add_line(std::string_view line) {
    if (!has_words(line)) return;
    if (size() > 0) document_.text.append("\n\n");
    const std::uint32_t begin = size();
    document_.text.append(line);
    document_.blocks.push_back({{begin, size()}, BlockKind::paragraph, -1, ""});
  }

  // Pages repeat paragraphs for small screens, and the headline above the body.
  bool is_repeat(Span span) {
    const std::string_view text = slice(document_.text, span);
    if (text == document_.title) return true;
    return text.size() >= kRepeatSize && !seen_.insert(std::hash<std::string_view>{}(text)).second;
  }

  void open_post(std::uint32_t element, Span span) {
    open_post_ = element;
    Post post;
    post.span = span;
    document_.posts.push_back(std::move(post));
  }

  void close_post() {
    Post& post = document_.posts.back();
    const Block& last = document_.blocks.back();
    post.span.end = last.span.end;
    post.body = post.span;
    const bool is_signature =
        read_embedded_post(tree_, open_post_, slice(document_.text, last.span), languages_, post);
    if (is_signature && last.span.begin > post.span.begin)
      post.body.end = document_.blocks[document_.blocks.size() - 2].span.end;
    open_post_ = 0;
  }

  const HtmlTree& tree_;
  const Languages& languages_;
  Document& document_;
  std::unordered_set<std::size_t> seen_;
  std::uint32_t open_post_ = 0;
  bool full_ = false;
};

void set_metadata(PageMetadata&& page, Document& document) {
  document.title = std::move(page.title);
  document.author = std::move(page.author);
  document.outlet = std::move(page.outlet);
  document.section = std::move(page.section);
  document.url = std::move(page.url);
  document.language = std::move(page.language);
  document.published = page.published;
  document.published_time = std::move(page.published_time);
}

std::string_view within_bounds(std::string_view bytes, const ReadLimits& limits,
                               Document& document) {
  if (bytes.size() <= limits.max_bytes) return bytes;
  document.problems.push_back({Severity::error, "", 0, limits.max_bytes,
                               "the page is larger than " + std::to_string(limits.max_bytes) +
                                   " bytes; the rest is not read",
                               ""});
  return bytes.substr(0, limits.max_bytes);
}

// The stated body is text, or markup that a template left in it.
std::string plain_text(const std::string& stated, const ReadLimits& limits) {
  if (stated.find('<') == std::string::npos) return decode_references(stated);
  std::vector<Problem> ignored;
  const ParsedHtml parsed = parse_html(stated, limits, ignored);
  std::string text;
  std::vector<Link> links;
  for (const TextRun& run : find_runs(parsed.tree)) {
    if (!text.empty()) text.push_back('\n');
    append_run(parsed.tree, run, text, links);
  }
  return text;
}

void write_body(const ParsedHtml& page, const std::string& stated, const ReadLimits& limits,
                const Languages& languages, Document& document) {
  const ExtractedBody body = extract_body(page.tree, document.title, stated);
  DocumentWriter writer(page.tree, languages, document);
  writer.add_title();
  for (const TextRun& run : body.runs) writer.add(run, limits.max_text);
  writer.finish();
  if (!body.runs.empty()) return;
  if (stated.size() >= kStatedBodySize) return writer.add_plain(stated);
  document.text.clear();
  document.blocks.clear();
  tell(document, Severity::error, "the page holds no article text",
       "front pages, and pages that scripts write in the browser, have none");
}

void name_problems(Document& document, const std::string& name) {
  for (Problem& problem : document.problems) problem.where = name;
}

}  // namespace

Result<Document> read_html(std::string_view bytes, const ReadOptions& options,
                           const Languages& languages) {
  Document document;
  bytes = within_bounds(bytes, options.limits, document);
  Result<std::string> html = to_utf8(bytes, options.charset, document.problems);
  if (!html) return tl::unexpected<Problem>(std::move(html.error()));
  const ParsedHtml page = parse_html(*html, options.limits, document.problems);
  const StatedArticle stated = find_stated_article(page.json_ld);
  set_metadata(read_metadata(page.tree, stated, languages), document);
  document.id = options.name.empty() ? document.url : options.name;
  write_body(page, plain_text(stated.body, options.limits), options.limits, languages, document);
  name_problems(document, options.name);
  return document;
}

}  // namespace mercato
