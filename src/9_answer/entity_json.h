// How is a person or club of the ledger written in JSON? The form of all commands
// (docs/formats/commands.md).
#pragma once

#include <boost/json/fwd.hpp>
#include <string>

#include "7_ledger/ledger.h"

namespace mercato {

// {"id": Transfermarkt's, where there is one, "stable_id": ours, "name": …}
void append_json(const LedgerEntity& entity, std::string& out);
boost::json::value to_json(const LedgerEntity& entity);

}  // namespace mercato
