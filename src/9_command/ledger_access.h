// Which ledger, as of when, and whom do the words mean? What all commands on a ledger share.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "9_answer/ledger_view.h"
#include "9_command/commands.h"

namespace mercato {

// The option, else $MERCATO_LEDGER, else mercato/ledger.db in $XDG_DATA_HOME or ~/.local/share.
std::filesystem::path ledger_file(const LedgerOptions& options);

// The moment that --as-of names; kEndOfTime without it.
Result<Instant> as_of(const LedgerOptions& options);
Result<std::unique_ptr<Ledger>> open_ledger(const LedgerOptions& options);
Result<LedgerView> open_view(const CommonOptions& common, const LedgerOptions& options);

// The writing side, for the readings of this program with this data. Makes the folder of the
// default ledger, and the file, where there is none.
Result<std::unique_ptr<LedgerWriter>> open_writer(const CommonOptions& common,
                                                  const LedgerOptions& options);

// The one entity that `typed` means. Where there are several, or none, says so on standard error
// with what to type instead (candidates with their ids, or the nearest names).
std::optional<LedgerEntity> find_one(const LedgerView& view, MentionKind kind,
                                     const std::string& typed);

}  // namespace mercato
