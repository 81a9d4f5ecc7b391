// What stands in this table? Row by row through an RFC 4180 text that is held in memory.
//
// Bad rows (wrong number of fields, too long, broken UTF-8, NUL bytes, a quote that never closes)
// are told to the ProblemLog with their line and skipped; reading goes on at the next line. Fields
// are views into the text, or into the arena where a quote had to be undoubled, and live as long as
// both.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"

namespace mercato {

// Collects located problems of one file and keeps their number bounded.
class ProblemLog {
 public:
  ProblemLog(std::string where, std::vector<Problem>& out) : where_(std::move(where)), out_(out) {}
  ~ProblemLog();
  ProblemLog(const ProblemLog&) = delete;
  ProblemLog& operator=(const ProblemLog&) = delete;

  void warn(std::uint32_t line, std::string message) { warn(where_, line, std::move(message)); }
  // Of a row of another file, where one log serves the rows of several.
  void warn(std::string_view where, std::uint32_t line, std::string message);
  const std::string& where() const { return where_; }
  std::uint32_t count() const { return count_; }  // of all, told or not

 private:
  static constexpr std::uint32_t kMostTold = 20;
  std::string where_;
  std::vector<Problem>& out_;
  std::uint32_t count_ = 0;
};

using StringArena = std::deque<std::string>;

class CsvReader {
 public:
  static constexpr std::size_t kMaxField = 16 * 1024;
  static constexpr std::size_t kMaxColumns = 512;
  static constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

  // Reads the header row at once.
  CsvReader(std::string_view text, StringArena& arena, ProblemLog& log);

  const std::vector<std::string_view>& header() const { return header_; }
  // The column of this name, kNoColumn where there is none.
  std::size_t column(std::string_view name) const;
  // Goes to the next usable row; false at the end.
  bool next();
  // Field of the current row without outer white space; empty for kNoColumn.
  std::string_view field(std::size_t column) const;
  // Where the current row begins, from 1.
  std::uint32_t line() const { return row_line_; }

 private:
  enum class Row { good, bad, end };
  Row read_row();
  bool read_field();
  bool read_quoted();
  void skip_line();
  bool at_end() const { return at_ >= text_.size(); }
  Row reject(std::string message);

  std::string_view text_;
  StringArena& arena_;
  ProblemLog& log_;
  std::size_t at_ = 0, row_begin_ = 0;
  std::uint32_t line_ = 1, row_line_ = 1;
  std::vector<std::string_view> header_, fields_;
  std::string_view failure_;
};

// The values of a field that holds several, separated by ';'; empty ones left out.
std::vector<std::string_view> split_values(std::string_view field, char separator = ';');
std::string_view trim_blanks(std::string_view text);
bool is_valid_utf8(std::string_view text);

}  // namespace mercato
