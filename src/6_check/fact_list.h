// Which facts does the document state, each once? Internal to 6_check.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "6_check/fact_tables.h"
#include "6_check/verdict.h"

namespace mercato {

// Keeps the first statement of each (predicate, subject, object, value); of several positions of
// one person the most telling one. Facts stay in the order in which they were first stated.
class FactList {
 public:
  explicit FactList(const FactTables& tables) : tables_(tables) {}

  void add(StatedFact stated);
  bool has(std::string_view predicate, std::int32_t subject, std::int32_t object) const;
  std::vector<StatedFact>& facts() { return facts_; }

 private:
  int detail(const Fact& fact) const;

  const FactTables& tables_;
  std::vector<StatedFact> facts_;
};

// "25", "1.5", "20000000": as few digits as the number needs.
std::string number_text(double number);

}  // namespace mercato
