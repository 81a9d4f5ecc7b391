#include "7_ledger/date_back.h"

#include <algorithm>

#include "7_ledger/index_reader.h"

namespace mercato {
namespace {

// The club that is left may be told later, of the same claim.
bool says_no_less(const LedgerClaim& earlier, const LedgerClaim& claim) {
  if (earlier.from) return says_the_same(earlier, claim);
  LedgerClaim completed = earlier;
  completed.from = claim.from;
  return says_the_same(completed, claim);
}

bool same_fact(const LedgerFact& a, const LedgerFact& b) {
  return a.predicate == b.predicate && a.object == b.object && a.object_name == b.object_name &&
         a.value == b.value && a.verdict == b.verdict;
}

}  // namespace

void date_back(Row current, const std::map<Row, std::vector<const LedgerClaim*>>& by_version,
               DatedBackClaims& out) {
  const auto now = by_version.find(current);
  if (now == by_version.end()) return;
  for (const LedgerClaim* claim : now->second) {
    bool first = true, found = false;
    for (const auto& [version, said] : by_version) {
      if (version == current || found) break;
      const auto earlier = std::find_if(said.begin(), said.end(), [&](const LedgerClaim* one) {
        return same_claim(*one, *claim);
      });
      if (earlier == said.end()) continue;
      found = says_no_less(**earlier, *claim);
      if (first || found) out[*earlier] = {true, found ? claim->from : 0};
      first = false;
    }
    if (found) out[claim] = {false, 0};
  }
}

void date_back(const std::vector<LedgerFact>& earlier, LedgerFact& fact) {
  const auto first = std::find_if(earlier.begin(), earlier.end(),
                                  [&](const LedgerFact& one) { return same_fact(one, fact); });
  if (first != earlier.end()) fact = *first;
}

}  // namespace mercato
