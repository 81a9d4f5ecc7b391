#include "9_serve/negotiation.h"

#include <algorithm>

namespace mercato {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Cuts off what stands before the next `mark`.
std::string_view next(std::string_view& text, char mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  const std::string_view out = trimmed(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return out;
}

// Whether the parameters of a range say "q=0", "q=0.0", …
bool is_refused(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::string_view one = next(parameters, ';');
    if (one.size() < 3 || lower(one[0]) != 'q' || one[1] != '=') continue;
    return one.substr(2).find_first_not_of("0.") == std::string_view::npos;
  }
  return false;
}

// How closely a range names the type: 0 not at all, 3 exactly.
int closeness(std::string_view range, std::string_view type) {
  if (equal_ignoring_case(range, type)) return 3;
  const std::size_t slash = type.find('/');
  if (range.size() == slash + 2 && range.ends_with("/*") &&
      equal_ignoring_case(range.substr(0, slash), type.substr(0, slash)))
    return 2;
  return range == "*/*" || range == "*" ? 1 : 0;
}

bool accepts(std::string_view list, std::string_view name) {
  int closest = 0;
  bool yes = false;
  while (!list.empty()) {
    std::string_view entry = next(list, ',');
    const std::string_view range = next(entry, ';');
    if (const int close = closeness(range, name); close > closest) {
      closest = close;
      yes = !is_refused(entry);
    }
  }
  return yes;
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

bool accepts_type(std::string_view accept, std::string_view type) {
  return trimmed(accept).empty() || accepts(accept, type);
}

bool accepts_gzip(std::string_view accept_encoding) { return accepts(accept_encoding, "gzip"); }

bool names_etag(std::string_view if_none_match, std::string_view etag) {
  if (etag.empty()) return false;
  if (trimmed(if_none_match) == "*") return true;
  while (!if_none_match.empty()) {
    std::string_view tag = next(if_none_match, ',');
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag.size() < 2 || tag.front() != '"' || tag.back() != '"') continue;
    tag = tag.substr(1, tag.size() - 2);
    if (tag.ends_with("-gz")) tag.remove_suffix(3);
    if (tag == etag) return true;
  }
  return false;
}

std::string media_type(std::string_view content_type) {
  std::string out(next(content_type, ';'));
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

}  // namespace mercato
