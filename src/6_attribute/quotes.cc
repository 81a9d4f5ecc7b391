#include "6_attribute/quotes.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace mercato {
namespace {

constexpr std::uint32_t kMinUnclosedWords = 4;

enum class Mark {
  none,
  open_double,
  close_double,
  straight_double,
  open_single,
  close_single,
  straight_single
};

Mark mark_of(std::string_view character) {
  if (character == "\"") return Mark::straight_double;
  if (character == "'") return Mark::straight_single;
  if (character == "“" || character == "«" || character == "„") return Mark::open_double;
  if (character == "”" || character == "»") return Mark::close_double;
  if (character == "‘") return Mark::open_single;
  if (character == "’") return Mark::close_single;
  return Mark::none;
}

class Scanner {
 public:
  Scanner(const Document& document, const TokenizedText& text, std::vector<Quote>& out)
      : document_(document), text_(text), out_(out) {}

  void run() {
    for (sentence_ = 0; sentence_ < text_.sentences.size(); ++sentence_) {
      const Sentence& sentence = text_.sentences[sentence_];
      if (open_ && sentence.block != open_->block) close_unclosed(sentence.first_token);
      for (std::uint32_t t = sentence.first_token; t < sentence.end_token; ++t) visit(sentence, t);
    }
    if (open_) close_unclosed(static_cast<std::uint32_t>(text_.tokens.size()));
  }

 private:
  const Token& token(std::uint32_t t) const { return text_.tokens[t]; }
  bool space_before(std::uint32_t t) const {
    return t >= text_.tokens.size() || (token(t).shape & (kSpaceBefore | kBlockStart));
  }

  void visit(const Sentence& sentence, std::uint32_t t) {
    if (token(t).kind != TokenKind::punctuation) return;
    const Mark mark = mark_of(slice(document_.text, token(t).span));
    if (mark == Mark::none) return;
    const bool ends = open_ && closes(mark, t);
    if (ends) return close(t, t + 1);
    if (opens(mark, t)) {
      if (open_ && is_double(mark) == is_double(mark_)) close_unclosed(t);
      if (!open_) open(sentence, t, mark);
    }
  }

  static bool is_double(Mark mark) {
    return mark == Mark::open_double || mark == Mark::straight_double || mark == Mark::close_double;
  }
  bool opens(Mark mark, std::uint32_t t) const {
    switch (mark) {
      case Mark::open_double:
        return true;
      // "”" and "»" never open; a straight mark opens where a word follows directly or space stands
      // before it.
      case Mark::straight_double:
        return space_before(t) || !space_before(t + 1);
      case Mark::open_single:
        return !space_before(t + 1);
      case Mark::straight_single:
        return (space_before(t) || after_stop(t)) && !space_before(t + 1);
      default:
        return false;
    }
  }
  bool after_stop(std::uint32_t t) const {
    return t > 0 && token(t - 1).kind == TokenKind::punctuation;
  }
  bool closes(Mark mark, std::uint32_t t) const {
    switch (mark_) {
      case Mark::open_double:
        return mark == Mark::close_double || (mark == Mark::straight_double && !opens_only(t));
      case Mark::straight_double:
        return (mark == Mark::straight_double && !opens_only(t)) || mark == Mark::close_double;
      case Mark::open_single:
        return (mark == Mark::close_single || mark == Mark::straight_single) && ends_word(t);
      case Mark::straight_single:
        return (mark == Mark::straight_single || mark == Mark::close_single) && ends_word(t);
      default:
        return false;
    }
  }
  bool opens_only(std::uint32_t t) const { return space_before(t) && !space_before(t + 1); }
  bool ends_word(std::uint32_t t) const {
    return !space_before(t) &&
           (space_before(t + 1) || token(t + 1).kind == TokenKind::punctuation || after_stop(t));
  }

  void open(const Sentence& sentence, std::uint32_t t, Mark mark) {
    Quote quote;
    quote.first_token = t;
    quote.first_sentence = sentence_;
    quote.block = sentence.block;
    quote.after_colon = t > 0 && text_.fold(t - 1) == ":";
    open_ = quote;
    mark_ = mark;
  }
  // `last` is the closing mark, or one past the last word where there is none.
  void close(std::uint32_t last, std::uint32_t end) {
    Quote quote = *open_;
    open_.reset();
    if (last <= quote.first_token + 1) return;
    quote.end_token = end;
    quote.inner = {token(quote.first_token + 1).span.begin, token(last - 1).span.end};
    quote.last_sentence = quote.first_sentence;
    while (text_.sentences[quote.last_sentence].end_token < end && quote.last_sentence < sentence_)
      ++quote.last_sentence;
    out_.push_back(quote);
  }
  void close_unclosed(std::uint32_t end) {
    const bool trusted =
        mark_ == Mark::open_double || mark_ == Mark::open_single || mark_ == Mark::straight_double;
    if (trusted && end > open_->first_token + kMinUnclosedWords) return close(end, end);
    open_.reset();
  }

  const Document& document_;
  const TokenizedText& text_;
  std::vector<Quote>& out_;
  std::optional<Quote> open_;
  Mark mark_ = Mark::none;
  std::uint32_t sentence_ = 0;
};

}  // namespace

void find_quotes(const Document& document, const TokenizedText& text, std::vector<Quote>& out) {
  Scanner(document, text, out).run();
}

}  // namespace mercato
