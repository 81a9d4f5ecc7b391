// Which texts are the same text? Near copies among the reports of a saga, by the sketches of their
// documents.
#pragma once

#include <cstdint>
#include <vector>

#include "7_ledger/ledger.h"

namespace mercato::dossier {

// For each document the earliest one before it, not itself a copy, within kCopyDays, of at least
// kCopyOverlap (kOwnCopyOverlap where both have the same publisher); -1 = none. `documents` in time
// order, none null; `publishers` by document, equal numbers for equal publishers. Documents are
// compared where bands of their sketches agree, so that the time taken grows with the number of
// documents and not with their pairs (locality-sensitive hashing, Indyk and Motwani 1998).
std::vector<std::int32_t> find_copies(const std::vector<const LedgerDocument*>& documents,
                                      const std::vector<std::size_t>& publishers);

}  // namespace mercato::dossier
