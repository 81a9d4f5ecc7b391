#include <algorithm>
#include <cctype>
#include <string>

#include "2_read/body_extractor.h"
#include "2_read/html_hints.h"

namespace mercato {
namespace {

// What a node takes over from the elements around it.
struct Context {
  std::uint32_t block = 0;
  std::uint32_t post = 0;
  RunKind kind = RunKind::paragraph;
  bool noise = false;
  bool link = false;
  bool hard = false;  // never text, whatever its size
};

constexpr std::size_t kProse = 60;  // a text node of this size is likely to be prose
constexpr double kLarge = 0.35;  // share of the page's prose that is too much for a mere notice …
constexpr double kLargest = 0.8;  // … and for anything but the article
constexpr std::size_t kBylineSize = 250;

bool is_noise_tag(Tag tag) {
  switch (tag) {
    case Tag::nav:
    case Tag::footer:
    case Tag::aside:
    case Tag::form:
    case Tag::figure:
    case Tag::figcaption:
    case Tag::caption:
    case Tag::dialog:
    case Tag::menu:
    case Tag::label:
    case Tag::legend:
    case Tag::address:
    case Tag::header:
    case Tag::fieldset:
      return true;
    default:
      return false;
  }
}

bool is_noise_role(std::string_view role) {
  return role == "navigation" || role == "complementary" || role == "contentinfo" ||
         role == "search" || role == "dialog" || role == "alertdialog" || role == "banner" ||
         role == "menu" || role == "tooltip" || role == "form";
}

bool is_invisible(const HtmlTree& tree, std::uint32_t node) {
  if (tree.has_attribute(node, Attribute::hidden)) return true;
  if (tree.attribute(node, Attribute::aria_hidden) == "true") return true;
  const std::string_view style = tree.attribute(node, Attribute::style);
  const std::size_t at = style.find("display");
  if (at == std::string_view::npos) return false;
  const std::string_view rest = style.substr(at + 7, 12);
  return rest.find("none") != std::string_view::npos && rest.find(';') > rest.find("none");
}

std::uint8_t hints_of(const HtmlTree& tree, std::uint32_t node) {
  return find_hints(tree.attribute(node, Attribute::class_)) |
         find_hints(tree.attribute(node, Attribute::id)) |
         find_hints(tree.attribute(node, Attribute::data_component)) |
         find_hints(tree.attribute(node, Attribute::data_testid));
}

// Walks the tree once and cuts its text into runs.
class RunFinder {
 public:
  RunFinder(const HtmlTree& tree, bool trust_names)
      : tree_(tree), trust_names_(trust_names), contexts_(tree.nodes.size()) {
    measure_prose();
  }

  std::vector<TextRun> find() {
    for (std::uint32_t i = 1; i < tree_.nodes.size(); ++i) {
      contexts_[i] = contexts_[tree_.nodes[i].parent];
      const Tag tag = tree_.nodes[i].tag;
      if (tag == Tag::text) {
        add_text(i);
      } else {
        enter(i, tag);
      }
    }
    flush();
    return std::move(runs_);
  }

 private:
  // Sums, before each node, of prose outside links and of the elements that an article is found by.
  void measure_prose() {
    const std::size_t count = tree_.nodes.size();
    hints_.resize(count);
    prose_.resize(count + 1);
    anchors_.resize(count + 1);
    std::vector<bool> mute(count);  // in a link, or never text
    for (std::uint32_t i = 0; i < count; ++i) {
      const HtmlNode& node = tree_.nodes[i];
      mute[i] = (i > 0 && mute[node.parent]) || node.tag == Tag::a || node.tag == Tag::nav ||
                is_never_text(node.tag);
      const std::uint32_t size =
          node.tag == Tag::text && !mute[i] ? node.text_end - node.text_begin : 0;
      prose_[i + 1] = prose_[i] + (size >= kProse ? size : 0);
      if (node.tag != Tag::text) hints_[i] = hints_of(tree_, i);
      const bool anchor = node.tag == Tag::h1 || node.tag == Tag::main ||
                          has_hint(hints_[i], HintKind::body) ||
                          tree_.attribute(i, Attribute::itemprop) == "articleBody";
      anchors_[i + 1] = anchors_[i] + anchor;
    }
  }

  // A name like "with-sidebar" or "cookie-page" on an element that holds the article says nothing.
  bool is_too_large_for_noise(std::uint32_t node) const {
    const std::uint32_t end = tree_.nodes[node].end;
    const double share = double(prose_[end] - prose_[node]) / std::max(prose_.back(), 1u);
    return share > kLargest || (share > kLarge && anchors_[end] > anchors_[node]);
  }

  void enter(std::uint32_t node, Tag tag) {
    Context& context = contexts_[node];
    if (tag == Tag::br) {
      if (++breaks_ == 2) flush();
      return;
    }
    if (tag == Tag::a && tree_.has_attribute(node, Attribute::href)) context.link = true;
    if (is_never_text(tag)) context.hard = context.noise = true;
    if (is_block(tag)) {
      flush();
      context.block = node;
      set_kind(context, tag);
    }
    mark_by_names(node, tag, context);
  }

  static void set_kind(Context& context, Tag tag) {
    if (tag >= Tag::h1 && tag <= Tag::h6) context.kind = RunKind::heading;
    if (tag == Tag::blockquote) context.kind = RunKind::quote;
    if (tag == Tag::li || tag == Tag::dd || tag == Tag::dt) context.kind = RunKind::list_item;
  }

  void mark_by_names(std::uint32_t node, Tag tag, Context& context) {
    if (context.noise || context.post) return;
    const std::uint8_t hints = hints_[node];
    if (has_hint(hints, HintKind::post)) {
      context.post = node;
      context.kind = RunKind::post;
      return;
    }
    if (is_noise(node, tag, hints) && !is_too_large_for_noise(node)) context.noise = true;
  }

  bool is_noise(std::uint32_t node, Tag tag, std::uint8_t hints) const {
    if (tag == Tag::body || tag == Tag::html || tag == Tag::main || tag == Tag::article)
      return false;
    if (is_noise_tag(tag) || (trust_names_ && has_hint(hints, HintKind::noise))) return true;
    if (has_hint(hints, HintKind::byline))
      return tree_.inner_text(node, kBylineSize + 1).size() <= kBylineSize;
    return is_noise_role(tree_.attribute(node, Attribute::role)) || is_invisible(tree_, node);
  }

  void add_text(std::uint32_t node) {
    const Context& context = contexts_[node];
    const std::string_view text = tree_.text(node);
    if (context.hard) return;
    if (std::all_of(text.begin(), text.end(), [](unsigned char c) { return c <= ' '; })) return;
    breaks_ = 0;
    if (open_ && (run_.block != context.block || run_.noise != context.noise)) flush();
    if (!open_) begin(node, context);
    run_.end = node + 1;
    count(text, context.link);
  }

  void begin(std::uint32_t node, const Context& context) {
    run_ = TextRun{};
    run_.first = node;
    run_.block = context.block;
    run_.noise = context.noise;
    run_.post = context.post;
    run_.kind = context.kind;
    open_ = true;
    in_word_ = false;
  }

  void count(std::string_view text, bool link) {
    std::uint32_t chars = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (c <= ' ') {
        in_word_ = false;
        continue;
      }
      if ((c & 0xC0) == 0x80) continue;
      if (!in_word_) ++run_.words;
      in_word_ = true;
      ++chars;
      const bool mark = c == '.' || c == '!' || c == '?';
      if (mark && (i + 1 == text.size() || static_cast<unsigned char>(text[i + 1]) <= ' '))
        ++run_.sentences;
    }
    run_.chars += chars;
    if (link) run_.link_chars += chars;
    note_end(text);
  }

  // Whether the run so far ends like a sentence: a mark, perhaps with a closing quote or bracket.
  void note_end(std::string_view text) {
    std::size_t end = text.size();
    while (end > 0 && static_cast<unsigned char>(text[end - 1]) <= ' ') --end;
    for (const std::string_view closing :
         {"\"", "'", "\xE2\x80\x9D", "\xC2\xBB", "\xE2\x80\x99", ")", "\xE2\x80\x9C"})
      if (text.substr(0, end).ends_with(closing)) {
        end -= closing.size();
        break;
      }
    const std::string_view rest = text.substr(0, end);
    run_.ends_sentence =
        !rest.empty() && (std::string_view(".!?:").find(rest.back()) != std::string_view::npos ||
                          rest.ends_with("\xE2\x80\xA6"));
  }

  void flush() {
    if (open_) runs_.push_back(run_);
    open_ = false;
    breaks_ = 0;
  }

  const HtmlTree& tree_;
  const bool trust_names_;
  std::vector<Context> contexts_;
  std::vector<std::uint8_t> hints_;
  std::vector<std::uint32_t> prose_, anchors_;
  std::vector<TextRun> runs_;
  TextRun run_;
  bool open_ = false, in_word_ = false;
  int breaks_ = 0;
};

}  // namespace

bool is_never_text(Tag tag) {
  switch (tag) {
    case Tag::head:
    case Tag::noscript:
    case Tag::template_:
    case Tag::svg:
    case Tag::select:
    case Tag::button:
    case Tag::option:
    case Tag::video:
    case Tag::object:
    case Tag::title:
    case Tag::input:
      return true;
    default:
      return false;
  }
}

std::vector<TextRun> find_runs(const HtmlTree& tree, bool trust_names) {
  return RunFinder(tree, trust_names).find();
}

}  // namespace mercato
