#include "2_read/feed.h"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "2_read/charset.h"
#include "2_read/lines.h"

namespace mercato {
namespace {

constexpr int kMaxRepairs = 50;  // places of damage that are stepped over in one feed
constexpr unsigned kParse =
    pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute;

enum class FieldKind : std::uint8_t {
  id,
  url,
  title,
  body,
  author,
  published,
  section,
  outlet,
  language
};

// Which child of an item says what; of two that say the same the higher rank counts.
struct FieldName {
  std::string_view name;
  FieldKind kind;
  int rank;
};
constexpr FieldName kFieldNames[] = {
    {"title", FieldKind::title, 2},
    {"dc:title", FieldKind::title, 1},
    {"link", FieldKind::url, 2},
    {"guid", FieldKind::id, 2},
    {"id", FieldKind::id, 2},
    {"content:encoded", FieldKind::body, 5},
    {"content", FieldKind::body, 4},
    {"xhtml:body", FieldKind::body, 4},
    {"description", FieldKind::body, 3},
    {"summary", FieldKind::body, 2},
    {"dc:description", FieldKind::body, 1},
    {"dc:creator", FieldKind::author, 3},
    {"author", FieldKind::author, 2},
    {"pubDate", FieldKind::published, 5},
    {"published", FieldKind::published, 5},
    {"issued", FieldKind::published, 4},
    {"dc:date", FieldKind::published, 3},
    {"dcterms:created", FieldKind::published, 2},
    {"updated", FieldKind::published, 1},
    {"modified", FieldKind::published, 1},
    {"category", FieldKind::section, 1},
    {"source", FieldKind::outlet, 1},
    {"language", FieldKind::language, 2},
    {"dc:language", FieldKind::language, 1},
};

std::string& field_of(FeedItem& item, FieldKind kind) {
  switch (kind) {
    case FieldKind::id:
      return item.id;
    case FieldKind::url:
      return item.url;
    case FieldKind::title:
      return item.title;
    case FieldKind::body:
      return item.body;
    case FieldKind::author:
      return item.author;
    case FieldKind::published:
      return item.published;
    case FieldKind::section:
      return item.section;
    case FieldKind::outlet:
      return item.outlet;
    case FieldKind::language:
      break;
  }
  return item.language;
}

// Control characters that XML forbids and real feeds hold; spaces keep all offsets.
void replace_controls(std::string& text) {
  for (char& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') c = ' ';
  }
}

std::string text_of(const pugi::xml_node& node) {
  std::string out;
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) out += child.value();
  }
  return out;
}

// The markup inside an Atom xhtml construct, as text.
std::string markup_of(const pugi::xml_node& node) {
  std::ostringstream out;
  for (const pugi::xml_node& child : node.children()) child.print(out, "", pugi::format_raw);
  return out.str();
}

// Reads one feed.
class FeedReader {
 public:
  FeedReader(const ReadOptions& options, const Languages& languages, const ReadingWords& words)
      : options_(options), languages_(languages), words_(words) {}

  Result<std::vector<Document>> read(std::string text);

 private:
  Result<void> read_root(const pugi::xml_document& xml);
  void read_channel(const pugi::xml_node& channel);
  void read_items(const pugi::xml_node& parent);
  void read_item(const pugi::xml_node& node);
  void read_field(const pugi::xml_node& node, FeedItem& item, int (&ranks)[9]) const;
  void read_rest(std::size_t offset);
  std::string value(const pugi::xml_node& node, FieldKind kind) const;
  std::string_view plain_name(const pugi::xml_node& node) const;
  std::uint32_t line_of(std::size_t offset);
  tl::unexpected<Problem> failed(std::size_t offset, std::string message, std::string hint = {});
  bool full() const { return documents_.size() >= options_.limits.max_items; }

  const ReadOptions& options_;
  const Languages& languages_;
  const ReadingWords& words_;
  std::string text_;
  std::string prefix_;  // of the root's own namespace: "atom:"
  std::string outlet_, language_;
  std::size_t base_ = 0;  // where the buffer being parsed begins in text_
  std::size_t line_offset_ = 0;
  std::uint32_t line_ = 1;
  std::vector<Document> documents_;
  std::vector<Problem> problems_;
};

tl::unexpected<Problem> FeedReader::failed(std::size_t offset, std::string message,
                                           std::string hint) {
  return tl::unexpected<Problem>(Problem{Severity::error, options_.name, line_of(offset), offset,
                                         std::move(message), std::move(hint)});
}

// Counts on from the last call; items come in order.
std::uint32_t FeedReader::line_of(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < line_offset_) {
    line_offset_ = 0;
    line_ = 1;
  }
  line_ += static_cast<std::uint32_t>(
      std::count(text_.begin() + static_cast<std::ptrdiff_t>(line_offset_),
                 text_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
  line_offset_ = offset;
  return line_;
}

Result<std::vector<Document>> FeedReader::read(std::string text) {
  text_ = std::move(text);
  replace_controls(text_);
  pugi::xml_document xml;
  const auto parsed = xml.load_buffer(text_.data(), text_.size(), kParse, pugi::encoding_utf8);
  if (auto root = read_root(xml); !root) return tl::unexpected<Problem>(std::move(root.error()));
  if (!parsed) read_rest(static_cast<std::size_t>(parsed.offset));
  const bool says_nothing =
      std::all_of(documents_.begin(), documents_.end(),
                  [](const Document& document) { return document.text.empty(); });
  if (!parsed && says_nothing) {
    return failed(static_cast<std::size_t>(parsed.offset),
                  "the feed is broken here and holds no whole item", parsed.description());
  }
  if (documents_.empty()) {
    return failed(0, "the feed has no items");
  }
  if (full()) {
    problems_.push_back(
        {Severity::warning,
         options_.name,
         0,
         0,
         "only the first " + std::to_string(options_.limits.max_items) + " items were read",
         {}});
  }
  auto& told = documents_.front().problems;
  told.insert(told.end(), problems_.begin(), problems_.end());
  return std::move(documents_);
}

Result<void> FeedReader::read_root(const pugi::xml_document& xml) {
  const pugi::xml_node root = xml.document_element();
  if (!root) return failed(0, "there is no XML element in it");
  const std::string_view name = root.name();
  const std::size_t colon = name.find(':');
  const std::string_view local = colon == std::string_view::npos ? name : name.substr(colon + 1);
  const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(root.offset_debug(), 0));
  if (local == "urlset" || local == "sitemapindex") {
    return failed(offset, "this is a sitemap: it lists addresses and has no articles",
                  "read the pages that it lists");
  }
  language_ = root.attribute("xml:lang").value();
  if (local == "feed") {
    if (colon != std::string_view::npos) prefix_ = std::string(name.substr(0, colon + 1));
    read_channel(root);
  } else if (local == "rss" || local == "RDF") {
    for (const pugi::xml_node& child : root.children()) {
      if (plain_name(child) == "channel") read_channel(child);
    }
    read_items(root);
  } else {
    return failed(offset,
                  "the root element <" + std::string(name.substr(0, 40)) + "> is none of a feed's",
                  "RSS, Atom and JSON Feed are read");
  }
  return {};
}

std::string_view FeedReader::plain_name(const pugi::xml_node& node) const {
  std::string_view name = node.name();
  if (!prefix_.empty() && name.starts_with(prefix_)) name.remove_prefix(prefix_.size());
  return name;
}

void FeedReader::read_channel(const pugi::xml_node& channel) {
  for (const pugi::xml_node& child : channel.children()) {
    const std::string_view name = plain_name(child);
    if (name == "title" && outlet_.empty()) outlet_ = text_of(child);
    if ((name == "language" || name == "dc:language") && language_.empty())
      language_ = text_of(child);
  }
  if (const auto lang = channel.attribute("xml:lang")) language_ = lang.value();
  read_items(channel);
}

void FeedReader::read_items(const pugi::xml_node& parent) {
  for (const pugi::xml_node& child : parent.children()) {
    if (full()) return;
    const std::string_view name = plain_name(child);
    if (name == "item" || name == "entry") read_item(child);
  }
}

void FeedReader::read_item(const pugi::xml_node& node) {
  FeedItem item;
  item.index = static_cast<std::uint32_t>(documents_.size());
  item.line =
      line_of(base_ + static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0)));
  item.outlet = outlet_;
  item.language = language_;
  if (const auto lang = node.attribute("xml:lang")) item.language = lang.value();
  item.id = node.attribute("rdf:about").value();
  int ranks[9] = {};
  for (const pugi::xml_node& child : node.children()) read_field(child, item, ranks);
  documents_.push_back(make_document(std::move(item), options_, languages_, words_));
}

void FeedReader::read_field(const pugi::xml_node& node, FeedItem& item, int (&ranks)[9]) const {
  const std::string_view name = plain_name(node);
  const auto* known = std::find_if(std::begin(kFieldNames), std::end(kFieldNames),
                                   [&](const FieldName& field) { return field.name == name; });
  if (known == std::end(kFieldNames)) return;
  int& rank = ranks[static_cast<std::size_t>(known->kind)];
  if (known->rank <= rank) return;
  std::string text = value(node, known->kind);
  if (trim(std::string_view(text)).empty()) return;
  rank = known->rank;
  field_of(item, known->kind) = std::move(text);
}

std::string FeedReader::value(const pugi::xml_node& node, FieldKind kind) const {
  switch (kind) {
    case FieldKind::url: {
      const std::string_view rel = node.attribute("rel").value();
      if (!rel.empty() && rel != "alternate") return {};
      const std::string text = text_of(node);
      return trim(std::string_view(text)).empty() ? node.attribute("href").value() : text;
    }
    case FieldKind::author:
    case FieldKind::outlet: {
      const std::string child = (prefix_.empty() ? std::string() : prefix_) +
                                (kind == FieldKind::author ? "name" : "title");
      const pugi::xml_node inner = node.child(child.c_str());
      return text_of(inner ? inner : node);
    }
    case FieldKind::section: {
      const std::string text = text_of(node);
      return trim(std::string_view(text)).empty() ? node.attribute("term").value() : text;
    }
    case FieldKind::body:
    case FieldKind::title: {
      const bool markup =
          std::string_view(node.attribute("type").value()) == "xhtml" ||
          (node.first_child().type() == pugi::node_element && text_of(node).empty());
      return markup ? markup_of(node) : text_of(node);
    }
    default:
      return text_of(node);
  }
}

// Goes on behind damage: with the next item whose start tag is found there.
void FeedReader::read_rest(std::size_t offset) {
  const std::string item = "<" + prefix_ + "item", entry = "<" + prefix_ + "entry";
  for (int repairs = 0; repairs < kMaxRepairs && !full(); ++repairs) {
    problems_.push_back({Severity::warning,
                         options_.name,
                         line_of(offset),
                         offset,
                         "the XML is broken here; reading goes on with the next item",
                         {}});
    // "<items>" is no item.
    std::size_t next = std::min(text_.find(item + ">", offset), text_.find(entry + ">", offset));
    next = std::min({next, text_.find(item + " ", offset), text_.find(entry + " ", offset)});
    if (next == std::string::npos) return;
    pugi::xml_document rest;
    const auto parsed = rest.load_buffer(text_.data() + next, text_.size() - next,
                                         kParse | pugi::parse_fragment, pugi::encoding_utf8);
    base_ = next;
    read_items(rest);
    if (parsed) return;
    offset = std::max(next + static_cast<std::size_t>(parsed.offset), next + 1);
  }
}

}  // namespace

Result<std::vector<Document>> read_feed(std::string_view bytes, const ReadOptions& options,
                                        const Languages& languages, const ReadingWords& words) {
  if (bytes.size() > options.limits.max_bytes) {
    return failure(
        options.name,
        "the feed has more than " + std::to_string(options.limits.max_bytes) + " bytes, the limit");
  }
  std::vector<Problem> problems;
  auto text = to_utf8(bytes, options.charset, problems);
  if (!text) return tl::unexpected<Problem>(std::move(text.error()));
  auto documents = FeedReader(options, languages, words).read(std::move(*text));
  if (!documents) return documents;
  for (Problem& problem : problems) {
    problem.where = options.name;
    documents->front().problems.push_back(std::move(problem));
  }
  return documents;
}

}  // namespace mercato
