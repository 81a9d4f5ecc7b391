// What character is this? UTF-8 decoding, character classes and the fold of one character. Internal
// to 1_language.
//
// Table-driven: one- and two-byte characters and Latin Extended Additional look up a row, the rest
// goes by ranges. Takes any bytes: what is not valid UTF-8 is read byte by byte as a symbol.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mercato {

enum class CharClass : std::uint8_t {
  space,   // white space and invisible format characters between words
  letter,  // letters of any script, digits other than ASCII ones
  digit,   // ASCII digits
  mark,    // combining marks, joiners, soft hyphen, variation selectors: part of what stands before
  punctuation,
  apostrophe,  // the apostrophes and what is typed in their place; punctuation where no word holds
               // them
  symbol,
};

struct Character {
  char32_t code = 0;
  std::uint8_t size = 1;  // bytes in the text
  CharClass klass = CharClass::symbol;
  bool upper = false;
  std::uint8_t fold_size = 0;  // 0 … 3 bytes, never more than `size`
  char fold[3] = {};           // where fold_size is 0xff the fold is the character itself
  bool folds_to_itself() const { return fold_size == 0xff; }
};

namespace detail {
struct AsciiRow {
  CharClass klass;
  bool upper;
  char fold;
};
extern const std::array<AsciiRow, 128> kAscii;
Character read_multibyte(const char* at, const char* end);
}  // namespace detail

// REQUIRES: at < end.
inline Character read_character(const char* at, const char* end) {
  const auto byte = static_cast<unsigned char>(*at);
  if (byte >= 0x80) return detail::read_multibyte(at, end);
  const detail::AsciiRow& row = detail::kAscii[byte];
  return {byte, 1, row.klass, row.upper, 1, {row.fold, 0, 0}};
}

// Writes the character's fold, up to 4 bytes, and returns its end. The fold is never longer than
// the character.
inline char* write_character_fold(const Character& character, const char* at, char* out) {
  const bool itself = character.folds_to_itself();
  const int size = itself ? character.size : character.fold_size;
  const char* from = itself ? at : character.fold;
  for (int i = 0; i < size; ++i) out[i] = from[i];
  return out + size;
}

// Bytes that a buffer for folds holds beyond the size of the text.
inline constexpr std::size_t kFoldSlack = 8;

inline bool ascii_digit(char c) { return c >= '0' && c <= '9'; }
inline bool ascii_letter(char c) { return static_cast<unsigned char>((c | 0x20) - 'a') < 26; }

}  // namespace mercato
