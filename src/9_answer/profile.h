// Who is the person, as the reference knows them on a day? Internal to 9_answer.
#pragma once

#include <boost/json.hpp>
#include <optional>

#include "3_reference/reference.h"
#include "7_ledger/ledger.h"

namespace mercato {

// {"day", "birth", "age", "nationalities", "position", "club", "on_loan_from", "contract_until",
// "coach"}; nothing where the reference does not know the person. Fields that it does not know are
// left out. REQUIRES: day.known().
std::optional<boost::json::object> profile_json(const LedgerEntity& person,
                                                const Reference& reference, Date day);

}  // namespace mercato
