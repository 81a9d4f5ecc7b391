#include "0_core/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>

namespace mercato {
namespace {

// By byte: whether a string of JSON cannot hold it as it is.
constexpr std::array<bool, 256> kNeedsEscape = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = true;
  table['"'] = table['\\'] = true;
  return table;
}();

void append_escape(char c, std::string& out) {
  constexpr std::string_view kShort = "\bb\ff\nn\rr\tt\"\"\\\\";
  out += '\\';
  for (std::size_t i = 0; i < kShort.size(); i += 2) {
    if (kShort[i] == c) {
      out += kShort[i + 1];
      return;
    }
  }
  constexpr char kDigits[] = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(c);
  out += {'u', '0', '0', kDigits[code >> 4], kDigits[code & 15]};
}

}  // namespace

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  out_ += bracket;
  first_ = false;
  return *this;
}

void JsonWriter::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  out_ += '"';
  out_ += name;
  out_ += "\":";
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  out_ += '"';
  escape(text);
  out_ += '"';
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
  separate();
  char digits[24];
  out_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
  return *this;
}

JsonWriter& JsonWriter::value(double number) {
  separate();
  char digits[32];
  const auto written = std::to_chars(digits, digits + sizeof digits, number);
  out_.append(digits, written.ptr);
  return *this;
}

JsonWriter& JsonWriter::truth(bool yes) {
  separate();
  out_ += yes ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::amount(double number) {
  if (!std::isfinite(number)) return value(std::int64_t{0});
  if (std::floor(number) == number && std::abs(number) < 9e15)
    return value(static_cast<std::int64_t>(number));
  return value(number);
}

JsonWriter& JsonWriter::put(std::string_view name, std::string_view text) {
  return text.empty() ? *this : key(name).value(text);
}

void JsonWriter::escape(std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!kNeedsEscape[static_cast<unsigned char>(text[i])]) continue;
    out_ += text.substr(begin, i - begin);
    append_escape(text[i], out_);
    begin = i + 1;
  }
  out_ += text.substr(begin);
}

}  // namespace mercato
