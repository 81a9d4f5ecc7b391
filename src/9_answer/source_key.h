// Which source is it, in an address? A key of letters and digits for each, the same in every
// ledger. Internal to 9_answer.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "8_score/source_record.h"

namespace mercato {

// "S-" and 16 hexadecimal digits of Origin::key, which itself may hold anything.
std::string source_key(const Origin& source);
// {"key", "kind", "name", "outlet", "handle", "reference_id"}
boost::json::object source_json(const Origin& source);
// Whether name, outlet or "@handle" holds the words, folded, or the reference's id is them.
bool is_called(const Origin& source, const std::string& words);
// Whether name, outlet or handle is exactly this, folded.
bool is_named(const Origin& source, const std::string& folded);

}  // namespace mercato
