#include "1_language/sentences.h"

#include <algorithm>

#include "1_language/characters.h"

namespace mercato {
namespace {

// A line of this many bytes may have been broken by its width; a shorter one was ended by its
// writer.
constexpr std::uint32_t kWrappedLine = 55, kLongestWrappedLine = 110;

bool is_closer(char32_t code) {
  switch (code) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case 0xBB:
    case 0x201D:
    case 0x2019:
    case 0x203A:
      return true;
    default:
      return false;
  }
}

// Marks after which a sentence goes on in the next line.
bool continues(char32_t code) {
  return code == ',' || code == ';' || code == '-' || code == 0x2013 || code == 0x2014;
}

bool is_bullet(char32_t code) {
  switch (code) {
    case '-':
    case '*':
    case 0x2022:
    case 0x2023:
    case 0x25AA:
    case 0x25CF:
    case 0x2013:
    case 0x2014:
    case 0xB7:
    case 0x25B6:
    case 0x27A1:
      return true;
    default:
      return false;
  }
}

bool is_flag(char32_t code) { return 0x1F1E6 <= code && code <= 0x1F1FF; }
bool is_pictogram(char32_t code) {
  return (code >= 0x2600 && code <= 0x27BF) || (code >= 0x1F300 && code <= 0x1FAFF);
}

class Splitter {
 public:
  Splitter(std::string_view text, const SentenceContext& context, const LanguageWords& words,
           TokenizedText& out)
      : text_(text),
        context_(context),
        words_(words),
        out_(out),
        sentence_first_(context.first),
        line_begin_(context.first < context.end ? token(context.first).span.begin : 0) {
    const bool known = context.language != kUnknownLanguage;
    language_ = known ? LanguageMask{1} << context.language : kAnyLanguage;
  }

  void run() {
    if (context_.split) link_ = link_opens(context_.first);
    for (std::uint32_t next = context_.first + 1; next < context_.end; ++next) {
      const bool full = next - sentence_first_ >= kMaxSentenceTokens;
      if (full || (context_.split && ends_before(next))) end_sentence(next);
    }
    if (sentence_first_ < context_.end) end_sentence(context_.end);
  }

 private:
  const Token& token(std::uint32_t i) const { return out_.tokens[i]; }

  // The first character of a token.
  char32_t code(std::uint32_t i) const {
    const Span span = token(i).span;
    const char first = text_[span.begin];
    if (static_cast<unsigned char>(first) < 0x80) return static_cast<unsigned char>(first);
    return read_character(text_.data() + span.begin, text_.data() + span.end).code;
  }

  void end_sentence(std::uint32_t end) {
    out_.sentences.push_back({sentence_first_, end, context_.block, context_.language, link_});
    sentence_first_ = end;
    link_ = context_.split && end < context_.end && link_opens(end);
    links_ = links_ || link_;
  }

  // Does a sentence end between token next - 1 and `next`?
  bool ends_before(std::uint32_t next) {
    if (!(token(next).shape & kSpaceBefore)) return glued_sentence_begins(next);
    if (link_ends_or_begins(next)) return true;
    if (line_break_ends(next)) return true;
    const TokenKind kind = token(next - 1).kind;
    if (kind == TokenKind::punctuation) return punctuation_ends(next);
    return token(next).kind == TokenKind::symbol && pictogram_begins(next);
  }

  // Text torn from pages loses spaces: "Who pays?The club", "on loan.Lawyers", "said “no.”The".
  bool glued_sentence_begins(std::uint32_t next) const {
    const Token& word = token(next);
    if (word.kind != TokenKind::word || !(word.shape & (kCapitalised | kAllCaps))) return false;
    std::uint32_t mark = next - 1;
    if (token(mark).kind != TokenKind::punctuation) return false;
    const bool closed = is_closer(code(mark));
    if (closed) {
      if (mark == sentence_first_ || (token(mark).shape & kSpaceBefore)) return false;
      --mark;
    }
    if (mark <= sentence_first_ || (token(mark).shape & kSpaceBefore)) return false;
    if (code(mark) == '?' || code(mark) == '!')
      return !(word.shape & kAllCaps) && (closed || token(mark - 1).kind == TokenKind::word);
    return code(mark) == '.' && glued_dot_ends(mark, next);
  }

  // A dot proves less: "St.Xyzzy", "J.L.Klmnop" and "Example.Com" go on.
  bool glued_dot_ends(std::uint32_t dot, std::uint32_t next) const {
    const Token& word = token(next);
    const bool begins = begins_by_word(next);
    if (!begins && (word.folded_size < 3 || words_.address_ends.find(word.hash))) return false;
    const Token& before = token(dot - 1);
    if (before.kind == TokenKind::number) return !(word.shape & kAllCaps);
    if (before.kind == TokenKind::punctuation) return is_closer(code(dot - 1));
    if (before.kind != TokenKind::word) return false;
    if (before.folded_size == 1) return numbered_letter(dot - 1) || unit(dot - 1);
    if (words_.titles.find(before.hash)) return false;
    if (words_.abbreviations.find(before.hash) & language_) return begins;
    return before.folded_size > 2 || begins;
  }

  // The letter of "50m".
  bool unit(std::uint32_t letter) const {
    return letter > sentence_first_ && token(letter - 1).kind == TokenKind::number &&
           !(token(letter).shape & kSpaceBefore);
  }

  // The letter of "Serie A".
  bool numbered_letter(std::uint32_t letter) const {
    return letter > sentence_first_ && token(letter - 1).kind == TokenKind::word &&
           words_.numbered.find(token(letter - 1).hash) != 0;
  }

  // ---- line breaks

  bool line_break_ends(std::uint32_t next) {
    const Span gap{token(next - 1).span.end, token(next).span.begin};
    const std::string_view space = slice(text_, gap);
    if (space.size() == 1 && space[0] != '\n') return false;
    const auto breaks = std::count(space.begin(), space.end(), '\n');
    if (breaks == 0) return false;
    const std::uint32_t line = gap.begin - line_begin_;
    line_begin_ = gap.end;
    return breaks > 1 || is_bullet(code(next)) || lone_break_ends(next, line);
  }

  bool lone_break_ends(std::uint32_t next, std::uint32_t line) const {
    if (context_.kind != BlockKind::paragraph && context_.kind != BlockKind::quote) return true;
    if (starts_lower(next)) return false;
    const bool closed =
        token(next - 1).kind == TokenKind::punctuation && !continues(code(next - 1));
    return closed || line < kWrappedLine || line > kLongestWrappedLine;
  }

  // ---- links

  // Pages flattened to text pour headlines of other texts between sentences, without a full stop:
  // "… on Monday. + Norville wait for Marek The news came from …".
  bool link_ends_or_begins(std::uint32_t next) const {
    if (link_ && begins_after_link(next)) return true;
    const bool closed = link_ || (links_ && token(next).kind == TokenKind::symbol) ||
                        token(next - 1).kind == TokenKind::punctuation ||
                        token(next - 1).kind == TokenKind::symbol;
    return closed && link_opens(next);
  }

  // A capital where no name is expected: of a function word, or behind a word of content. The
  // latter may be the object of a headline's verb, so the headline must be a long one.
  bool begins_after_link(std::uint32_t next) const {
    constexpr std::uint32_t kLeast = 4, kLong = 8;
    const std::uint32_t tokens = next - sentence_first_;
    if (tokens >= kLeast && begins_by_word(next)) return true;
    return tokens >= kLong && token(next).kind == TokenKind::word &&
           (token(next).shape & kCapitalised) && starts_lower(next - 1) &&
           !(words_.stop_words.find(token(next - 1).hash) & language_);
  }

  // A phrase that leads to another text, and its headline.
  bool link_opens(std::uint32_t at) const {
    if (!(words_.link_words.find(token(at).hash) & language_)) return false;
    std::uint64_t phrase = 0;
    const std::uint32_t limit = std::min(context_.end, at + kMaxLinkWords);
    for (std::uint32_t end = at; end < limit; ++end) {
      phrase = phrase_hash(phrase, token(end).hash);
      if (words_.link_openers.find(phrase) & language_)
        return headline_begins(end + 1, token(end).kind == TokenKind::symbol);
    }
    return false;
  }

  bool headline_begins(std::uint32_t at, bool glued) const {
    while (at < context_.end && token(at).kind == TokenKind::punctuation) ++at;
    return at < context_.end && (glued || (token(at).shape & kSpaceBefore)) &&
           (token(at).kind != TokenKind::word || (token(at).shape & (kCapitalised | kAllCaps)));
  }

  // ---- punctuation

  bool punctuation_ends(std::uint32_t next) const {
    std::uint32_t mark = next - 1;
    while (mark > sentence_first_ && is_closer(code(mark)) && !(token(mark).shape & kSpaceBefore)) {
      --mark;
    }
    // French sets a space before the closing mark and what closes the quotation.
    if (mark > sentence_first_ && mark == next - 1 && code(mark) == 0xBB) --mark;
    if (token(mark).kind != TokenKind::punctuation) return false;
    switch (code(mark)) {
      case '!':
      case '?':
      case 0x203C:
      case 0x2049:
        return can_begin(next);
      case 0x2026:
        return can_begin(next);
      case 0x3002:
        return true;
      case '.':
        return can_begin(next) && dot_ends(mark, next);
      default:
        return false;
    }
  }

  bool starts_lower(std::uint32_t i) const {
    return token(i).kind == TokenKind::word && !(token(i).shape & kCapitalised) &&
           code(i) != '\'' && code(i) != 0x2019;
  }

  // Nothing goes on with a lower-case letter, a comma or a closing mark.
  bool can_begin(std::uint32_t i) const {
    if (starts_lower(i)) return false;
    if (token(i).kind != TokenKind::punctuation) return true;
    switch (code(i)) {
      case ',':
      case ';':
      case ':':
      case '.':
      case '!':
      case '?':
      case ')':
      case ']':
      case 0xBB:
      case 0x201D:
      case 0x2026:
        return false;
      default:
        return true;
    }
  }

  bool dot_ends(std::uint32_t dot, std::uint32_t next) const {
    if (dot == sentence_first_ || token(dot).shape & kSpaceBefore) return true;
    const std::uint32_t before = dot - 1;
    if (token(before).kind == TokenKind::number) return number_dot_ends(before, next);
    if (token(before).kind != TokenKind::word) return true;
    const std::uint64_t hash = token(before).hash;
    if (words_.titles.find(hash) & language_) return false;
    const bool counts = token(next).kind == TokenKind::number;
    if (counts && (words_.before_numbers.find(hash) & language_)) return false;
    if (is_letter(before)) return letter_dot_ends(before, next);
    if (words_.abbreviations.find(hash) & language_) return begins_by_word(next);
    return true;
  }

  bool is_letter(std::uint32_t i) const {
    const Token& word = token(i);
    return word.folded_size == 1 && word.kind == TokenKind::word;
  }

  // "1. FC", "11. Juni", a numbered list; but "Ligue 1. Le club", "en 2024. Il".
  bool number_dot_ends(std::uint32_t number, std::uint32_t next) const {
    if (number == sentence_first_) return false;
    if (token(number).folded_size > 2 || begins_by_word(next)) return true;
    if (token(number - 1).kind == TokenKind::word &&
        words_.numbered.find(token(number - 1).hash) != 0) {
      return true;
    }
    if ((words_.ordinal_dot & language_) && token(next).kind == TokenKind::word) return false;
    return !(token(next).shape & kAllCaps);
  }

  // "L. Balerdi", "J.L. Palomino", "U.S. Lecce"; but "Serie A. Il club".
  bool letter_dot_ends(std::uint32_t letter, std::uint32_t next) const {
    if (letter == sentence_first_) return false;
    if (numbered_letter(letter)) return true;
    return begins_by_word(next) && !words_.particles.find(token(next).hash);
  }

  // A capitalised word that no name is: a sentence begins with it.
  bool begins_by_word(std::uint32_t i) const {
    return token(i).kind == TokenKind::word && (token(i).shape & kCapitalised) &&
           (words_.stop_words.find(token(i).hash) & language_);
  }

  // ---- pictograms

  // Posts set them where others set full stops: "… to Milan ✅ Medical on Monday".
  bool pictogram_begins(std::uint32_t next) const {
    const std::uint32_t before = next - 1;
    if (next - sentence_first_ < 3 || token(before).kind == TokenKind::symbol) return false;
    if (!is_pictogram(code(next)) || is_flag(code(next))) return false;
    std::uint32_t after = next;
    while (after < context_.end && token(after).kind == TokenKind::symbol) ++after;
    return after < context_.end && token(after).kind == TokenKind::word &&
           (token(after).shape & kCapitalised);
  }

  std::string_view text_;
  const SentenceContext& context_;
  const LanguageWords& words_;
  TokenizedText& out_;
  std::uint32_t sentence_first_;
  std::uint32_t line_begin_;
  LanguageMask language_ = kAnyLanguage;
  bool link_ = false;   // the present sentence is a link
  bool links_ = false;  // there have been links in this block
};

}  // namespace

void append_sentences(std::string_view text, const SentenceContext& context,
                      const LanguageWords& words, TokenizedText& out) {
  Splitter(text, context, words, out).run();
}

}  // namespace mercato
