// What time is it? The time of the machine, or the one that MERCATO_NOW gives, so that a run can be
// repeated byte for byte.
#pragma once

#include "0_core/result.h"
#include "7_ledger/ledger.h"

namespace mercato {

// Fails where MERCATO_NOW is set to something that is no time ("2024-06-12T10:00:00Z").
Result<Instant> current_instant();

}  // namespace mercato
