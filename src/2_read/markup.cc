#include "2_read/markup.h"

#include <algorithm>

#include "2_read/html_tree.h"
#include "2_read/lines.h"

namespace mercato {
namespace {

constexpr std::size_t kMaxLinks = 1000;
constexpr std::string_view kBlocks[] = {
    "p",  "div",        "li", "ul",    "ol",      "h1",      "h2",     "h3",         "h4", "h5",
    "h6", "blockquote", "tr", "table", "section", "article", "figure", "figcaption", "hr", "pre"};
constexpr std::string_view kRaw[] = {"script", "style", "iframe", "noscript", "svg"};

bool is_name_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

template <std::size_t N>
bool among(const std::string_view (&names)[N], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// Reads one fragment from front to back.
class MarkupReader {
 public:
  MarkupReader(std::string_view in, std::string& out, std::vector<Link>& links)
      : in_(in), out_(out), links_(links) {}

  void run();

 private:
  void text(std::string_view raw);
  void tag();
  void open_tag(std::string_view name, std::string_view rest);
  void close_tag(std::string_view name);
  void skip_raw(std::string_view name);
  void break_line(std::size_t newlines);
  void end_link();

  const std::string_view in_;
  std::string& out_;
  std::vector<Link>& links_;
  std::size_t at_ = 0;
  std::size_t breaks_ = 0;  // line breaks to write before the next text
  bool space_ = false;      // likewise a space
  bool started_ = false;
  std::string url_;  // of the open link
  std::size_t link_begin_ = 0;
  std::string name_;
};

void MarkupReader::run() {
  while (at_ < in_.size()) {
    std::size_t open = in_.find('<', at_);
    // A '<' that opens no tag is text ("Lens < Lille").
    while (open != std::string_view::npos && open + 1 < in_.size()) {
      const char c = lower(in_[open + 1]);
      if ((c >= 'a' && c <= 'z') || c == '/' || c == '!' || c == '?') break;
      open = in_.find('<', open + 1);
    }
    const std::size_t end =
        open == std::string_view::npos || open + 1 >= in_.size() ? in_.size() : open;
    text(in_.substr(at_, end - at_));
    at_ = end;
    if (at_ < in_.size()) tag();
  }
  end_link();
}

void MarkupReader::text(std::string_view raw) {
  if (raw.empty()) return;
  std::string decoded;
  if (raw.find('&') != std::string_view::npos) {
    decoded = decode_references(raw);
    raw = decoded;
  }
  while (!raw.empty()) {
    if (const std::size_t space = space_at(raw)) {
      space_ = true;
      raw.remove_prefix(space);
      continue;
    }
    if (started_ && breaks_ > 0)
      out_.append(breaks_, '\n');
    else if (started_ && space_)
      out_ += ' ';
    breaks_ = 0;
    space_ = false;
    started_ = true;
    if (!url_.empty() && link_begin_ == std::string::npos) link_begin_ = out_.size();
    out_ += raw.front();
    raw.remove_prefix(1);
  }
}

void MarkupReader::break_line(std::size_t newlines) { breaks_ = std::max(breaks_, newlines); }

void MarkupReader::tag() {
  if (in_.substr(at_).starts_with("<!--")) {
    const std::size_t end = in_.find("-->", at_ + 4);
    at_ = end == std::string_view::npos ? in_.size() : end + 3;
    return;
  }
  const bool closing = in_[at_ + 1] == '/';
  std::size_t i = at_ + (closing ? 2 : 1);
  name_.clear();
  for (; i < in_.size() && is_name_char(lower(in_[i])); ++i) name_ += lower(in_[i]);
  const std::size_t end = std::min(in_.find('>', i), in_.size());
  const std::string_view rest = in_.substr(i, end - i);
  at_ = std::min(end + 1, in_.size());
  if (closing)
    close_tag(name_);
  else
    open_tag(name_, rest);
}

void MarkupReader::open_tag(std::string_view name, std::string_view rest) {
  if (name == "br")
    break_line(1);
  else if (among(kBlocks, name))
    break_line(2);
  if (among(kRaw, name) && !rest.ends_with('/')) skip_raw(name);
  if (name != "a") return;
  end_link();
  const std::size_t href = rest.find("href=");
  if (href == std::string_view::npos || href + 6 >= rest.size()) return;
  const char quote = rest[href + 5];
  const bool quoted = quote == '"' || quote == '\'';
  const std::string_view value = rest.substr(href + (quoted ? 6 : 5));
  url_ = decode_references(
      value.substr(0, quoted ? value.find(quote) : value.find_first_of(" \t\n>")));
  link_begin_ = std::string::npos;
}

void MarkupReader::close_tag(std::string_view name) {
  if (name == "a") end_link();
  if (among(kBlocks, name)) break_line(2);
}

void MarkupReader::end_link() {
  if (!url_.empty() && link_begin_ != std::string::npos && link_begin_ < out_.size() &&
      links_.size() < kMaxLinks) {
    const Span span{static_cast<std::uint32_t>(link_begin_),
                    static_cast<std::uint32_t>(out_.size())};
    links_.push_back({span, url_});
  }
  url_.clear();
}

void MarkupReader::skip_raw(std::string_view name) {
  while (at_ < in_.size()) {
    const std::size_t end = in_.find("</", at_);
    if (end == std::string_view::npos) break;
    at_ = end + 2;
    std::size_t i = 0;
    while (i < name.size() && at_ + i < in_.size() && lower(in_[at_ + i]) == name[i]) ++i;
    if (i < name.size()) continue;
    at_ = std::min(in_.find('>', at_), in_.size() - 1) + 1;
    return;
  }
  at_ = in_.size();
}

}  // namespace

void append_markup_text(std::string_view fragment, std::string& out, std::vector<Link>& links) {
  MarkupReader(fragment, out, links).run();
}

}  // namespace mercato
