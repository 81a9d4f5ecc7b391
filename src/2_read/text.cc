#include "2_read/text.h"

#include <algorithm>

#include "2_read/charset.h"
#include "2_read/lines.h"
#include "2_read/posts.h"

namespace mercato {
namespace {

constexpr std::uint32_t kLeadLine = 120;  // bytes of a metadata line
constexpr std::uint32_t kTitle = 250;     // bytes
constexpr std::uint32_t kTitleSentence =
    200;  // a title that ends like a sentence has to be shorter
constexpr std::uint32_t kHeading = 90;
constexpr std::uint32_t kBylineName = 60;
constexpr std::uint32_t kWrapMin = 50, kWrapMax = 100;  // line lengths of hard-wrapped text
constexpr int kLeadLines = 8;
constexpr std::size_t kMaxBlocks = 60'000;
constexpr std::string_view kBullets[] = {"- ",     "* ",     "\u2022",  "\u25aa",
                                         "\u25cf", "\u2023", "\u2013 ", "\u2014 "};

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// The last character that says how a line ends, closing quotes and brackets left out.
char final_mark(std::string_view line) {
  while (!line.empty()) {
    const char c = line.back();
    if (c == '"' || c == '\'' || c == ')' || c == ']' || c == '*')
      line.remove_suffix(1);
    else if (line.ends_with("\u00bb"))
      line.remove_suffix(2);
    else if (line.ends_with("\u201d") || line.ends_with("\u2019"))
      line.remove_suffix(3);
    else if (line.ends_with("\u2026"))
      return '~';
    else if (is_space_byte(c))
      line.remove_suffix(1);
    else
      return line.ends_with("...") ? '~' : c;
  }
  return 0;
}

bool ends_sentence(std::string_view line) {
  const char mark = final_mark(line);
  return mark == '.' || mark == '!' || mark == '?' || mark == '~' || mark == ':';
}

bool may_be_name(std::string_view text) {
  if (text.empty() || text.size() > kBylineName) return false;
  if (is_lower(text[0]) || text.find_first_of("!?;:\"") != std::string_view::npos) return false;
  const std::size_t stop = text.find(". ");
  const bool sentence = final_mark(text) == '.' && text.size() > 3 && text[text.size() - 3] != '.';
  return std::count(text.begin(), text.end(), ' ') <= 6 &&
         (stop == std::string_view::npos || stop <= 2) && !sentence;
}

std::size_t bullet(std::string_view line) {
  for (const std::string_view mark : kBullets) {
    if (line.starts_with(mark)) return mark.size();
  }
  return 0;
}

// Splits one text. Reads it once from front to back.
class TextSplitter {
 public:
  TextSplitter(Document& document, TextOrigin origin, const Languages& languages,
               const ReadingWords& words)
      : document_(document),
        text_(document.text),
        origin_(origin),
        languages_(languages),
        words_(words) {}

  void run();

 private:
  // A line's content without white space at its ends; empty for a blank line.
  struct Line {
    Span span;
    std::uint32_t next = 0;  // where the next line begins
    bool last = false;       // nothing but white space follows
  };
  Line line_from(std::uint32_t begin) const;

  void lead();
  bool metadata(Span line);
  bool date_line(Span line);
  bool section_line(Span line);
  bool byline(Span line);
  bool is_title(const Line& line, bool first) const;
  bool blank_at(std::uint32_t begin) const;
  bool holds_post(Span line) const;
  void paragraphs();
  void paragraph();
  bool wrapped() const;
  bool joins(Span before, Span after, bool wraps) const;
  void add(Span span, BlockKind kind);
  void mark_headings();
  std::string_view part(Span span) const { return slice(text_, span); }

  Document& document_;
  const std::string_view text_;
  const TextOrigin origin_;
  const Languages& languages_;
  const ReadingWords& words_;
  std::uint32_t at_ = 0;
  std::vector<Span> lines_;  // of the paragraph being read
};

void TextSplitter::run() {
  lead();
  paragraphs();
  mark_headings();
  split_posts(document_, languages_, words_);
}

TextSplitter::Line TextSplitter::line_from(std::uint32_t begin) const {
  const auto size = static_cast<std::uint32_t>(text_.size());
  const Span line = next_line(text_, begin);
  Line out;
  out.span = trim(text_, line);
  out.next = std::min(line.end + 1, size);
  out.last = out.next >= size;
  return out;
}

bool TextSplitter::blank_at(std::uint32_t begin) const {
  return begin >= text_.size() || trim(text_, next_line(text_, begin)).empty();
}

// The lines before the body: metadata and the title, in any order.
void TextSplitter::lead() {
  const auto size = static_cast<std::uint32_t>(text_.size());
  bool titled = false, first = true;
  for (int lines = 0; lines < kLeadLines && at_ < size;) {
    const Line line = line_from(at_);
    if (!line.span.empty()) {
      ++lines;
      if (metadata(line.span)) {
        add(line.span, BlockKind::metadata);
      } else if (!titled && is_title(line, first)) {
        titled = true;
        add(line.span, BlockKind::title);
        if (document_.title.empty()) document_.title = std::string(part(line.span));
      } else {
        return;
      }
      first = false;
    }
    at_ = line.next;
  }
}

bool TextSplitter::metadata(Span line) {
  if (line.size() > kLeadLine) return false;
  return date_line(line) || section_line(line) || byline(line);
}

// "date 2024-06", alone or with a section behind it; "11 juin 2024" alone.
bool TextSplitter::date_line(Span line) {
  const std::string_view text = part(line);
  const std::size_t used = words_.match(text, LeadRole::date);
  if (used == 0 && !(text[0] >= '0' && text[0] <= '9')) return false;
  std::uint32_t at = line.begin + static_cast<std::uint32_t>(used);
  while (at < line.end && (is_space_byte(text_[at]) || text_[at] == ':')) ++at;
  const auto date = parse_date(languages_, part({at, line.end}));
  if (!date || !date->date.known()) return false;
  const Span rest = trim(text_, {at + static_cast<std::uint32_t>(date->used), line.end});
  const bool time_only =
      part(rest).find_first_not_of("0123456789:hH.,- ") == std::string_view::npos;
  if (!rest.empty() && !(used != 0 && section_line(rest)) && !(used != 0 && byline(rest)) &&
      !time_only)
    return false;
  if (!document_.published.known()) {
    document_.published = date->date;
    document_.published_time =
        std::string(trim(part({at, at + static_cast<std::uint32_t>(date->used)})));
  }
  return true;
}

// "Dans : OM."
bool TextSplitter::section_line(Span line) {
  const std::size_t used = words_.match(part(line), LeadRole::section);
  if (used == 0) return false;
  std::uint32_t at = line.begin + static_cast<std::uint32_t>(used);
  while (at < line.end && space_at(part({at, line.end})))
    at += static_cast<std::uint32_t>(space_at(part({at, line.end})));
  if (at >= line.end || text_[at] != ':') return false;
  Span name = trim(text_, {at + 1, line.end});
  if (!name.empty() && text_[name.end - 1] == '.') --name.end;
  if (name.empty() || name.size() > kBylineName) return false;
  if (document_.section.empty()) document_.section = std::string(part(name));
  return true;
}

bool TextSplitter::byline(Span line) {
  const std::size_t used = words_.match(part(line), LeadRole::byline);
  if (used == 0) return false;
  std::uint32_t at = line.begin + static_cast<std::uint32_t>(used);
  if (at < line.end && text_[at] == ':') ++at;
  const Span name = trim(text_, {at, line.end});
  if (!may_be_name(part(name))) return false;
  if (document_.author.empty()) document_.author = std::string(part(name));
  return true;
}

bool TextSplitter::is_title(const Line& line, bool first) const {
  if (line.span.size() > kTitle || line.last || bullet(part(line.span))) return false;
  if (!blank_at(line.next) || holds_post(line.span)) return false;
  if (final_mark(part(line.span)) != '.') return final_mark(part(line.span)) != ',';
  return first && origin_ == TextOrigin::field && line.span.size() <= kTitleSentence;
}

// A text may begin with a post that it then retells: no title, however short.
bool TextSplitter::holds_post(Span line) const {
  if (part(line).find("(@") == std::string_view::npos) return false;
  std::vector<Post> posts;
  find_posts(text_, line, languages_, words_, posts);
  return !posts.empty();
}

void TextSplitter::paragraphs() {
  const auto size = static_cast<std::uint32_t>(text_.size());
  while (at_ < size) {
    if (document_.blocks.size() >= kMaxBlocks) {
      add(trim(text_, {at_, size}), BlockKind::paragraph);
      return;
    }
    const Line line = line_from(at_);
    at_ = line.next;
    if (!line.span.empty()) lines_.push_back(line.span);
    if (line.span.empty() || at_ >= size || lines_.size() >= kMaxBlocks) paragraph();
  }
}

// Hard-wrapped text: lines about as long as each other, but for the last.
bool TextSplitter::wrapped() const {
  if (lines_.size() < 3) return false;
  return std::all_of(lines_.begin(), lines_.end() - 1,
                     [](Span line) { return line.size() >= kWrapMin && line.size() <= kWrapMax; });
}

bool TextSplitter::joins(Span before, Span after, bool wraps) const {
  if (bullet(part(after)) != 0) return false;
  if (wraps) return true;
  return is_lower(text_[after.begin]) && !ends_sentence(part(before));
}

// Makes blocks of the lines since the last blank one.
void TextSplitter::paragraph() {
  const bool wraps = wrapped();
  for (std::size_t i = 0; i < lines_.size();) {
    Span block = lines_[i++];
    while (i < lines_.size() && joins(lines_[i - 1], lines_[i], wraps)) block.end = lines_[i++].end;
    const auto mark = static_cast<std::uint32_t>(bullet(part(block)));
    if (mark != 0)
      add(trim(text_, {block.begin + mark, block.end}), BlockKind::list_item);
    else
      add(block, BlockKind::paragraph);
  }
  lines_.clear();
}

void TextSplitter::add(Span span, BlockKind kind) {
  if (span.empty()) return;
  Block block;
  block.span = span;
  block.kind = kind;
  document_.blocks.push_back(std::move(block));
}

// A heading is a short line without an end mark before a longer paragraph.
void TextSplitter::mark_headings() {
  auto& blocks = document_.blocks;
  for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
    Block& block = blocks[i];
    const Block& next = blocks[i + 1];
    if (block.kind != BlockKind::paragraph || next.kind != BlockKind::paragraph) continue;
    if (block.span.size() > kHeading || next.span.size() <= block.span.size() + 20) continue;
    const std::string_view line = part(block.span);
    const char mark = final_mark(line);
    const bool ended = mark == '.' || mark == ',' || mark == ';' || mark == '~';
    if (ended || is_lower(line[0]) || !ends_sentence(part(next.span))) continue;
    if (line.find("(@") != std::string_view::npos) continue;  // a post's signature
    block.kind = BlockKind::heading;
  }
}

}  // namespace

void split_text(Document& document, TextOrigin origin, const Languages& languages,
                const ReadingWords& words) {
  TextSplitter(document, origin, languages, words).run();
}

void replace_nul(Document& document) {
  std::string& text = document.text;
  const std::size_t first = text.find('\0');
  if (first == std::string::npos) return;
  std::size_t count = 0;
  for (std::size_t i = first; i < text.size(); ++i) {
    if (text[i] != '\0') continue;
    text[i] = ' ';
    ++count;
  }
  Problem problem{Severity::warning, {}, 0, first, {}, {}};
  problem.message = std::to_string(count) + " NUL byte(s) in the text were read as spaces";
  document.problems.push_back(std::move(problem));
}

Result<Document> read_text(std::string_view bytes, const ReadOptions& options,
                           const Languages& languages, const ReadingWords& words) {
  Document document;
  document.id = options.name;
  auto text = to_utf8(bytes, options.charset, document.problems);
  if (!text) return tl::unexpected<Problem>(std::move(text.error()));
  if (text->size() > options.limits.max_text) {
    return failure(options.name, "the text has " + std::to_string(text->size()) +
                                     " bytes, more than the limit of " +
                                     std::to_string(options.limits.max_text));
  }
  document.text = std::move(*text);
  if (trim(document.text).empty()) return failure(options.name, "the text is empty");
  replace_nul(document);
  for (Problem& problem : document.problems) problem.where = options.name;
  split_text(document, TextOrigin::file, languages, words);
  return document;
}

}  // namespace mercato
