// What do labels say? Claims and facts in the words of labels, whoever made them: a careful reader
// or the engine. Internal to 8_evaluate, but for what evaluate.h shows.
#pragma once

#include <string>
#include <vector>

namespace mercato::evaluation {

struct LabelMoney {
  double amount = 0;
  std::string currency;  // empty counts as EUR
};

// Enum values are kept as the names that files write. Names hold accepted alternatives with '|'
// between.
struct LabelClaim {
  std::string person, to, from;
  std::string type, polarity = "affirmed", certainty = "asserted", when = "current",
                    deal = "unknown";
  std::vector<std::string> sources;  // any of them is met
  std::vector<LabelMoney> money;
  bool optional = false;              // gold only: neither a hit nor a miss
  std::vector<std::string> evidence;  // the words that carry it
  std::vector<std::string> rules;     // predicted only: what made it
};

struct LabelFact {
  std::string predicate, subject, object;
  bool optional = false;
};

}  // namespace mercato::evaluation
