// Which claims fit a query, page by page? (ledger.h)
#include <algorithm>
#include <set>

#include "7_ledger/index_reader.h"
#include "7_ledger/stable_id.h"
#include "7_ledger/stored_ledger.h"

namespace mercato {
namespace {

std::string list_of(const std::vector<Row>& rows) {
  std::string out = "(";
  for (const Row row : rows) out += (out.size() > 1 ? "," : "") + std::to_string(row);
  return out + ")";
}

// The rows that may fit, in their order: by the index of persons or clubs where the query names
// any, else all from the cursor on.
std::string select(const ClaimQuery& query) {
  // Behind the claim's columns: what is asked of its document, before the claim is put together.
  std::string sql = "SELECT " + std::string(IndexReader::kClaimColumns) +
                    ", e.known_at, e.next, e.language FROM claim c JOIN edition e ON e.document = "
                    "c.document WHERE c.id " +
                    (query.newest ? "<" : ">") + " ?1";
  if (!query.persons.empty()) sql += " AND c.person IN " + list_of(query.persons);
  if (!query.clubs.empty()) {
    const std::string clubs = list_of(query.clubs);
    sql += " AND c.id IN (SELECT id FROM claim WHERE to_club > 0 AND to_club IN " + clubs +
           " UNION SELECT id FROM claim WHERE from_club > 0 AND from_club IN " + clubs + ")";
  }
  return sql + " ORDER BY c.id" + (query.newest ? " DESC" : "");
}

template <typename Rows>
auto find_row(const Rows& rows, Row wanted) -> decltype(rows.data()) {
  const auto place = std::lower_bound(rows.begin(), rows.end(), wanted,
                                      [](const auto& one, Row row) { return one.row < row; });
  return place != rows.end() && place->row == wanted ? &*place : nullptr;
}

class ClaimFinder {
 public:
  ClaimFinder(Database& database, const ClaimQuery& query)
      : database_(database), reader_(database), query_(query) {}

  Result<ClaimPage> find() {
    const auto types = terms(query_.types);
    const auto language = terms({query_.language});
    const bool nobody =
        (!query_.types.empty() && types.empty()) || (!query_.language.empty() && language.empty());
    if (!nobody) scan(types, query_.language.empty() ? std::vector<Row>() : language);
    name();
    if (!reader_.ok()) return database_.error("cannot be read");
    return std::move(page_);
  }

 private:
  // Places of the texts that the ledger has.
  std::vector<Row> terms(const std::vector<std::string>& texts) {
    Statement row = database_.prepare("SELECT id, text FROM term WHERE hash = ?1");
    std::vector<Row> out;
    for (const std::string& text : texts) {
      row.bind(text_hash(text));
      while (row.step())
        if (row.text(1) == text) out.push_back(row.integer(0));
      row.reset();
    }
    reader_.note(row);
    return out;
  }

  static bool has(const std::vector<Row>& wanted, Row row) {
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), row) != wanted.end();
  }

  // Columns 1 and 5 are document and type, 15 to 17 what select() adds.
  bool fits(const Statement& row, const std::vector<Row>& types,
            const std::vector<Row>& languages) {
    const Instant known_at = row.integer(15);
    return known_at >= query_.since && known_at <= query_.until && has(types, row.integer(5)) &&
           has(languages, row.integer(17)) &&
           (!query_.current || row.integer(16) == 0 || stood(row.integer(16)));
  }

  // Whether no later version, from this one on, was known.
  bool stood(Row next) {
    while (const Edition* const edition = reader_.edition(next)) {
      if (edition->document.known_at <= query_.until) return false;
      if (edition->next <= next) break;
      next = edition->next;
    }
    return true;
  }

  void scan(const std::vector<Row>& types, const std::vector<Row>& languages) {
    const Row begin =
        query_.beyond ? query_.beyond : (query_.newest ? std::numeric_limits<Row>::max() : Row{0});
    Statement rows = database_.prepare(select(query_));
    rows.bind(begin);
    Row last = 0;
    for (std::size_t seen = 0; rows.step(); ++seen) {
      if (page_.claims.size() == query_.limit || seen == query_.scan) {
        page_.next = last;
        break;
      }
      last = rows.integer(0);
      if (fits(rows, types, languages)) take(rows);
    }
    reader_.note(rows);
  }

  void take(Statement& row) {
    std::vector<LedgerClaim> one{reader_.claim(row)};
    const Edition* const edition = reader_.edition(one.front().document);
    if (!edition || (query_.takes && !query_.takes(one.front(), edition->document))) return;
    page_.claims.push_back(std::move(one.front()));
  }

  void name() {
    // attach() wants rising rows.
    if (query_.newest) std::reverse(page_.claims.begin(), page_.claims.end());
    reader_.attach(page_.claims);
    if (query_.newest) std::reverse(page_.claims.begin(), page_.claims.end());
    std::set<Row> documents, entities;
    for (const LedgerClaim& claim : page_.claims) {
      documents.insert(claim.document);
      entities.insert({claim.person, claim.to, claim.from});
    }
    for (const Row row : entities)
      if (row) page_.entities.push_back(reader_.entity(row));
    for (const Row row : documents) page_.documents.push_back(reader_.take_document(row));
  }

  Database& database_;
  IndexReader reader_;
  const ClaimQuery& query_;
  ClaimPage page_;
};

}  // namespace

Result<ClaimPage> StoredLedger::claims(const ClaimQuery& query) const {
  const Snapshot snapshot(database_);
  return ClaimFinder(database_, query).find();
}

Result<Row> StoredLedger::last_claim() const {
  const Row last = database_.integer("SELECT coalesce(max(id), 0) FROM claim");
  if (database_.failed()) return database_.error("cannot be read");
  return last;
}

const LedgerDocument* ClaimPage::document(Row row) const { return find_row(documents, row); }
const LedgerEntity* ClaimPage::entity(Row row) const { return find_row(entities, row); }
const LedgerEntity* DocumentReading::entity(Row row) const { return find_row(entities, row); }

}  // namespace mercato
