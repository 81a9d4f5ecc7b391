// How often has this source been right? The rates of 8_score over the whole ledger, kept for a
// while: to reckon them folds every dossier. Internal to 9_alert.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "9_answer/ledger_view.h"

namespace mercato {

// One thread at a time.
class RecordBook {
 public:
  explicit RecordBook(const LedgerView& view) : view_(view) {}
  // By Origin::key. Nothing where there are too few resolved calls to say. At most an hour old.
  Result<std::optional<double>> rate(const std::string& origin);

 private:
  Result<void> reckon();

  const LedgerView& view_;
  std::map<std::string, double> rates_;
  std::optional<std::chrono::steady_clock::time_point> reckoned_;
};

}  // namespace mercato
