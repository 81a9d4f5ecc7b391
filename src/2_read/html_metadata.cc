#include "2_read/html_metadata.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "0_core/span.h"
#include "2_read/html_hints.h"

namespace mercato {
namespace {

constexpr std::size_t kMaxField = 1000;
constexpr std::size_t kMaxMetas = 500;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

// Ends trimmed, white space collapsed.
std::string tidy(std::string_view text) {
  std::string out;
  bool space = false;
  for (const char c : whole_characters(text, kMaxField)) {
    if (static_cast<unsigned char>(c) <= ' ') {
      space = true;
      continue;
    }
    if (space && !out.empty()) out.push_back(' ');
    space = false;
    out.push_back(c);
  }
  return out;
}

bool is_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://") || text.starts_with("//");
}

// What the elements of the page state, collected in one pass.
class PageStatements {
 public:
  explicit PageStatements(const HtmlTree& tree) : tree_(tree) {
    for (std::uint32_t n = 1; n < tree.nodes.size(); ++n) note(n);
  }

  // The content of the first <meta> that bears one of the names, in the order of the names.
  std::string meta(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names)
      for (const Meta& meta : metas_)
        if (meta.name == name && !meta.content.empty()) return meta.content;
    return "";
  }

  std::string canonical, document_title, headline, html_language, author, item_date, first_time;

 private:
  struct Meta {
    std::string name, content;
  };

  void note(std::uint32_t n) {
    switch (tree_.nodes[n].tag) {
      case Tag::html:
        if (html_language.empty()) html_language = tree_.attribute(n, Attribute::lang);
        break;
      case Tag::meta:
        note_meta(n);
        break;
      case Tag::link:
        note_link(n);
        break;
      case Tag::title:
        if (document_title.empty()) document_title = tree_.inner_text(n, kMaxField);
        break;
      case Tag::h1:
        note_headline(n);
        break;
      case Tag::time:
        note_time(n);
        break;
      default:
        note_item(n);
    }
  }

  void note_meta(std::uint32_t n) {
    if (metas_.size() >= kMaxMetas) return;
    std::string content = tidy(tree_.attribute(n, Attribute::content));
    const std::string_view item = tree_.attribute(n, Attribute::itemprop);
    if (item == "datePublished" && item_date.empty()) item_date = content;
    for (const Attribute key : {Attribute::property, Attribute::name})
      if (const std::string_view name = tree_.attribute(n, key); !name.empty())
        metas_.push_back({lower(name), content});
  }

  void note_link(std::uint32_t n) {
    if (canonical.empty() && lower(tree_.attribute(n, Attribute::rel)) == "canonical")
      canonical = tree_.attribute(n, Attribute::href);
  }

  // The longest first-level heading: a logo in <h1> is short.
  void note_headline(std::uint32_t n) {
    std::string text = tree_.inner_text(n, kMaxField);
    if (text.size() > headline.size() && text.size() < 300) headline = std::move(text);
  }

  void note_time(std::uint32_t n) {
    std::string when(tree_.attribute(n, Attribute::datetime));
    if (when.empty()) when = tree_.attribute(n, Attribute::content);
    if (when.empty()) when = tree_.inner_text(n, 100);
    const bool stated = tree_.attribute(n, Attribute::itemprop) == "datePublished" ||
                        tree_.has_attribute(n, Attribute::pubdate);
    if (stated && item_date.empty()) item_date = when;
    if (first_time.empty()) first_time = when;
  }

  void note_item(std::uint32_t n) {
    if (tree_.nodes[n].attribute_count == 0) return;
    const std::string_view item = tree_.attribute(n, Attribute::itemprop);
    if (item == "datePublished" && item_date.empty()) {
      item_date = tree_.attribute(n, Attribute::content);
      if (item_date.empty()) item_date = tree_.inner_text(n, 100);
    }
    const bool names_author = item == "author" || tree_.attribute(n, Attribute::rel) == "author";
    if (!names_author || !author.empty()) return;
    const std::string text = tree_.inner_text(n, 200);
    if (text.size() < 100) author = text;
  }

  const HtmlTree& tree_;
  std::vector<Meta> metas_;
};

std::string first_of(std::initializer_list<std::string_view> candidates) {
  for (const std::string_view candidate : candidates)
    if (std::string text = tidy(candidate); !text.empty()) return text;
  return "";
}

std::string first_name(std::initializer_list<std::string_view> candidates) {
  for (const std::string_view candidate : candidates)
    if (!candidate.empty() && !is_address(candidate)) return tidy(candidate);
  return "";
}

std::string primary_tag(std::string_view language) {
  const std::string tag = lower(tidy(language).substr(0, 12));
  const std::string primary = tag.substr(0, tag.find_first_of("-_,; "));
  const bool valid =
      (primary.size() == 2 || primary.size() == 3) &&
      std::all_of(primary.begin(), primary.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return valid ? primary : "";
}

void set_published(PageMetadata& page, std::initializer_list<std::string_view> candidates,
                   const Languages& languages) {
  for (const std::string_view candidate : candidates) {
    const std::string text = tidy(candidate);
    if (text.empty()) continue;
    if (const std::optional<Date> date = Date::parse_iso(text); date && date->known()) {
      page.published = *date;
    } else if (const std::optional<ParsedDate> parsed = parse_date(languages, text);
               parsed && parsed->date.known()) {
      page.published = parsed->date;
    } else {
      continue;
    }
    page.published_time = text;
    return;
  }
}

}  // namespace

std::string without_outlet(std::string_view title, std::string_view outlet) {
  for (const std::string_view separator :
       {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xBB ", " :: "}) {
    const std::size_t at = title.rfind(separator);
    if (at == std::string_view::npos || at == 0) continue;
    const std::string_view tail = title.substr(at + separator.size());
    if (tail.size() > 2 && lower(outlet).starts_with(lower(tail)))
      return std::string(title.substr(0, at));
  }
  return std::string(title);
}

PageMetadata read_metadata(const HtmlTree& tree, const StatedArticle& stated,
                           const Languages& languages) {
  const PageStatements page(tree);
  PageMetadata out;
  out.outlet = first_name({page.meta({"og:site_name"}), stated.publisher,
                           page.meta({"application-name", "dc.publisher"})});
  out.title = first_of({stated.headline,
                        page.meta({"og:title", "twitter:title", "parsely-title", "dc.title"}),
                        page.headline, page.document_title});
  out.title = without_outlet(out.title, out.outlet);
  out.author =
      first_name({stated.author,
                  page.meta({"author", "article:author", "og:article:author", "parsely-author",
                             "dc.creator", "dcterms.creator", "sailthru.author", "byl"}),
                  page.author});
  out.section = first_of(
      {page.meta({"article:section", "og:article:section", "parsely-section"}), stated.section});
  out.url = first_of({page.canonical, page.meta({"og:url", "twitter:url"}), stated.url});
  set_published(
      out,
      {stated.published,
       page.meta({"article:published_time", "og:article:published_time", "og:published_time",
                  "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created",
                  "dcterms.date", "dc.date", "date", "pubdate", "publishdate", "publish-date",
                  "article.published", "cxenseparse:recs:publishtime"}),
       page.item_date, page.first_time},
      languages);
  for (const std::string& tag : {page.html_language, page.meta({"og:locale"}), stated.language})
    if (out.language.empty()) out.language = primary_tag(tag);
  return out;
}

}  // namespace mercato
