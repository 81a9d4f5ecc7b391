#include "2_read/html_text.h"

namespace mercato {
namespace {

// The length of a character that shows nothing at the front of `text`: soft hyphen, zero-width
// space and joiners, byte order mark; 0 for any other.
std::size_t invisible_length(std::string_view text) {
  if (text.starts_with("\xC2\xAD")) return 2;
  if (text.starts_with("\xEF\xBB\xBF")) return 3;
  if (text.starts_with("\xE2\x80\x8B") || text.starts_with("\xE2\x81\xA0")) return 3;
  return 0;
}

// The length of a space character at the front, breaking or not; 0 for any other.
std::size_t space_length(std::string_view text) {
  if (static_cast<unsigned char>(text[0]) <= ' ' || text[0] == 0x7F) return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  if (text.starts_with("\xE2\x80\xAF") || text.starts_with("\xE2\x80\x89")) return 3;
  return 0;
}

class RunWriter {
 public:
  RunWriter(const HtmlTree& tree, std::string& text, std::vector<Link>& links)
      : tree_(tree), text_(text), links_(links), begin_(static_cast<std::uint32_t>(text.size())) {}

  Span write(const TextRun& run) {
    open_link_around(run.first);
    for (std::uint32_t n = run.first; n < run.end; ++n) {
      const Tag tag = tree_.nodes[n].tag;
      if (n >= link_end_) close_link();
      if (is_never_text(tag)) {
        n = tree_.nodes[n].end - 1;
      } else if (tag == Tag::text) {
        append(tree_.text(n));
      } else if (tag == Tag::br) {
        line_ = true;
      } else if (tag == Tag::a) {
        open_link(n);
      }
    }
    close_link();
    return {begin_, static_cast<std::uint32_t>(text_.size())};
  }

 private:
  void append(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
      const std::string_view rest = text.substr(i);
      if (const std::size_t space = space_length(rest)) {
        space_ = true;
        i += space;
      } else if (const std::size_t nothing = invisible_length(rest)) {
        i += nothing;
      } else {
        if ((space_ || line_) && text_.size() > begin_) text_.push_back(line_ ? '\n' : ' ');
        space_ = line_ = false;
        if (link_waits_)
          link_begin_ = static_cast<std::uint32_t>(text_.size()), link_waits_ = false;
        text_.push_back(text[i++]);
      }
    }
  }

  void open_link_around(std::uint32_t node) {
    for (std::uint32_t n = tree_.nodes[node].parent; n; n = tree_.nodes[n].parent)
      if (tree_.nodes[n].tag == Tag::a) return open_link(n);
  }

  void open_link(std::uint32_t node) {
    close_link();
    url_ = tree_.attribute(node, Attribute::href);
    link_end_ = tree_.nodes[node].end;
    link_waits_ = open_ = !url_.empty();
  }

  void close_link() {
    if (open_ && !link_waits_)
      links_.push_back(
          {{link_begin_, static_cast<std::uint32_t>(text_.size())}, std::string(url_)});
    open_ = link_waits_ = false;
    link_end_ = 0xffffffff;
  }

  const HtmlTree& tree_;
  std::string& text_;
  std::vector<Link>& links_;
  std::uint32_t begin_, link_begin_ = 0, link_end_ = 0xffffffff;
  std::string_view url_;
  bool space_ = false, line_ = false, open_ = false, link_waits_ = false;
};

}  // namespace

Span append_run(const HtmlTree& tree, const TextRun& run, std::string& text,
                std::vector<Link>& links) {
  return RunWriter(tree, text, links).write(run);
}

bool has_words(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return true;
    if (c == 0xE2)
      i += 2;  // general punctuation, arrows and other symbols
    else if (c >= 0xC3)
      return true;
  }
  return false;
}

}  // namespace mercato
