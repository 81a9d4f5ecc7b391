// What did an edit change? The claims of two versions side by side (ledger.h).
#include <algorithm>
#include <set>

#include "7_ledger/index_reader.h"
#include "7_ledger/schema.h"
#include "7_ledger/stored_ledger.h"

namespace mercato {
namespace {

void compare(const std::vector<LedgerClaim>& before, std::vector<LedgerClaim> after,
             LedgerEdit& out) {
  for (const LedgerClaim& old : before) {
    const auto found = std::find_if(after.begin(), after.end(),
                                    [&](const LedgerClaim& c) { return same_claim(c, old); });
    if (found == after.end()) {
      out.dropped.push_back(old);
      continue;
    }
    if (!says_the_same(old, *found)) out.changed.emplace_back(old, *found);
    after.erase(found);
  }
  out.added = std::move(after);
}

void name_entities(IndexReader& reader, LedgerEdit& out) {
  std::set<Row> rows;
  const auto add = [&](const LedgerClaim& c) { rows.insert({c.person, c.to, c.from}); };
  for (const LedgerClaim& c : out.dropped) add(c);
  for (const LedgerClaim& c : out.added) add(c);
  for (const auto& [before, after] : out.changed) {
    add(before);
    add(after);
  }
  for (const Row row : rows)
    if (row) out.entities.push_back(reader.entity(row));
}

}  // namespace

Result<LedgerEdit> StoredLedger::edit(Row document) const {
  const Snapshot snapshot(database_);
  IndexReader reader(database_);
  const Edition* const after = reader.edition(document);
  const Edition* const before = after ? reader.edition(after->document.edit_of) : nullptr;
  if (reader.ok() && !before) {
    return failure(database_.file(),
                   "document " + std::to_string(document) + " is no edit of another");
  }
  LedgerEdit out;
  if (before) {
    out.before = before->document;
    out.after = after->document;
    compare(reader.claims_of(before->entry), reader.claims_of(after->entry), out);
    name_entities(reader, out);
  }
  if (!reader.ok()) return database_.error("cannot be read");
  return out;
}

}  // namespace mercato
