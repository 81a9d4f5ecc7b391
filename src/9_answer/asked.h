// What was asked, and is it as the question says? Arguments after their check. Internal to
// 9_answer.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "9_answer/answers.h"

namespace mercato {

inline constexpr std::size_t kRowsOfPage = 50, kMostRows = 200;
inline constexpr std::size_t kMostArgumentBytes = 512;

Refusal refuse(Refusal::Kind kind, std::string where, std::string message, std::string hint = {});

// REQUIRES: check_arguments() let them through, and they outlive it.
class Asked {
 public:
  Asked(const Question& question, const Arguments& arguments)
      : question_(question), arguments_(arguments) {}

  // Empty where it was not given.
  std::string text(std::string_view name) const;
  bool has(std::string_view name) const { return !text(name).empty(); }
  std::int64_t integer(std::string_view name, std::int64_t otherwise) const;
  Instant time(std::string_view name, Instant otherwise) const;
  Instant as_of() const { return time("as_of", kEndOfTime); }
  std::size_t limit() const { return static_cast<std::size_t>(integer("limit", kRowsOfPage)); }

  // A cursor is two numbers and what ties them to this question and its other arguments.
  struct Cursor {
    std::int64_t first = 0, second = 0;
  };
  Cursor cursor() const;  // zeros where none was given
  std::string write_cursor(Cursor cursor) const;
  std::optional<Cursor> read_cursor(std::string_view written) const;

 private:
  std::string seal(std::string_view numbers) const;

  const Question& question_;
  const Arguments& arguments_;
};

// Arguments in one string that no others give: each with its length, because a value may hold
// anything. Empty ones count as not given; `without` are left out.
std::string sealed(const Arguments& arguments,
                   std::initializer_list<std::string_view> without = {});

// The refusal, where an argument is missing, unknown, too long or not of its kind.
std::optional<Refusal> check_arguments(const Question& question, const Arguments& arguments);

// Where in a list that was put in order anew the page begins: behind the row that was last,
// wherever it stands now; where it is gone, at the place where it stood.
template <typename Rows, typename Id>
std::size_t page_begin(const Rows& rows, Asked::Cursor cursor, Id id_of) {
  for (std::size_t i = 0; cursor.second && i < rows.size(); ++i)
    if (id_of(rows[i]) == cursor.second) return i + 1;
  return cursor.first < 0 ? 0 : std::min(rows.size(), static_cast<std::size_t>(cursor.first));
}

}  // namespace mercato
