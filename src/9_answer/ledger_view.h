// An open ledger with what is needed to answer from it, and whom a name means there. Front header
// of 9_answer, beside answers.h, fold_all.h, saga_list.h, saga_row.h and nearest_names.h.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "3_reference/reference.h"
#include "7_ledger/ledger.h"
#include "8_dossier/dossier.h"

namespace mercato {

// Where everything lies.
struct LedgerFiles {
  std::filesystem::path ledger, data, reference;
};

// One connection: for one thread at a time.
struct LedgerView {
  std::unique_ptr<Ledger> ledger;
  std::shared_ptr<const ClaimTypes> types;
  std::shared_ptr<const Reference> reference;
  std::shared_ptr<const DossierFolder> folder;
  std::filesystem::path file;
  Instant as_of = kEndOfTime;
  Instant latest = 0;  // when the newest document became known

  // The moment at which a person's dossiers stand: as_of, else the last thing that the ledger
  // knows, news or outcome, so that silence counts up to it. Not the clock: the same ledger gives
  // the same answer tomorrow.
  Instant moment(const PersonHistory& history) const;
  // The day on which the answer stands: of as_of, else of `otherwise`.
  Date day(Date otherwise) const { return as_of == kEndOfTime ? otherwise : to_date(as_of); }
};
Result<LedgerView> open_view(const LedgerFiles& files, Instant as_of);

// The entities that `typed` may mean: a reference id, our stable id, or a name that the ledger or
// the reference has. One where it is clear, several where it is not, none where nobody is so
// called.
Result<std::vector<LedgerEntity>> who_is_meant(const LedgerView& view, MentionKind kind,
                                               const std::string& typed);

}  // namespace mercato
