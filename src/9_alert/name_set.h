// Whom do the names of a rule mean? Persons or clubs as people write them, against the ledger as it
// stands. Internal to 9_alert.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "9_answer/ledger_view.h"

namespace mercato {

// Somebody whom the ledger does not know yet is known by the name alone, once they appear. A name
// that may mean several means all of them: an alert too many rather than one that is missing.
class NameSet {
 public:
  static Result<NameSet> resolve(const LedgerView& view, MentionKind kind,
                                 const std::vector<std::string>& names);
  // Asks nothing where no names were given. REQUIRES: the entity is of the ledger (row 0: nobody).
  bool empty() const { return written_.empty(); }
  bool holds(const LedgerEntity& entity) const;
  // A line for each name that means nobody yet, or that may mean several: which ones.
  const std::vector<std::string>& unclear() const { return unclear_; }

 private:
  std::set<std::string> written_;  // ids as they are, names folded
  std::set<std::string> meant_;    // stable ids
  std::vector<std::string> unclear_;
};

}  // namespace mercato
