// Which version said it first? What an edited document still says stands with the version that said
// it first, so that an edit dates nothing anew. Internal to 7_ledger.
#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "7_ledger/ledger.h"

namespace mercato {

struct DatedBack {
  bool stays = false;  // whether the claim is one of the history
  Row from = 0;        // the club left, where only the current version names it; else 0
};
using DatedBackClaims = std::unordered_map<const LedgerClaim*, DatedBack>;

// Claims of one document by version, of which `current` counts. Adds to `out` the claims of earlier
// versions that stand, and those of the current one for which they stand. A claim that was changed
// since it was first made stands as it was and as it is. REQUIRES: rows of versions rise.
void date_back(Row current, const std::map<Row, std::vector<const LedgerClaim*>>& by_version,
               DatedBackClaims& out);

// Makes `fact` the first of `earlier` that states the same, where there is one.
void date_back(const std::vector<LedgerFact>& earlier, LedgerFact& fact);

}  // namespace mercato
