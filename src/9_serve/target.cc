#include "9_serve/target.h"

#include <algorithm>
#include <optional>

namespace mercato {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(unsigned char c) { return c < 0x20 || c == 0x7F; }

// How many bytes follow the lead byte of a character; -1 where it is none.
int followers(unsigned char lead) {
  if (lead < 0x80) return 0;
  if (lead >= 0xC2 && lead < 0xE0) return 1;
  if (lead >= 0xE0 && lead < 0xF0) return 2;
  if (lead >= 0xF0 && lead < 0xF5) return 3;
  return -1;
}

// Overlong forms, surrogates and what lies beyond U+10FFFF.
bool is_bad_second(unsigned char lead, unsigned char second) {
  return (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
         (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i++]);
    const int more = followers(lead);
    if (more < 0 || i + static_cast<std::size_t>(more) > text.size()) return false;
    if (more && is_bad_second(lead, static_cast<unsigned char>(text[i]))) return false;
    for (int k = 0; k < more; ++k) {
      if ((static_cast<unsigned char>(text[i++]) & 0xC0) != 0x80) return false;
    }
  }
  return true;
}

// Nothing where an escape is none, or where something comes out that no argument has.
std::optional<std::string> decoded(std::string_view raw, bool plus_is_space) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    char c = raw[i];
    if (c == '%') {
      if (i + 2 >= raw.size()) return std::nullopt;
      const int high = hex_digit(raw[i + 1]), low = hex_digit(raw[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    if (is_control(static_cast<unsigned char>(c))) return std::nullopt;
    out += c;
  }
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

tl::unexpected<Problem> bad(const char* message, const char* hint = "") {
  return failure("target", message, hint);
}

Result<void> read_path(std::string_view path, Target& out) {
  path.remove_prefix(1);
  if (path.empty()) return {};
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    auto segment = decoded(path.substr(begin, end - begin), false);
    if (!segment) return bad("the path has an escape that is none, or an unprintable character");
    if (*segment == "." || *segment == ".." || segment->find('\\') != std::string::npos)
      return bad("the path leads out of its folder");
    if (segment->size() > kMostArgumentBytes)
      return bad("a part of the path is too long", "512 bytes at most");
    if (out.segments.size() == kMostSegments) return bad("the path has too many parts");
    out.segments.push_back(std::move(*segment));
    begin = end + 1;
  }
  return {};
}

Result<void> read_argument(std::string_view pair, Target& out) {
  const std::size_t equals = std::min(pair.find('='), pair.size());
  auto name = decoded(pair.substr(0, equals), true);
  auto value = decoded(pair.substr(std::min(equals + 1, pair.size())), true);
  if (!name || !value)
    return bad("an argument has an escape that is none, or an unprintable character");
  if (name->empty() || name->size() > kMostNameBytes)
    return bad("an argument has no name, or too long a name");
  if (value->size() > kMostArgumentBytes)
    return failure(*name, "the argument is too long", "512 bytes at most");
  if (out.arguments.size() == kMostArguments) return bad("there are too many arguments");
  const std::string where = *name;
  if (!out.arguments.emplace(std::move(*name), std::move(*value)).second)
    return failure(where, "the argument is given twice");
  return {};
}

Result<void> read_query(std::string_view query, Target& out) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    if (end) {
      if (auto read = read_argument(query.substr(0, end), out); !read) return read;
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return {};
}

}  // namespace

Result<Target> parse_target(std::string_view raw) {
  if (raw.size() > kMostTargetBytes) return bad("the address is too long", "4096 bytes at most");
  if (raw.empty() || raw[0] != '/') return bad("the address does not begin with a slash");
  const bool plain = std::all_of(raw.begin(), raw.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F;
  });
  if (!plain || raw.find('#') != std::string_view::npos)
    return bad("the address has characters that must be percent-encoded");
  const std::size_t question = std::min(raw.find('?'), raw.size());
  Target out;
  if (auto read = read_path(raw.substr(0, question), out); !read)
    return tl::unexpected(read.error());
  if (auto read = read_query(raw.substr(std::min(question + 1, raw.size())), out); !read)
    return tl::unexpected(read.error());
  return out;
}

std::string percent_encoded(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain)
      out += c;
    else
      ((out += '%') += kHex[byte >> 4]) += kHex[byte & 15];
  }
  return out;
}

}  // namespace mercato
