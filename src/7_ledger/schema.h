// Which tables does a ledger have? Their definitions, how a file gets them, and whether a file has
// them. docs/formats/ledger.md tells what they mean.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"
#include "7_ledger/database.h"

namespace mercato {

inline constexpr int kLedgerSchema = 1;
// Rises whenever the same entries would give other index rows. A writer makes an index of another
// version anew; verify says that it is one.
inline constexpr int kIndexVersion = 1;
// "Mrct": what SQLite's header says the file is for.
inline constexpr int kApplicationId = 0x4d726374;

// Rows that belong to an entry are numbered from its number on, so that a row tells its entry and
// its place there, and no other entry's rows have to be known to number them.
inline constexpr int kPlaceBits = 20;
inline constexpr std::int64_t kPlaces = std::int64_t{1} << kPlaceBits;
constexpr std::int64_t row_of(std::int64_t entry, std::size_t place) {
  return entry << kPlaceBits | static_cast<std::int64_t>(place);
}
constexpr std::int64_t entry_of(std::int64_t row) { return row >> kPlaceBits; }
constexpr std::uint32_t place_of(std::int64_t row) {
  return static_cast<std::uint32_t>(row & (kPlaces - 1));
}

enum class Part { truth, index };
// The tables of a part, in the order in which they are made, with the columns that order their
// rows.
struct TableShape {
  std::string_view name, order;
};
std::vector<TableShape> index_tables();

Result<void> create_tables(Database& database, Part part, bool full_text);
Result<void> drop_index(Database& database);
// Fails where the file is no ledger, is of a newer schema, or has other tables than its schema
// says. Reads only SQLite's own tables.
Result<void> check_schema(Database& database);
std::int64_t index_version(Database& database);
// Whether nothing has been made in the file yet.
bool is_empty(Database& database);

}  // namespace mercato
