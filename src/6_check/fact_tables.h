// What do stated positions and countries mean? The language-neutral tables
// data/facts/positions.toml and data/reference/nations.csv. Internal to 6_check. Immutable,
// thread-safe.
#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"

namespace mercato {

struct PositionMeaning {
  std::string printed;                 // the name that a fact prints
  int detail = 0;                      // how much it says: "centre-back" more than "defender"
  std::vector<std::string> supported;  // positions of the reference that bear it out
  std::vector<std::string> open;       // positions of the reference that leave it possible
};

class FactTables {
 public:
  static Result<FactTables> load(const std::filesystem::path& data);

  // Null where the position is not in the table.
  const PositionMeaning* position(std::string_view name) const;
  // The name that a fact prints for a position; `name` itself where the table does not have it.
  std::string_view printed_position(std::string_view name) const;
  // ISO 3166-1 alpha-3 of a country's English name or of its own code; empty where there is none.
  std::string_view country_code(std::string_view name) const;
  // The English name of a code, or `code_or_name` itself.
  std::string_view country_name(std::string_view code_or_name) const;

 private:
  std::map<std::string, PositionMeaning, std::less<>> positions_;
  std::map<std::string, std::string, std::less<>> code_by_name_, name_by_code_;
};

}  // namespace mercato
