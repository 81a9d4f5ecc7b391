#include "2_read/html_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/xmlerror.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "0_core/span.h"
#include "2_read/html_filter.h"

namespace mercato {
namespace {

constexpr std::size_t kChunk = 16u << 10;
constexpr std::size_t kMaxNodes = 250'000;
constexpr double kMaxSeconds =
    0.5;  // of this thread's processor time; ordinary pages take hundredths

// Both tables are in the order of their enumerations, which follow the alphabet.
constexpr std::array<std::string_view, 91> kTagNames = {
    "a",        "abbr",       "address", "article", "aside",  "b",        "base",   "blockquote",
    "body",     "br",         "button",  "caption", "center", "cite",     "code",   "dd",
    "del",      "details",    "dialog",  "dir",     "div",    "dl",       "dt",     "em",
    "fieldset", "figcaption", "figure",  "font",    "footer", "form",     "h1",     "h2",
    "h3",       "h4",         "h5",      "h6",      "head",   "header",   "hr",     "html",
    "i",        "img",        "input",   "ins",     "label",  "legend",   "li",     "link",
    "main",     "mark",       "menu",    "meta",    "nav",    "noscript", "object", "ol",
    "option",   "p",          "picture", "pre",     "q",      "s",        "samp",   "section",
    "select",   "small",      "source",  "span",    "strike", "strong",   "sub",    "summary",
    "sup",      "svg",        "table",   "tbody",   "td",     "template", "tfoot",  "th",
    "thead",    "time",       "title",   "tr",      "u",      "ul",       "video",  "wbr",
    "~",        "~",          "~"};
constexpr std::size_t kTagCount =
    static_cast<std::size_t>(Tag::wbr) - static_cast<std::size_t>(Tag::a) + 1;

struct AttributeName {
  std::string_view name;
  Attribute attribute;
};
constexpr std::array<AttributeName, 21> kAttributeNames = {{
    {"id", Attribute::id},
    {"class", Attribute::class_},
    {"href", Attribute::href},
    {"name", Attribute::name},
    {"property", Attribute::property},
    {"content", Attribute::content},
    {"itemprop", Attribute::itemprop},
    {"itemtype", Attribute::itemtype},
    {"rel", Attribute::rel},
    {"datetime", Attribute::datetime},
    {"pubdate", Attribute::pubdate},
    {"lang", Attribute::lang},
    {"role", Attribute::role},
    {"style", Attribute::style},
    {"hidden", Attribute::hidden},
    {"aria-hidden", Attribute::aria_hidden},
    {"cite", Attribute::cite},
    {"data-instgrm-permalink", Attribute::data_instgrm_permalink},
    {"data-href", Attribute::data_href},
    {"data-component", Attribute::data_component},
    {"data-testid", Attribute::data_testid},
}};

Tag find_tag(std::string_view name) {
  const auto end = kTagNames.begin() + kTagCount;
  const auto found = std::lower_bound(kTagNames.begin(), end, name);
  if (found != end && *found == name)
    return static_cast<Tag>(found - kTagNames.begin() + static_cast<std::ptrdiff_t>(Tag::a));
  return name.find('-') == std::string_view::npos ? Tag::other : Tag::custom;
}

std::optional<Attribute> find_attribute(std::string_view name) {
  for (const AttributeName& known : kAttributeNames)
    if (known.name == name) return known.attribute;
  return std::nullopt;
}

std::string_view view(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

// What authors mean by the control characters U+0080 to U+009F: the Windows characters at these
// places.
constexpr std::array<std::uint16_t, 32> kWindowsControls = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

void append_utf8(std::uint32_t c, std::string& out) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | c >> 6));
    out.push_back(static_cast<char>(0x80 | (c & 63)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | c >> 12));
    out.push_back(static_cast<char>(0x80 | (c >> 6 & 63)));
    out.push_back(static_cast<char>(0x80 | (c & 63)));
  } else {
    out.push_back(static_cast<char>(0xF0 | c >> 18));
    out.push_back(static_cast<char>(0x80 | (c >> 12 & 63)));
    out.push_back(static_cast<char>(0x80 | (c >> 6 & 63)));
    out.push_back(static_cast<char>(0x80 | (c & 63)));
  }
}

void append_mended(std::string_view text, std::string& out) {
  std::size_t kept = 0;
  for (std::size_t at = text.find('\xC2'); at < text.size(); at = text.find('\xC2', at + 2)) {
    if (at + 1 >= text.size()) break;
    const unsigned char second = static_cast<unsigned char>(text[at + 1]);
    if (second < 0x80 || second > 0x9F) continue;
    out.append(text.substr(kept, at - kept));
    append_utf8(kWindowsControls[second - 0x80], out);
    kept = at + 2;
  }
  out.append(text.substr(kept));
}

// Receives the parser's events and grows the tree.
class TreeBuilder {
 public:
  explicit TreeBuilder(HtmlTree& tree) : tree_(tree) {
    tree_.nodes.reserve(4096);
    tree_.nodes.push_back({});
    open_.push_back(0);
  }

  bool full() const { return tree_.nodes.size() >= kMaxNodes; }

  void start(std::string_view name, const xmlChar** attributes) {
    if (full()) return;
    const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
    HtmlNode node;
    node.parent = open_.back();
    node.tag = find_tag(name);
    node.first_attribute = static_cast<std::uint32_t>(tree_.attributes.size());
    for (; attributes && attributes[0]; attributes += 2)
      add_attribute(view(attributes[0]), view(attributes[1]));
    node.attribute_count = static_cast<std::uint8_t>(
        std::min<std::size_t>(tree_.attributes.size() - node.first_attribute, 255));
    tree_.nodes.push_back(node);
    open_.push_back(index);
  }

  void end(std::string_view name) {
    const Tag tag = find_tag(name);
    if (open_.size() < 2 || tree_.nodes[open_.back()].tag != tag) return;
    tree_.nodes[open_.back()].end = static_cast<std::uint32_t>(tree_.nodes.size());
    open_.pop_back();
  }

  void text(std::string_view text) {
    if (full()) return;
    HtmlNode& last = tree_.nodes.back();
    const bool continues = last.tag == Tag::text && last.parent == open_.back() &&
                           last.text_end == tree_.strings.size();
    const auto begin = static_cast<std::uint32_t>(tree_.strings.size());
    append_mended(text, tree_.strings);
    const auto end = static_cast<std::uint32_t>(tree_.strings.size());
    if (continues) {
      last.text_end = end;
      return;
    }
    HtmlNode node;
    node.parent = open_.back();
    node.tag = Tag::text;
    node.end = static_cast<std::uint32_t>(tree_.nodes.size() + 1);
    node.text_begin = begin;
    node.text_end = end;
    tree_.nodes.push_back(node);
  }

  void finish() {
    for (; !open_.empty(); open_.pop_back())
      tree_.nodes[open_.back()].end = static_cast<std::uint32_t>(tree_.nodes.size());
  }

 private:
  void add_attribute(std::string_view name, std::string_view value) {
    const std::optional<Attribute> known = find_attribute(name);
    if (!known) return;
    const auto begin = static_cast<std::uint32_t>(tree_.strings.size());
    append_mended(value, tree_.strings);
    tree_.attributes.push_back({*known, begin, static_cast<std::uint32_t>(tree_.strings.size())});
  }

  HtmlTree& tree_;
  std::vector<std::uint32_t> open_;
};

void on_start(void* builder, const xmlChar* name, const xmlChar** attributes) {
  static_cast<TreeBuilder*>(builder)->start(view(name), attributes);
}
void on_end(void* builder, const xmlChar* name) {
  static_cast<TreeBuilder*>(builder)->end(view(name));
}
void on_text(void* builder, const xmlChar* text, int size) {
  static_cast<TreeBuilder*>(builder)->text(view(text).substr(0, static_cast<std::size_t>(size)));
}
void on_error(void*, xmlErrorPtr) {}

struct FreeParser {
  void operator()(htmlParserCtxtPtr parser) const { htmlFreeParserCtxt(parser); }
};
using Parser = std::unique_ptr<htmlParserCtxt, FreeParser>;

// Events only: no tree of libxml2's own, no entity loader, no network, nothing on stderr.
Parser open_parser(TreeBuilder& builder, htmlSAXHandler& handler) {
  std::memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElement = on_start;
  handler.endElement = on_end;
  handler.characters = on_text;
  handler.ignorableWhitespace = on_text;
  handler.cdataBlock = on_text;
  handler.serror = on_error;
  Parser parser(
      htmlCreatePushParserCtxt(&handler, &builder, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
  if (parser)
    htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                         HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                         HTML_PARSE_IGNORE_ENC);
  return parser;
}

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

Problem cut_off(std::string_view html, std::size_t offset, std::string message) {
  return {Severity::error, "", line_at(html, offset), offset, std::move(message), ""};
}

// Pushes the page through filter and parser until its end or the end of a budget.
void feed(std::string_view html, HtmlFilter& filter, htmlParserCtxtPtr parser,
          const TreeBuilder& builder, std::vector<Problem>& problems) {
  const double start = thread_seconds();
  std::string chunk;
  for (bool more = true; more;) {
    chunk.clear();
    more = filter.next(kChunk, chunk);
    htmlParseChunk(parser, chunk.data(), static_cast<int>(chunk.size()), 0);
    if (builder.full()) {
      problems.push_back(cut_off(html, filter.offset(),
                                 "the page has more than " + std::to_string(kMaxNodes) +
                                     " elements; the rest is not read"));
      break;
    }
    if (more && thread_seconds() - start > kMaxSeconds) {
      problems.push_back(
          cut_off(html, filter.offset(), "the page takes too long to parse; the rest is not read"));
      break;
    }
  }
  htmlParseChunk(parser, nullptr, 0, 1);
}

}  // namespace

std::string_view HtmlTree::attribute(std::uint32_t node, Attribute name) const {
  const HtmlNode& element = nodes[node];
  for (std::uint32_t i = 0; i < element.attribute_count; ++i) {
    const HtmlAttribute& given = attributes[element.first_attribute + i];
    if (given.name == name)
      return std::string_view(strings).substr(given.begin, given.end - given.begin);
  }
  return {};
}

bool HtmlTree::has_attribute(std::uint32_t node, Attribute name) const {
  const HtmlNode& element = nodes[node];
  for (std::uint32_t i = 0; i < element.attribute_count; ++i)
    if (attributes[element.first_attribute + i].name == name) return true;
  return false;
}

std::string HtmlTree::inner_text(std::uint32_t node, std::size_t limit) const {
  std::string out;
  bool space = false;
  for (std::uint32_t i = node; i < nodes[node].end && out.size() < limit; ++i) {
    if (nodes[i].tag == Tag::br || (is_block(nodes[i].tag) && i != node)) space = true;
    if (nodes[i].tag != Tag::text) continue;
    for (const char c : whole_characters(text(i), limit)) {
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        space = true;
        continue;
      }
      if (space && !out.empty()) out.push_back(' ');
      space = false;
      out.push_back(c);
    }
  }
  return out;
}

bool is_block(Tag tag) {
  switch (tag) {
    case Tag::text:
    case Tag::other:
    case Tag::a:
    case Tag::abbr:
    case Tag::b:
    case Tag::br:
    case Tag::cite:
    case Tag::code:
    case Tag::del:
    case Tag::em:
    case Tag::font:
    case Tag::i:
    case Tag::img:
    case Tag::ins:
    case Tag::label:
    case Tag::link:
    case Tag::mark:
    case Tag::meta:
    case Tag::q:
    case Tag::s:
    case Tag::samp:
    case Tag::small:
    case Tag::source:
    case Tag::span:
    case Tag::strike:
    case Tag::strong:
    case Tag::sub:
    case Tag::sup:
    case Tag::time:
    case Tag::u:
    case Tag::wbr:
    case Tag::picture:
    case Tag::input:
    case Tag::button:
    case Tag::svg:
    case Tag::video:
    case Tag::noscript:
    case Tag::object:
    case Tag::select:
      return false;
    default:
      return true;
  }
}

ParsedHtml parse_html(std::string_view html, const ReadLimits& limits,
                      std::vector<Problem>& problems) {
  ParsedHtml parsed;
  TreeBuilder builder(parsed.tree);
  htmlSAXHandler handler;
  HtmlFilter filter(html, limits);
  if (const Parser parser = open_parser(builder, handler))
    feed(html, filter, parser.get(), builder, problems);
  builder.finish();
  for (const std::string_view script : filter.json_ld()) parsed.json_ld.emplace_back(script);
  problems.insert(problems.end(), filter.problems().begin(), filter.problems().end());
  return parsed;
}

namespace {

// The character that "amp", "#39" or "#x27" stands for; 0 where it is none.
std::uint32_t referenced(std::string_view name) {
  if (name.starts_with('#')) {
    const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const unsigned long value =
        std::strtoul(std::string(name.substr(hex ? 2 : 1)).c_str(), nullptr, hex ? 16 : 10);
    const bool valid = value > 0 && value < 0x110000 && (value < 0xD800 || value > 0xDFFF);
    return !valid ? 0 : value >= 0x80 && value < 0xA0 ? kWindowsControls[value - 0x80] : value;
  }
  const htmlEntityDesc* entity =
      htmlEntityLookup(reinterpret_cast<const xmlChar*>(std::string(name).c_str()));
  return entity ? entity->value : 0;
}

}  // namespace

std::string decode_references(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t amp = std::min(text.find('&', at), text.size());
    out.append(text.substr(at, amp - at));
    at = amp;
    if (at >= text.size()) break;
    const std::size_t end = text.substr(at, 12).find(';');
    const std::uint32_t c =
        end == std::string_view::npos ? 0 : referenced(text.substr(at + 1, end - 1));
    if (c) append_utf8(c, out);
    if (!c) out.push_back('&');
    at += c ? end + 1 : 1;
  }
  return out;
}

}  // namespace mercato
