// How does an assistant on this machine ask? `mercato mcp`: the Model Context Protocol on standard
// input and output (docs/formats/mcp.md).
#pragma once

#include "9_command/commands.h"

namespace mercato {

// Until the input ends. Nothing but messages goes to standard output.
int run_mcp(const CommonOptions& common, const LedgerOptions& ledger);

}  // namespace mercato
