#include "9_command/terminal.h"

#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace mercato {
namespace {

constexpr std::size_t kDefaultWidth = 100, kMinWidth = 40, kMaxWidth = 140;

std::size_t terminal_width(std::FILE* out) {
  winsize size{};
  if (ioctl(fileno(out), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kDefaultWidth;
  return std::clamp<std::size_t>(size.ws_col, kMinWidth, kMaxWidth);
}

std::size_t columns_of(UChar32 c) {
  const int type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// Calls visit(character, begin, end) for each character until it returns false.
template <typename Visit>
void for_each_character(std::string_view text, Visit visit) {
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    const std::int32_t begin = i;
    UChar32 c;
    U8_NEXT(text.data(), i, size, c);
    if (!visit(c, static_cast<std::size_t>(begin), static_cast<std::size_t>(i))) return;
  }
}

const char* code_of(Ink ink) {
  switch (ink) {
    case Ink::none:
      return "";
    case Ink::bold:
      return "\033[1m";
    case Ink::dim:
      return "\033[2m";
    case Ink::red:
      return "\033[31m";
    case Ink::green:
      return "\033[32m";
    case Ink::yellow:
      return "\033[33m";
    case Ink::blue:
      return "\033[36m";
    case Ink::underline:
      return "\033[4m";
  }
  return "";
}

void pad(std::string& out, std::size_t columns) { out.append(columns, ' '); }

}  // namespace

Terminal::Terminal(std::FILE* out, bool no_colour) : colour_(false), width_(terminal_width(out)) {
  const char* variable = std::getenv("NO_COLOR");
  colour_ = !no_colour && !(variable && *variable) && isatty(fileno(out));
}

std::string Terminal::paint(std::string_view text, Ink ink) const {
  std::string clean = plain(text);
  if (!colour_ || ink == Ink::none) return clean;
  return code_of(ink) + clean + "\033[0m";
}

std::string plain(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for_each_character(text, [&](UChar32 c, std::size_t begin, std::size_t end) {
    const bool control = c < 0 || u_iscntrl(c) || u_charType(c) == U_CONTROL_CHAR ||
                         (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    if (control)
      out += ' ';
    else
      out.append(text.substr(begin, end - begin));
    return true;
  });
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  for_each_character(text, [&](UChar32 c, std::size_t, std::size_t) {
    columns += columns_of(c);
    return true;
  });
  return columns;
}

std::string shorten(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  std::size_t columns = 0, keep = 0;
  for_each_character(text, [&](UChar32 c, std::size_t, std::size_t end) {
    columns += columns_of(c);
    if (columns + 1 > width) return false;
    keep = end;
    return true;
  });
  return std::string(text.substr(0, keep)) + "…";
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    begin = end + 1;
    if (word.empty()) continue;
    if (!line.empty() && display_width(line) + 1 + display_width(word) > width) {
      lines.push_back(std::move(line));
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string Table::to_string(const Terminal& terminal) const {
  constexpr std::size_t kGap = 2, kMinColumn = 8;
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < header_.size(); ++c) {
    std::size_t width = display_width(header_[c]);
    for (const auto& row : rows_) width = std::max(width, display_width(row[c]));
    widths.push_back(width);
  }
  const auto total = [&] {
    std::size_t sum = 0;
    for (const std::size_t width : widths) sum += width + kGap;
    return sum;
  };
  while (total() > terminal.width()) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kMinColumn) break;
    --*widest;
  }
  std::string out;
  // A cell wider than its column runs over several lines.
  const auto add_row = [&](const std::vector<std::string>& cells, Ink ink) {
    std::vector<std::vector<std::string>> lines;
    std::size_t height = 1;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      lines.push_back(wrap(plain(cells[c]), widths[c]));
      height = std::max(height, lines.back().size());
    }
    for (std::size_t row = 0; row < height; ++row) {
      std::string line;
      for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::string cell = row < lines[c].size() ? shorten(lines[c][row], widths[c]) : "";
        line += terminal.paint(cell, ink);
        pad(line, widths[c] - std::min(widths[c], display_width(cell)) + kGap);
      }
      out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
  };
  add_row(header_, Ink::bold);
  for (const auto& row : rows_) add_row(row, Ink::none);
  return out;
}

}  // namespace mercato
