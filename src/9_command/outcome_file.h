// What became of it? Completed moves from a table in CSV.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"
#include "3_reference/reference.h"
#include "7_ledger/ledger.h"

namespace mercato {

struct OutcomeTable {
  std::vector<Outcome> rows;      // in the order of the file
  std::vector<Problem> problems;  // rows that could not be used, with file and line; bounded
  std::uint64_t passed_over = 0;  // how many they are
  std::uint64_t to_come = 0;      // rows dated after `today`, which are left out: no outcomes yet
};

// Known by its columns: transfers.csv of a reference (docs/formats/reference.md), whose persons and
// clubs are named by `reference`, or the small table of docs/formats/commands.md. Fails where it is
// neither.
Result<OutcomeTable> read_outcomes(std::string_view csv, const std::string& name,
                                   const Reference& reference, Date today);

}  // namespace mercato
