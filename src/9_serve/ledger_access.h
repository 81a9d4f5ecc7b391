// Which ledger, as of when, and whom do the words mean? What all commands on a ledger share.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "3_reference/reference.h"
#include "7_ledger/ledger.h"
#include "8_dossier/dossier.h"
#include "9_serve/commands.h"

namespace mercato {

// The option, else $MERCATO_LEDGER, else mercato/ledger.db in $XDG_DATA_HOME or ~/.local/share.
std::filesystem::path ledger_file(const LedgerOptions& options);

// An open ledger and what is needed to fold and to show what is in it.
struct LedgerView {
  std::unique_ptr<Ledger> ledger;
  std::shared_ptr<const ClaimTypes> types;
  std::shared_ptr<const Reference> reference;
  std::shared_ptr<const DossierFolder> folder;
  std::filesystem::path file;
  Instant as_of = kEndOfTime;
  Instant latest = 0;  // when the newest document became known

  // The moment at which a person's dossiers stand: --as-of, else the last thing that the ledger
  // knows, news or outcome, so that silence counts up to it. Not the clock: the same ledger gives
  // the same answer tomorrow.
  Instant moment(const PersonHistory& history) const;
  // The day on which the answer stands: of --as-of, else of `otherwise`.
  Date day(Date otherwise) const { return as_of == kEndOfTime ? otherwise : to_date(as_of); }
};
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
