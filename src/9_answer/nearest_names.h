// What could have been meant by a name that the ledger does not have?
#pragma once

#include <string_view>
#include <vector>

#include "7_ledger/ledger.h"

namespace mercato {

// Entities of the kind whose folded name, or one word of it, is a few letters from `typed` (one in
// four, Levenshtein 1966), nearest first. Reads all names: for the way out of an error only.
std::vector<LedgerEntity> nearest_names(const Ledger& ledger, MentionKind kind,
                                        std::string_view typed, std::size_t limit);

// Insertions, deletions and replacements of bytes between two texts; `limit` + 1 where more.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace mercato
