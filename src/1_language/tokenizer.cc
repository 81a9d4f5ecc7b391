#include "1_language/tokenizer.h"

#include <algorithm>

#include "1_language/characters.h"

namespace mercato {
namespace {

bool is_hyphen(char32_t code) { return code == '-' || code == 0x2010 || code == 0x2011; }
bool is_regional_indicator(char32_t code) { return 0x1F1E6 <= code && code <= 0x1F1FF; }
bool is_skin_tone(char32_t code) { return 0x1F3FB <= code && code <= 0x1F3FF; }
constexpr char32_t kJoiner = 0x200D;

// What may follow an elision besides letters and digits: an opening quote or bracket, a hashtag, a
// handle.
bool opens(char32_t code) {
  switch (code) {
    case '"':
    case '#':
    case '@':
    case '(':
    case 0xAB:
    case 0x201C:
    case 0x201E:
    case 0x2018:
      return true;
    default:
      return false;
  }
}

bool is_address_byte(char c) { return ascii_letter(c) || ascii_digit(c) || c == '.' || c == '-'; }

class Scanner {
 public:
  Scanner(std::string_view text, Span range, const LanguageWords& words, TokenizedText& out)
      : text_(text.data()),
        at_(text.data() + range.begin),
        end_(text.data() + range.end),
        words_(words),
        out_(out),
        fold_base_(out.folded.size()) {
    out.folded.resize(fold_base_ + range.size() + kFoldSlack);
    fold_at_ = out.folded.data() + fold_base_;
  }

  void run() {
    while (at_ < end_) next_token();
    out_.folded.resize(static_cast<std::size_t>(fold_at_ - out_.folded.data()));
  }

 private:
  void next_token() {
    const CharClass klass = class_at(at_);
    if (klass == CharClass::space) return skip_space();
    begin_ = at_;
    limit_ = size_of(at_, end_) > kMaxTokenBytes ? at_ + kMaxTokenBytes : end_;
    fold_begin_ = fold_at_;
    shape_ = 0;
    switch (klass) {
      case CharClass::letter:
        return word();
      case CharClass::digit:
        return number();
      case CharClass::apostrophe:
        return apostrophe(read_character(at_, end_));
      case CharClass::symbol:
        return symbol(read_character(at_, end_));
      default:
        return punctuation(read_character(at_, end_));
    }
  }

  CharClass class_at(const char* at) const {
    const auto byte = static_cast<unsigned char>(*at);
    return byte < 0x80 ? detail::kAscii[byte].klass : read_character(at, end_).klass;
  }

  void skip_space() { at_ += read_character(at_, end_).size; }

  // ---- words

  void word() {
    if (address(starts_address(at_))) return;
    letters_ = upper_letters_ = 0;
    while (true) {
      letters();
      if (at_ >= limit_) break;
      if (class_at(at_) != CharClass::apostrophe) break;
      if (!apostrophe_inside(read_character(at_, end_))) break;
    }
    if (at_ + 1 < end_ && *at_ == '.' && address(starts_bare_address())) return;
    finish_word();
  }

  // Takes letters, digits and marks; counts letters.
  void letters() {
    while (true) {
      ascii_letters();
      if (at_ >= limit_) return;
      if (ascii_digit(*at_)) {
        *fold_at_++ = *at_++;
        continue;
      }
      if (static_cast<unsigned char>(*at_) < 0x80) return;
      const Character next = read_character(at_, end_);
      if (next.klass == CharClass::letter) {
        upper(next.upper);
      } else if (next.klass != CharClass::mark) {
        return;
      }
      take(next);
    }
  }

  // In local variables: what is written through a char pointer could be any member.
  void ascii_letters() {
    const char* at = at_;
    const char* const limit = limit_;
    char* fold = fold_at_;
    std::uint32_t upper_letters = 0;
    if (at >= limit || !ascii_letter(*at)) return;
    const bool capital = !(*at & 0x20);
    do {
      upper_letters += !(*at & 0x20);
      *fold++ = static_cast<char>(*at++ | 0x20);
    } while (at != limit && ascii_letter(*at));
    if (letters_ == 0 && capital) shape_ |= kCapitalised;
    letters_ += static_cast<std::uint32_t>(at - at_);
    upper_letters_ += upper_letters;
    at_ = at;
    fold_at_ = fold;
  }

  void upper(bool is_upper) {
    if (letters_ == 0 && is_upper) shape_ |= kCapitalised;
    ++letters_;
    upper_letters_ += is_upper;
  }

  // Decides an apostrophe after letters. False: the word ends before it, or it was taken and ends
  // the word.
  bool apostrophe_inside(const Character& mark) {
    const char* after = at_ + mark.size;
    const Character next = after < end_ ? read_character(after, end_) : Character{};
    const bool letter = after < end_ && next.klass == CharClass::letter;
    if (letter && clitic_end(after, words_.enclitics)) return false;
    const std::uint64_t hash = fold_hash({fold_begin_, size_of(fold_begin_, fold_at_)});
    const std::uint64_t elided = (hash ^ static_cast<unsigned char>('\'')) * 0x100000001b3ull;
    if (elides(elided, after, next) || (!letter && words_.truncations.find(elided))) {
      take(mark);
      shape_ |= kElided;
      return false;
    }
    if (!letter) return false;
    take(mark);
    return true;
  }

  bool elides(std::uint64_t hash, const char* after, const Character& next) const {
    if (after == end_) return false;
    const bool letter = next.klass == CharClass::letter;
    if (words_.elisions.find(hash)) {
      return letter || next.klass == CharClass::digit || opens(next.code) || spaced(after, next);
    }
    return letter && !next.upper && words_.verbal_elisions.find(hash);
  }

  // Feeds set a space behind the apostrophe: "dell' accordo".
  bool spaced(const char* after, const Character& next) const {
    const char* word = after + next.size;
    return next.code == ' ' && word < end_ && read_character(word, end_).klass == CharClass::letter;
  }

  // Where the one of `clitics` that begins at `from` ends; nullptr where none does.
  const char* clitic_end(const char* from, const WordTable& clitics) const {
    char fold[16];
    char* fold_end = fold;
    const char* at = from;
    while (at < end_) {
      const Character next = read_character(at, end_);
      if (next.klass == CharClass::digit) return nullptr;
      if (next.klass != CharClass::letter && next.klass != CharClass::mark) break;
      if (size_of(fold, fold_end) > 8) return nullptr;
      fold_end = write_character_fold(next, at, fold_end);
      at += next.size;
    }
    const bool known = clitics.find(fold_hash({fold, size_of(fold, fold_end)})) != 0;
    return known ? at : nullptr;
  }

  // An apostrophe that no word has taken: an enclitic ("'s"), a proclitic ("'t") or punctuation.
  void apostrophe(const Character& mark) {
    const bool adjacent = !space_before();
    const WordTable& clitics = adjacent ? words_.enclitics : words_.proclitics;
    const char* clitic = clitic_end(at_ + mark.size, clitics);
    if (!clitic || (adjacent && out_.tokens.back().kind == TokenKind::punctuation)) {
      return punctuation(mark);
    }
    take(mark);
    letters_ = upper_letters_ = 0;
    while (at_ < clitic) {
      const Character next = read_character(at_, end_);
      upper(next.upper);
      take(next);
    }
    if (adjacent) shape_ |= kHyphenBefore;
    finish_word();
  }

  void finish_word() {
    if (letters_ >= 2 && letters_ == upper_letters_) shape_ |= kAllCaps;
    finish(TokenKind::word);
  }

  // ---- numbers, punctuation, symbols

  void number() {
    while (at_ < limit_) {
      if (ascii_digit(*at_)) {
        *fold_at_++ = *at_++;
      } else if ((*at_ == '.' || *at_ == ',') && end_ - at_ > 1 && ascii_digit(at_[1])) {
        *fold_at_++ = *at_++;
        *fold_at_++ = *at_++;
      } else {
        break;
      }
    }
    marks();
    finish(TokenKind::number);
  }

  void punctuation(const Character& first) {
    if (first.code == '#' && hashtag()) return;
    if (first.code == '@' && handle()) return;
    take(first);
    marks();
    finish(TokenKind::punctuation);
  }

  void marks() {
    while (at_ < limit_ && static_cast<unsigned char>(*at_) >= 0x80) {
      const Character next = read_character(at_, end_);
      if (next.klass != CharClass::mark) return;
      take(next);
    }
  }

  // One symbol with what belongs to it: selectors, skin tones, what a joiner joins, the other half
  // of a flag.
  void symbol(const Character& first) {
    take(first);
    char32_t last = first.code;
    bool flag_open = is_regional_indicator(first.code);
    while (at_ < limit_ && static_cast<unsigned char>(*at_) >= 0x80) {
      const Character next = read_character(at_, end_);
      const bool other_half = flag_open && is_regional_indicator(next.code);
      const bool joined = last == kJoiner && next.klass == CharClass::symbol;
      if (next.klass != CharClass::mark && !other_half && !joined && !is_skin_tone(next.code)) {
        break;
      }
      if (other_half) flag_open = false;
      last = next.code;
      take(next);
    }
    finish(TokenKind::symbol);
  }

  // ---- hashtags, handles, addresses

  bool hashtag() {
    const char* begin = at_;
    ++at_;
    letters_ = upper_letters_ = 0;
    letters();
    while (at_ < limit_ && *at_ == '_') {
      *fold_at_++ = *at_++;
      letters();
    }
    if (letters_ > 0) {
      if (letters_ >= 2 && letters_ == upper_letters_) shape_ |= kAllCaps;
      finish(TokenKind::hashtag);
      return true;
    }
    at_ = begin;
    fold_at_ = fold_begin_;
    shape_ = 0;
    return false;
  }

  bool handle() {
    const auto in_handle = [](char c) { return ascii_letter(c) || ascii_digit(c) || c == '_'; };
    const bool in_mail_address = !space_before() && out_.tokens.back().kind == TokenKind::word;
    if (in_mail_address || end_ - at_ < 2 || !in_handle(at_[1])) return false;
    ++at_;
    if (*at_ >= 'A' && *at_ <= 'Z') shape_ |= kCapitalised;
    while (at_ < limit_ && in_handle(*at_)) take(read_character(at_, end_));
    finish(TokenKind::handle);
    return true;
  }

  // The end of an address that begins at `at` with a scheme or "www."; nullptr where none does.
  const char* starts_address(const char* at) const {
    const char lower = static_cast<char>(*at | 0x20);
    if (lower != 'h' && lower != 'w') return nullptr;
    for (const std::string_view prefix : {"http://", "https://", "www."}) {
      if (size_of(at, end_) <= prefix.size()) continue;
      const auto same = [](char a, char b) { return (ascii_letter(a) ? a | 0x20 : a) == b; };
      if (std::equal(prefix.begin(), prefix.end(), at,
                     [&](char b, char a) { return same(a, b); })) {
        return address_end(at + prefix.size());
      }
    }
    return nullptr;
  }

  // "t.co/x": labels with dots, then a slash with something after it. REQUIRES: a dot at at_.
  const char* starts_bare_address() const {
    const char* limit = end_ - at_ > 64 ? at_ + 64 : end_;
    if (!ascii_letter(at_[1])) return nullptr;
    const char* slash = std::find_if_not(at_, limit, is_address_byte);
    const bool path = slash != limit && *slash == '/' && slash + 1 < end_ &&
                      (ascii_letter(slash[1]) || ascii_digit(slash[1]));
    return path ? address_end(slash + 1) : nullptr;
  }

  // Goes on from `at` to the end of the address, leaving out the punctuation that closes the
  // sentence around it.
  const char* address_end(const char* at) const {
    const char* least = at;
    while (at < limit_) {
      const Character next = read_character(at, end_);
      const bool letter = next.klass == CharClass::letter || next.klass == CharClass::digit;
      const bool ascii = next.code < 0x80 && next.klass != CharClass::space;
      if (!letter && (!ascii || std::string_view("<>\"|{}").find(*at) != std::string_view::npos)) {
        break;
      }
      at += next.size;
    }
    while (at > least && std::string_view(".,;:!?'\")]*").find(at[-1]) != std::string_view::npos) {
      --at;
    }
    return at > least ? at : nullptr;
  }

  bool address(const char* address_end) {
    if (!address_end) return false;
    at_ = begin_;
    fold_at_ = fold_begin_;
    shape_ = 0;
    while (at_ < address_end) take(read_character(at_, end_));
    finish(TokenKind::url);
    return true;
  }

  // ---- common

  static std::size_t size_of(const char* begin, const char* end) {
    return static_cast<std::size_t>(end - begin);
  }
  std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - text_); }

  void take(const Character& character) {
    fold_at_ = write_character_fold(character, at_, fold_at_);
    at_ += character.size;
  }

  bool space_before() const {
    return out_.tokens.empty() || out_.tokens.back().span.end != offset(begin_);
  }

  bool joined_by_hyphen() const {
    const Token& last = out_.tokens.back();
    if (last.shape & kElided) return true;
    if (last.kind != TokenKind::punctuation || last.shape & kSpaceBefore) return false;
    return is_hyphen(read_character(text_ + last.span.begin, text_ + last.span.end).code);
  }

  void finish(TokenKind kind) {
    if (space_before()) {
      shape_ |= kSpaceBefore;
    } else if (kind != TokenKind::punctuation && joined_by_hyphen()) {
      shape_ |= kHyphenBefore;
    }
    const std::size_t fold_size = size_of(fold_begin_, fold_at_);
    Token& token = out_.tokens.emplace_back();
    token.span = {offset(begin_), offset(at_)};
    token.folded_begin = static_cast<std::uint32_t>(fold_begin_ - out_.folded.data());
    token.folded_size = static_cast<std::uint16_t>(fold_size);
    token.kind = kind;
    token.shape = shape_;
    token.hash = fold_hash({fold_begin_, fold_size});
  }

  const char* text_;
  const char* at_;
  const char* end_;
  const LanguageWords& words_;
  TokenizedText& out_;
  std::size_t fold_base_;
  char* fold_at_ = nullptr;

  // Of the token at hand.
  const char* begin_ = nullptr;
  const char* limit_ = nullptr;  // it ends here at the latest, give or take a character
  char* fold_begin_ = nullptr;
  std::uint8_t shape_ = 0;
  std::uint32_t letters_ = 0, upper_letters_ = 0;
};

}  // namespace

void append_tokens(std::string_view text, Span range, const LanguageWords& words,
                   TokenizedText& out) {
  Scanner(text, range, words, out).run();
}

}  // namespace mercato
