// What comes next? Tokens as numbers and words, the way quantities are read: "15M€" is 15, M, €.
#pragma once

#include <cstdint>
#include <string_view>

#include "1_language/language.h"

namespace mercato {

// Walks tokens of one block. A token that begins with a digit is two steps: the number, and the
// letters after it. A value: copy it to look ahead. The text and the tokens must outlive it.
class QuantityCursor {
 public:
  QuantityCursor(std::string_view text, const TokenizedText& tokens, std::uint32_t first,
                 std::uint32_t end)
      : text_(text), tokens_(&tokens), token_(first), end_(end) {}

  bool done() const { return token_ >= end_; }
  // True at the start of a token, where a mention may end.
  bool at_boundary() const { return inside_ == 0; }
  std::uint32_t token() const { return token_; }
  std::uint32_t end() const { return end_; }
  // The digits (with . and , between) at the cursor; empty where there are none.
  std::string_view number() const;
  // The rest of the token, as written.
  std::string_view word() const;
  // Fold hash of word(). REQUIRES: !done().
  std::uint64_t hash() const;
  // White space stands before (never inside a token).
  bool space_before() const;
  bool is(std::string_view punctuation) const { return !done() && word() == punctuation; }
  // Past number() where there is one, else past the token.
  void next();
  void skip_token() {
    ++token_;
    inside_ = 0;
  }
  std::string_view text() const { return text_; }
  const Token& current() const { return tokens_->tokens[token_]; }
  Span span_from(std::uint32_t first) const {
    return {tokens_->tokens[first].span.begin, tokens_->tokens[token_ - 1].span.end};
  }
  std::uint64_t hash_of(std::uint32_t token) const { return tokens_->tokens[token].hash; }

 private:
  std::string_view text_;
  const TokenizedText* tokens_;
  std::uint32_t token_, end_;
  std::uint32_t inside_ = 0;  // bytes of the token that are already read
};

inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

inline std::string_view QuantityCursor::number() const {
  const std::string_view rest = word();
  std::size_t n = 0;
  while (n < rest.size() && is_ascii_digit(rest[n])) {
    ++n;
    const bool separated = n + 1 < rest.size() && (rest[n] == '.' || rest[n] == ',');
    if (separated && is_ascii_digit(rest[n + 1])) ++n;
  }
  return rest.substr(0, n);
}

inline std::string_view QuantityCursor::word() const {
  if (done()) return {};
  const Token& token = current();
  if (token.kind == TokenKind::hashtag || token.kind == TokenKind::handle ||
      token.kind == TokenKind::url)
    return {};
  return slice(text_, token.span).substr(inside_);
}

inline std::uint64_t QuantityCursor::hash() const {
  if (inside_ == 0) return current().hash;
  // ASCII digits fold to themselves, so that both forms have the same first bytes.
  return fold_hash(tokens_->fold(token_).substr(inside_));
}

inline bool QuantityCursor::space_before() const {
  return inside_ == 0 && !done() && (current().shape & kSpaceBefore);
}

inline void QuantityCursor::next() {
  const std::size_t digits = number().size();
  inside_ += static_cast<std::uint32_t>(digits);
  if (digits == 0 || inside_ >= current().span.size()) skip_token();
}

}  // namespace mercato
