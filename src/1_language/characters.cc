#include "1_language/characters.h"

namespace mercato {
namespace {

constexpr std::uint8_t kItself = 0xff;

// What a character folds to, and which characters do: the upper-case ones, the others.
struct FoldRow {
  std::string_view fold, upper, lower;
};

constexpr FoldRow kFoldRows[] = {
    {"'n", "", "ŉ"},
    {"a", "ÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦȺḀẠẢẤẦẨẪẬẮẰẲẴẶ", "ªàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"},
    {"ae", "ÆǢǼ", "æǣǽ"},
    {"b", "ƁɃḂḄḆ", "ƀɓḃḅḇ"},
    {"c", "ÇĆĈĊČȻḈ", "çćĉċčȼḉ"},
    {"d", "ÐĎĐƉƊḊḌḎḐḒ", "ðďđɖɗḋḍḏḑḓ"},
    {"dz", "ǄǅǱǲ", "ǆǳ"},
    {"e", "ÈÉÊËĒĔĖĘĚƎƏƐȄȆȨɆḔḖḘḚḜẸẺẼẾỀỂỄỆ", "èéêëēĕėęěǝəɛȅȇȩɇḕḗḙḛḝẹẻẽếềểễệ"},
    {"f", "ƑḞ", "ƒḟ"},
    {"g", "ĜĞĠĢǤǦǴḠ", "ĝğġģǥǧǵḡ"},
    {"h", "ĤĦȞḢḤḦḨḪ", "ĥħȟḣḥḧḩḫẖ"},
    {"i", "ÌÍÎÏĨĪĬĮİƖƗǏȈȊḬḮỈỊ", "ìíîïĩīĭįıɨɩǐȉȋḭḯỉị"},
    {"ij", "Ĳ", "ĳ"},
    {"j", "ĴɈ", "ĵǰȷɉ"},
    {"k", "ĶƘǨḰḲḴ", "ķĸƙǩḱḳḵ"},
    {"l", "ĹĻĽĿŁȽḶḸḺḼ", "ĺļľŀłƚḷḹḻḽ"},
    {"lj", "Ǉǈ", "ǉ"},
    {"m", "ḾṀṂ", "ḿṁṃ"},
    {"n", "ÑŃŅŇŊƝǸṄṆṈṊ", "ñńņňŋɲǹṅṇṉṋ"},
    {"nj", "Ǌǋ", "ǌ"},
    {"o", "ÒÓÔÕÖØŌŎŐƆƟƠǑǪǬǾȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ", "ºòóôõöøōŏőɔɵơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"},
    {"oe", "Œ", "œ"},
    {"p", "ṔṖ", "ṕṗ"},
    {"r", "ŔŖŘȐȒɌṘṚṜṞ", "ŕŗřȑȓɍṙṛṝṟ"},
    {"s", "ŚŜŞŠȘṠṢṤṦṨ", "śŝşšſșṡṣṥṧṩẛ"},
    {"ss", "ẞ", "ß"},
    {"t", "ŢŤŦȚȾṪṬṮṰ", "ţťŧțṫṭṯṱẗ"},
    {"th", "Þ", "þ"},
    {"u", "ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖɄṲṴṶṸṺỤỦỨỪỬỮỰ", "ùúûüũūŭůűųưǔǖǘǚǜȕȗʉṳṵṷṹṻụủứừửữự"},
    {"v", "ṼṾ", "ṽṿ"},
    {"w", "ŴẀẂẄẆẈ", "ŵẁẃẅẇẉẘ"},
    {"x", "ẊẌ", "ẋẍ"},
    {"y", "ÝŶŸƳȲɎẎỲỴỶỸ", "ýÿŷƴȳɏẏẙỳỵỷỹ"},
    {"z", "ŹŻŽƵẐẒẔ", "źżžƶẑẓẕ"},
    {"α", "Ά", "ά"},
    {"ε", "Έ", "έ"},
    {"η", "Ή", "ή"},
    {"ι", "ΊΪ", "ΐίϊ"},
    {"ο", "Ό", "ό"},
    {"σ", "", "ς"},
    {"υ", "ΎΫ", "ΰϋύ"},
    {"ω", "Ώ", "ώ"},
    {"е", "ЀЁӖ", "ѐёӗ"},
    {"г", "Ѓ", "ѓ"},
    {"і", "Ї", "ї"},
    {"к", "Ќ", "ќ"},
    {"и", "ЍЙӢӤ", "йѝӣӥ"},
    {"у", "ЎӮӰӲ", "ўӯӱӳ"},
    {"ж", "ӁӜ", "ӂӝ"},
    {"а", "ӐӒ", "ӑӓ"},
    {"з", "Ӟ", "ӟ"},
    {"о", "Ӧ", "ӧ"},
    {"э", "Ӭ", "ӭ"},
    {"ч", "Ӵ", "ӵ"},
    {"ы", "Ӹ", "ӹ"},
};

struct Row {
  CharClass klass = CharClass::letter;
  bool upper = false;
  std::uint8_t fold_size = kItself;
  char fold[3] = {};
};

constexpr char32_t kTwoByteBegin = 0x80, kTwoByteEnd = 0x800;
constexpr char32_t kLatinBegin = 0x1E00, kLatinEnd = 0x1F00;  // Latin Extended Additional
constexpr std::size_t kTwoByteRows = kTwoByteEnd - kTwoByteBegin;

constexpr std::size_t row_index(char32_t code) {
  return code < kTwoByteEnd ? code - kTwoByteBegin : kTwoByteRows + (code - kLatinBegin);
}

using Table = std::array<Row, kTwoByteRows + (kLatinEnd - kLatinBegin)>;

// Decodes one valid character of the tables above.
constexpr char32_t next_code(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (byte(0) < 0xE0) {
    const char32_t code = (byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu);
    at += 2;
    return code;
  }
  const char32_t code = (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
  at += 3;
  return code;
}

constexpr void set_fold(Row& row, std::string_view fold) {
  row.fold_size = static_cast<std::uint8_t>(fold.size());
  for (std::size_t i = 0; i < fold.size(); ++i) row.fold[i] = fold[i];
}

constexpr void set_fold(Row& row, char32_t two_byte_code) {
  row.fold_size = 2;
  row.fold[0] = static_cast<char>(0xC0 | (two_byte_code >> 6));
  row.fold[1] = static_cast<char>(0x80 | (two_byte_code & 0x3F));
}

constexpr void set_upper(Table& table, char32_t first, char32_t last, char32_t distance,
                         char32_t step) {
  for (char32_t code = first; code <= last; code += step) {
    table[row_index(code)].upper = true;
    set_fold(table[row_index(code)], code + distance);
  }
}

constexpr void set_class(Table& table, char32_t first, char32_t last, CharClass klass) {
  for (char32_t code = first; code <= last; ++code) {
    Row& row = table[row_index(code)];
    row.klass = klass;
    if (klass == CharClass::mark) row.fold_size = 0;
  }
}

constexpr void add_cases(Table& table) {
  set_upper(table, 0x0391, 0x03A1, 0x20, 1);  // Greek; no letter stands at 0x03A2
  set_upper(table, 0x03A3, 0x03A9, 0x20, 1);
  set_upper(table, 0x0400, 0x040F, 0x50, 1);  // Cyrillic
  set_upper(table, 0x0410, 0x042F, 0x20, 1);
  set_upper(table, 0x0460, 0x0480, 1, 2);
  set_upper(table, 0x048A, 0x04BE, 1, 2);
  set_upper(table, 0x04C1, 0x04CD, 1, 2);
  set_upper(table, 0x04C0, 0x04C0, 0x0F, 1);
  set_upper(table, 0x04D0, 0x052E, 1, 2);
  set_upper(table, 0x0531, 0x0556, 0x30, 1);  // Armenian
}

constexpr void add_fold_rows(Table& table) {
  for (const FoldRow& fold : kFoldRows) {
    for (std::size_t at = 0; at < fold.upper.size();) {
      Row& row = table[row_index(next_code(fold.upper, at))];
      set_fold(row, fold.fold);
      row.upper = true;
    }
    for (std::size_t at = 0; at < fold.lower.size();) {
      set_fold(table[row_index(next_code(fold.lower, at))], fold.fold);
    }
  }
}

constexpr void add_latin_1_classes(Table& table) {
  set_class(table, 0x80, 0x9F, CharClass::space);  // C1 controls
  set_class(table, 0xA0, 0xA0, CharClass::space);
  set_class(table, 0xA1, 0xBF, CharClass::symbol);
  for (const char32_t code : {0xA1, 0xA7, 0xAB, 0xB6, 0xB7, 0xBB, 0xBF}) {
    set_class(table, code, code, CharClass::punctuation);
  }
  for (const char32_t code : {0xAA, 0xB5, 0xBA}) set_class(table, code, code, CharClass::letter);
  set_class(table, 0xAD, 0xAD, CharClass::mark);  // soft hyphen
  set_class(table, 0xD7, 0xD7, CharClass::symbol);
  set_class(table, 0xF7, 0xF7, CharClass::symbol);
}

constexpr void add_other_classes(Table& table) {
  set_class(table, 0x0300, 0x036F, CharClass::mark);
  set_class(table, 0x0483, 0x0489, CharClass::mark);
  set_class(table, 0x0591, 0x05C7, CharClass::mark);  // Hebrew points
  set_class(table, 0x0610, 0x061A, CharClass::mark);  // Arabic signs
  set_class(table, 0x0640, 0x0640, CharClass::mark);  // tatweel
  set_class(table, 0x064B, 0x065F, CharClass::mark);
  set_class(table, 0x0670, 0x0670, CharClass::mark);
  set_class(table, 0x06D6, 0x06DC, CharClass::mark);
  for (const char32_t code : {0x037E, 0x0387, 0x055A, 0x055D, 0x0589, 0x05BE, 0x05C3, 0x060C,
                              0x061B, 0x061F, 0x066A, 0x06D4}) {
    set_class(table, code, code, CharClass::punctuation);
    table[row_index(code)].fold_size = kItself;
  }
  for (const char32_t code : {0xB4, 0x02B9, 0x02BB, 0x02BC}) {
    set_class(table, code, code, CharClass::apostrophe);
    set_fold(table[row_index(code)], std::string_view("'"));
  }
}

constexpr Table make_table() {
  Table table{};
  add_cases(table);
  add_fold_rows(table);
  add_latin_1_classes(table);
  add_other_classes(table);
  return table;
}
constexpr Table kTable = make_table();

constexpr std::array<detail::AsciiRow, 128> make_ascii() {
  std::array<detail::AsciiRow, 128> rows{};
  for (int c = 0; c < 128; ++c) {
    detail::AsciiRow& row = rows[c];
    row = {CharClass::punctuation, false, static_cast<char>(c)};
    if (c <= ' ' || c == 0x7F) row.klass = CharClass::space;
    if (c >= '0' && c <= '9') row.klass = CharClass::digit;
    if (c >= 'a' && c <= 'z') row.klass = CharClass::letter;
    if (c >= 'A' && c <= 'Z') row = {CharClass::letter, true, static_cast<char>(c | 0x20)};
    if (c == '$' || c == '+' || c == '<' || c == '=' || c == '>' || c == '~') {
      row.klass = CharClass::symbol;
    }
    if (c == '\'') row.klass = CharClass::apostrophe;
  }
  return rows;
}

Character from_row(char32_t code, std::uint8_t size, const Row& row) {
  return {code, size, row.klass, row.upper, row.fold_size, {row.fold[0], row.fold[1], row.fold[2]}};
}

Character plain(char32_t code, std::uint8_t size, CharClass klass) {
  return {code, size, klass, false, kItself, {}};
}

Character dropped(char32_t code, std::uint8_t size, CharClass klass) {
  return {code, size, klass, false, 0, {}};
}

Character folded(char32_t code, std::uint8_t size, CharClass klass, bool upper,
                 std::string_view fold) {
  Character character{code, size, klass, upper, static_cast<std::uint8_t>(fold.size()), {}};
  for (std::size_t i = 0; i < fold.size(); ++i) character.fold[i] = fold[i];
  return character;
}

bool in(char32_t code, char32_t first, char32_t last) { return first <= code && code <= last; }

// U+2000 … U+206F.
Character general_punctuation(char32_t code) {
  if (in(code, 0x2000, 0x200A) || in(code, 0x2028, 0x2029) || code == 0x202F || code == 0x205F) {
    return plain(code, 3, CharClass::space);
  }
  if (code == 0x200C || code == 0x200D || code == 0x2060) return dropped(code, 3, CharClass::mark);
  if (in(code, 0x200B, 0x200F) || in(code, 0x202A, 0x202E) || in(code, 0x2061, 0x206F)) {
    return dropped(code, 3, CharClass::space);
  }
  if (in(code, 0x2018, 0x2019) || code == 0x201B || code == 0x2032) {
    return folded(code, 3, CharClass::apostrophe, false, "'");
  }
  return plain(code, 3, CharClass::punctuation);
}

// U+FB00 … U+FFFF: ligatures, presentation and full-width forms.
Character late_three_byte(char32_t code) {
  static constexpr std::string_view kLigatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  if (code <= 0xFB06) return folded(code, 3, CharClass::letter, false, kLigatures[code - 0xFB00]);
  if (in(code, 0xFE00, 0xFE0F) || in(code, 0xFE20, 0xFE2F)) {
    return dropped(code, 3, CharClass::mark);
  }
  if (code == 0xFEFF) return dropped(code, 3, CharClass::space);
  if (in(code, 0xFE10, 0xFE6F)) return plain(code, 3, CharClass::punctuation);
  if (in(code, 0xFF01, 0xFF5E)) {  // full-width ASCII
    const char ascii = static_cast<char>(code - 0xFF01 + '!');
    const detail::AsciiRow& row = detail::kAscii[static_cast<unsigned char>(ascii)];
    const CharClass klass = row.klass == CharClass::digit ? CharClass::letter : row.klass;
    return folded(code, 3, klass, row.upper, {&row.fold, 1});
  }
  if (in(code, 0xFFE0, 0xFFFF)) return plain(code, 3, CharClass::symbol);
  return plain(code, 3, CharClass::letter);
}

Character three_byte(char32_t code) {
  if (in(code, kLatinBegin, kLatinEnd - 1)) return from_row(code, 3, kTable[row_index(code)]);
  if (in(code, 0x2000, 0x206F)) return general_punctuation(code);
  if (in(code, 0x1AB0, 0x1AFF) || in(code, 0x1DC0, 0x1DFF) || in(code, 0x20D0, 0x20FF)) {
    return dropped(code, 3, CharClass::mark);
  }
  if (code == 0x212A) return folded(code, 3, CharClass::letter, true, "k");
  if (code == 0x212B) return folded(code, 3, CharClass::letter, true, "a");
  if (code == 0x1680 || code == 0x3000) return plain(code, 3, CharClass::space);
  if (in(code, 0x2E00, 0x2E7F) || in(code, 0x3001, 0x3003) || in(code, 0x3008, 0x301F)) {
    return plain(code, 3, CharClass::punctuation);
  }
  if (in(code, 0x2070, 0x2BFF) || in(code, 0x3004, 0x3007) || in(code, 0x3020, 0x303F)) {
    return plain(code, 3, CharClass::symbol);
  }
  if (in(code, 0xE000, 0xF8FF)) return plain(code, 3, CharClass::symbol);  // private use
  if (code >= 0xFB00) return late_three_byte(code);
  return plain(code, 3, CharClass::letter);
}

Character four_byte(char32_t code) {
  if (in(code, 0xE0000, 0xE01EF)) return dropped(code, 4, CharClass::mark);  // tags, selectors
  if (in(code, 0x1D000, 0x1FAFF)) return plain(code, 4, CharClass::symbol);
  return plain(code, 4, CharClass::letter);
}

Character broken() { return {0xFFFD, 1, CharClass::symbol, false, 1, {'?', 0, 0}}; }

bool continues(unsigned char byte) { return (byte & 0xC0) == 0x80; }

}  // namespace

namespace detail {

constinit const std::array<AsciiRow, 128> kAscii = make_ascii();

Character read_multibyte(const char* at, const char* end) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(at);
  const std::size_t left = static_cast<std::size_t>(end - at);
  const unsigned char lead = bytes[0];
  if (lead < 0xC2 || lead > 0xF4 || left < 2 || !continues(bytes[1])) return broken();
  if (lead < 0xE0) {
    const char32_t code = (lead & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
    return from_row(code, 2, kTable[row_index(code)]);
  }
  if (left < 3 || !continues(bytes[2])) return broken();
  if (lead < 0xF0) {
    const char32_t code = (lead & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
    return code < 0x800 || in(code, 0xD800, 0xDFFF) ? broken() : three_byte(code);
  }
  if (left < 4 || !continues(bytes[3])) return broken();
  const char32_t code = (lead & 0x07u) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 |
                        (bytes[3] & 0x3Fu);
  return in(code, 0x10000, 0x10FFFF) ? four_byte(code) : broken();
}

}  // namespace detail
}  // namespace mercato
