// What did a later version of a document change in its claims? Silent edits, from the readings of
// both versions.
#pragma once

#include <boost/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "7_ledger/ledger.h"
#include "9_command/terminal.h"

namespace mercato {

// Claims as the readings have them (docs/formats/ndjson.md). Two are the same claim when person,
// club, type, polarity and source are; what differs in a changed one is how sure it sounds, its
// money or its deal.
struct ClaimChanges {
  std::vector<boost::json::value> dropped, added;
  std::vector<std::pair<boost::json::value, boost::json::value>> changed;  // before, after
  bool any() const { return !dropped.empty() || !added.empty() || !changed.empty(); }
};
ClaimChanges compare_readings(std::string_view before, std::string_view after);

struct Edit {
  boost::json::object document;  // its row of the table "documents"
  ClaimChanges changes;
};

// The edits known at `as_of`, oldest first; of `only` where it is not empty.
Result<std::vector<Edit>> find_edits(const Ledger& ledger, Instant as_of,
                                     const std::set<Row>& only = {});

boost::json::value to_json(const Edit& edit);
std::string to_text(const Edit& edit, const Terminal& terminal);

}  // namespace mercato
