// What are the dossiers of many persons? Histories read and folded on all cores.
#pragma once

#include <functional>
#include <vector>

#include "8_dossier/dossier.h"
#include "9_answer/ledger_view.h"

namespace mercato {

// All dossiers of one person at the moment of the view, oldest window first.
Result<std::vector<Dossier>> fold_person(const LedgerView& view, Row person);

// The dossiers of `persons`, handed on one after the other on the calling thread, in the order of
// `persons`; only some hundred persons' are held at a time. Each thread reads the ledger through a
// connection of its own.
Result<void> fold_all(const LedgerView& view, const std::vector<Row>& persons,
                      const std::function<void(const Dossier&)>& visit);

// Calls `work` for each number below `count`, on all cores; each thread reads the ledger through a
// connection of its own.
Result<void> on_all_cores(const LedgerView& view, std::size_t count,
                          const std::function<void(const Ledger&, std::size_t)>& work);

}  // namespace mercato
