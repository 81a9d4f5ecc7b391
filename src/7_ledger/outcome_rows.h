// How are outcomes written down? The body of an entry of outcomes: one JSON object.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"
#include "7_ledger/ledger.h"

namespace mercato {

// `origin` says where the rows came from; the order is kept.
std::string write_outcomes(const std::vector<Outcome>& outcomes, std::string_view origin);
// With both bounds as days. Fails, naming the row, where one has neither person nor date.
Result<std::vector<Outcome>> normalise_outcomes(std::vector<Outcome> outcomes);
Result<std::vector<Outcome>> read_outcomes(std::string_view body);

}  // namespace mercato
