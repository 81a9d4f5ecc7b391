#include "2_read/html_filter.h"

#include <algorithm>
#include <cstring>

namespace mercato {
namespace {

constexpr std::size_t kMaxName = 40;
constexpr std::size_t kMaxValue = 16u << 10;
// Text without a tag is held back by libxml2 until one comes; an empty comment lets it go on.
constexpr std::size_t kLongText = 32u << 10;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

std::uint32_t hash_name(std::string_view name) {
  std::uint32_t hash = 2166136261u;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(lower(c))) * 16777619u;
  return hash;
}

constexpr std::uint32_t name(std::string_view text) {
  std::uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

bool is_void(std::uint32_t tag) {
  switch (tag) {
    case name("area"):
    case name("base"):
    case name("br"):
    case name("col"):
    case name("embed"):
    case name("hr"):
    case name("img"):
    case name("input"):
    case name("link"):
    case name("meta"):
    case name("param"):
    case name("source"):
    case name("track"):
    case name("wbr"):
    case name("keygen"):
    case name("basefont"):
    case name("frame"):
    case name("isindex"):
      return true;
    default:
      return false;
  }
}

// Void elements that libxml2 2.9 does not know: it would nest all that follows inside them.
bool is_unknown_void(std::uint32_t tag) {
  return tag == name("wbr") || tag == name("source") || tag == name("track") ||
         tag == name("keygen");
}

// An element of these names closes an open one of the same name, so a list without end tags is not
// a deep nest.
bool closes_itself(std::uint32_t tag) {
  switch (tag) {
    case name("p"):
    case name("li"):
    case name("option"):
    case name("dt"):
    case name("dd"):
    case name("td"):
    case name("th"):
    case name("tr"):
    case name("a"):
      return true;
    default:
      return false;
  }
}

bool is_raw_text(std::uint32_t tag) {
  switch (tag) {
    case name("script"):
    case name("style"):
    case name("textarea"):
    case name("iframe"):
    case name("xmp"):
    case name("noembed"):
    case name("noframes"):
      return true;
    default:
      return false;
  }
}

// The attributes that anything in this folder reads; the rest is weight.
bool is_wanted(std::uint32_t attribute) {
  switch (attribute) {
    case name("id"):
    case name("class"):
    case name("href"):
    case name("name"):
    case name("property"):
    case name("content"):
    case name("itemprop"):
    case name("itemtype"):
    case name("rel"):
    case name("datetime"):
    case name("pubdate"):
    case name("lang"):
    case name("role"):
    case name("style"):
    case name("hidden"):
    case name("aria-hidden"):
    case name("cite"):
    case name("http-equiv"):
    case name("data-instgrm-permalink"):
    case name("data-href"):
    case name("data-component"):
    case name("data-testid"):
    case name("type"):
      return true;
    default:
      return false;
  }
}

bool equals_nocase(std::string_view a, std::string_view lower_b) {
  return a.size() == lower_b.size() && std::equal(a.begin(), a.end(), lower_b.begin(),
                                                  [](char x, char y) { return lower(x) == y; });
}

std::size_t name_end(std::string_view html, std::size_t from) {
  std::size_t end = from;
  while (end < html.size() && !is_space(html[end]) && html[end] != '>' && html[end] != '/' &&
         html[end] != '<')
    ++end;
  return end;
}

}  // namespace

struct HtmlFilter::TagText {
  std::size_t begin = 0;
  std::string_view type;  // the type attribute, which tells JSON-LD from code
};

std::uint32_t line_at(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  return 1 + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
}

HtmlFilter::HtmlFilter(std::string_view html, const ReadLimits& limits)
    : html_(html), limits_(limits) {}

void HtmlFilter::tell(std::size_t offset, std::string message) {
  Problem problem;
  problem.severity = Severity::warning;
  problem.offset = offset;
  problem.line = line_at(html_, offset);
  problem.message = std::move(message);
  problems_.push_back(std::move(problem));
}

bool HtmlFilter::next(std::size_t size, std::string& out) {
  const std::size_t enough = out.size() + size;
  while (at_ < html_.size() && out.size() < enough) {
    if (html_[at_] == '<') {
      pass_markup(out);
    } else {
      const std::size_t end = std::min(html_.find('<', at_), html_.size());
      pass_text(std::min(end, at_ + kLongText), out);
    }
  }
  return at_ < html_.size();
}

void HtmlFilter::pass_text(std::size_t end, std::string& out) {
  while (end < html_.size() && (html_[end] & 0xC0) == 0x80) ++end;
  if (!count_text(end - at_)) return;
  out.append(html_.substr(at_, end - at_));
  at_ = end;
  if (end < html_.size() && html_[end] != '<') out.append("<!---->");
}

// False, and the page is at its end, where the text would grow beyond its bound.
bool HtmlFilter::count_text(std::size_t size) {
  text_bytes_ += size;
  if (text_bytes_ <= limits_.max_text) return true;
  tell(at_, "the page holds more than " + std::to_string(limits_.max_text) +
                " bytes of text; the rest is not read");
  at_ = html_.size();
  return false;
}

void HtmlFilter::pass_markup(std::string& out) {
  const char after = at_ + 1 < html_.size() ? html_[at_ + 1] : '\0';
  if (is_letter(after)) return pass_start_tag(out);
  if (after == '/' && at_ + 2 < html_.size() && is_letter(html_[at_ + 2])) return pass_end_tag(out);
  if (after == '!' || after == '?' || after == '/') return skip_comment();
  if (!count_text(4)) return;
  out.append("&lt;");
  ++at_;
}

void HtmlFilter::skip_comment() {
  if (comments_end_ && html_.substr(at_, 4) == "<!--") {
    const std::size_t end = html_.find("-->", at_ + 2);
    comments_end_ = end != std::string_view::npos;
    if (comments_end_) {
      at_ = end + 3;
      return;
    }
    tell(at_, "a comment is never closed; its opening is ignored");
  }
  skip_to(">");
}

void HtmlFilter::skip_to(std::string_view end) {
  const std::size_t found = html_.find(end, at_);
  at_ = found == std::string_view::npos ? html_.size() : found + end.size();
}

bool HtmlFilter::open(std::uint32_t tag) {
  if (closes_itself(tag) && !open_.empty() && open_.back() == tag) return true;
  if (beyond_depth_ > 0 || open_.size() >= limits_.max_depth) {
    ++beyond_depth_;
    return false;
  }
  open_.push_back(tag);
  ++open_count_[tag & 255];
  return true;
}

bool HtmlFilter::close(std::uint32_t tag) {
  if (beyond_depth_ > 0) {
    --beyond_depth_;
    return false;
  }
  if (open_count_[tag & 255] == 0) return false;
  if (std::find(open_.begin(), open_.end(), tag) == open_.end()) return false;
  while (open_.back() != tag) {
    --open_count_[open_.back() & 255];
    open_.pop_back();
  }
  --open_count_[tag & 255];
  open_.pop_back();
  return true;
}

void HtmlFilter::pass_start_tag(std::string& out) {
  TagText tag;
  tag.begin = at_;
  const std::size_t end = name_end(html_, at_ + 1);
  const std::string_view written = html_.substr(at_ + 1, std::min(end - at_ - 1, kMaxName));
  const std::uint32_t hash = hash_name(written);
  const std::size_t rollback = out.size();
  out.push_back('<');
  for (const char c : written) out.push_back(lower(c));
  at_ = end;
  scan_attributes(tag, out);
  if (is_raw_text(hash)) {
    out.resize(rollback);
    return skip_raw_text(written, equals_nocase(tag.type.substr(0, 19), "application/ld+json"));
  }
  out.push_back('>');
  if (is_unknown_void(hash)) out.resize(rollback);
  if (is_void(hash)) return;
  if (!open(hash)) {
    out.resize(rollback);
    if (!told_depth_)
      tell(tag.begin, "elements nest deeper than " + std::to_string(limits_.max_depth) +
                          "; the deeper tags are ignored and their text is kept");
    told_depth_ = true;
  }
}

void HtmlFilter::pass_end_tag(std::string& out) {
  const std::size_t end = name_end(html_, at_ + 2);
  const std::string_view written = html_.substr(at_ + 2, std::min(end - at_ - 2, kMaxName));
  at_ = end;
  skip_to(">");
  if (!close(hash_name(written))) return;
  out.append("</");
  for (const char c : written) out.push_back(lower(c));
  out.push_back('>');
}

// Reads up to and with the '>' of the tag and passes what is wanted.
void HtmlFilter::scan_attributes(TagText& tag, std::string& out) {
  std::size_t count = 0;
  while (in_tag()) {
    if (is_space(html_[at_]) || html_[at_] == '/') {
      ++at_;
      continue;
    }
    const std::size_t begin = at_++;  // a first '=' belongs to the name
    while (in_tag() && !is_space(html_[at_]) && html_[at_] != '=' && html_[at_] != '/') ++at_;
    const std::string_view attribute = html_.substr(begin, at_ - begin);
    const std::string_view value = scan_value();
    if (++count > limits_.max_attributes) continue;
    if (equals_nocase(attribute, "type")) tag.type = value;
    pass_attribute(attribute, value, out);
  }
  if (at_ < html_.size()) ++at_;
  if (count <= limits_.max_attributes || told_attributes_) return;
  told_attributes_ = true;
  tell(tag.begin, "an element has " + std::to_string(count) +
                      " attributes; those after the first " +
                      std::to_string(limits_.max_attributes) + " are ignored");
}

// The value after an attribute's name, quoted or not; empty where there is none.
std::string_view HtmlFilter::scan_value() {
  skip_space();
  if (!in_tag() || html_[at_] != '=') return {};
  ++at_;
  skip_space();
  if (!in_tag()) return {};
  const char quote = html_[at_];
  if (quote != '"' && quote != '\'') {
    const std::size_t from = at_;
    while (in_tag() && !is_space(html_[at_])) ++at_;
    return html_.substr(from, at_ - from);
  }
  const std::size_t from = at_ + 1;
  const std::size_t to = std::min(html_.find(quote, from), html_.size());
  at_ = std::min(to + 1, html_.size());
  return html_.substr(from, to - from);
}

void HtmlFilter::skip_space() {
  while (in_tag() && is_space(html_[at_])) ++at_;
}

void HtmlFilter::pass_attribute(std::string_view attribute, std::string_view value,
                                std::string& out) const {
  if (attribute.size() > kMaxName || value.size() > kMaxValue || !is_wanted(hash_name(attribute)))
    return;
  out.push_back(' ');
  for (const char c : attribute) out.push_back(lower(c));
  out.append("=\"");
  for (const char c : value) {
    if (c == '"')
      out.append("&quot;");
    else
      out.push_back(c);
  }
  out.push_back('"');
}

void HtmlFilter::skip_raw_text(std::string_view element, bool is_json_ld) {
  const std::size_t begin = at_;
  std::size_t end = at_;
  for (;; ++end) {
    end = html_.find("</", end);
    if (end == std::string_view::npos) break;
    const std::string_view closing = html_.substr(end + 2, element.size());
    if (closing.size() == element.size() && hash_name(closing) == hash_name(element)) break;
  }
  if (is_json_ld) json_ld_.push_back(html_.substr(begin, std::min(end, html_.size()) - begin));
  at_ = std::min(end, html_.size());
  if (at_ < html_.size()) skip_to(">");
}

}  // namespace mercato
