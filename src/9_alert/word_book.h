// Whose word is a claim, and is it the first time that they give it? As the person's dossiers say.
// Internal to 9_alert.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "9_answer/ledger_view.h"

namespace mercato {

struct Word {
  std::string origin;  // Origin::key
  std::string window;  // "2024-summer"
  bool first = false;  // neither a relay or a copy nor a repetition
};

// Folds a person once, until forget(). One thread at a time.
class WordBook {
 public:
  // The view outlives it.
  explicit WordBook(const LedgerView& view) : view_(view) {}
  // Nothing for a claim that stands in no dossier: its document makes it no more.
  Result<std::optional<Word>> find(Row person, Row claim);
  void forget() { persons_.clear(); }

 private:
  using Words = std::unordered_map<Row, Word>;  // by claim
  const LedgerView& view_;
  std::unordered_map<Row, Words> persons_;
};

}  // namespace mercato
