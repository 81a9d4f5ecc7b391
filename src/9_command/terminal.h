// What can the output show? Colour, width and the laying out of text on a terminal.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace mercato {

enum class Ink { none, bold, dim, red, green, yellow, blue, underline };

// Colours only on a terminal, and not where NO_COLOR is set or the user said so.
class Terminal {
 public:
  Terminal(std::FILE* out, bool no_colour);
  bool colour() const { return colour_; }
  std::size_t width() const { return width_; }
  // `text` in the ink; control characters of `text` are replaced, so that no document can steer the
  // terminal.
  std::string paint(std::string_view text, Ink ink) const;

 private:
  bool colour_;
  std::size_t width_;
};

// Control characters (line breaks and tabs too) become spaces; escape sequences lose their escape.
std::string plain(std::string_view text);

// Columns that `text` takes on a terminal: wide characters two, combining marks none. REQUIRES: no
// control characters.
std::size_t display_width(std::string_view text);
// At most `width` columns of text, with "…" where it was cut.
std::string shorten(std::string_view text, std::size_t width);
// Lines of at most `width` columns, broken at white space.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

// A table whose columns are as wide as their cells, the widest shrunk until the table fits; what is
// too wide for its column runs over several lines. Cells are plain text.
class Table {
 public:
  explicit Table(std::vector<std::string> header) : header_(std::move(header)) {}
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }
  std::string to_string(const Terminal& terminal) const;

 private:
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace mercato
