// Every table, row by row, as JSON (ledger.h). docs/formats/ledger.md tells the columns.

#include "0_core/json_writer.h"
#include "7_ledger/index_reader.h"
#include "7_ledger/records.h"
#include "7_ledger/stable_id.h"
#include "7_ledger/stored_ledger.h"
#include "7_ledger/truth.h"

namespace mercato {
namespace {

// How a column's value is told.
enum class Show {
  number,
  text,
  instant,
  date,
  hex,
  stable,
  polarity,
  certainty,
  when,
  deal,
  money,
  source,
  verdict,
  drift,
  entry_kind
};

struct Column {
  std::string_view name;
  std::string_view sql;
  Show show = Show::text;
};

struct Table {
  std::string_view name;
  std::vector<Column> columns;
  std::string_view from;  // with the condition on ?1, the moment, and the order
};

// The newest version known at ?1 of the document `e`.
constexpr std::string_view kCurrent =
    "NOT EXISTS (WITH RECURSIVE later(document) AS (SELECT e.next WHERE e.next > e.document UNION "
    "SELECT n.next FROM later JOIN edition n USING(document) WHERE n.next > n.document) SELECT 1 "
    "FROM later JOIN edition k USING(document) WHERE k.known_at <= ?1)";

std::vector<Table> all_tables() {
  return {
      {"documents",
       {{"document", "e.document", Show::number},
        {"key", "e.key"},
        {"version", "e.version", Show::number},
        {"edit_of", "nullif(e.edit_of, 0)", Show::number},
        {"current", kCurrent, Show::number},
        {"id", "e.id"},
        {"title", "e.title"},
        {"author", "(SELECT text FROM term WHERE id = e.author)"},
        {"outlet", "(SELECT text FROM term WHERE id = e.outlet)"},
        {"url", "e.url"},
        {"language", "(SELECT text FROM term WHERE id = e.language)"},
        {"published", "e.published", Show::date},
        {"known_at", "e.known_at", Show::instant},
        {"recorded_at", "e.recorded_at", Show::instant},
        {"entry", "e.entry", Show::number},
        {"digest", "e.digest", Show::hex}},
       "edition e WHERE e.known_at <= ?1 ORDER BY e.document"},
      {"claims",
       {{"claim", "c.id", Show::number},
        {"entry", "c.id >> 20", Show::number},
        {"index", "c.id & 1048575", Show::number},
        {"document", "c.document", Show::number},
        {"known_at", "e.known_at", Show::instant},
        {"person", "p.kind || ' ' || p.hash", Show::stable},
        {"person_id", "p.reference"},
        {"person_name", "p.name"},
        {"type", "y.text"},
        {"to", "t.kind || ' ' || t.hash", Show::stable},
        {"to_id", "t.reference"},
        {"to_name", "t.name"},
        {"from", "f.kind || ' ' || f.hash", Show::stable},
        {"from_id", "f.reference"},
        {"from_name", "f.name"},
        {"polarity", "c.polarity", Show::polarity},
        {"certainty", "c.certainty", Show::certainty},
        {"when", "c.time", Show::when},
        {"deal", "c.deal", Show::deal},
        {"source", "c.source", Show::number},
        {"post", "CASE WHEN c.post >= 0 THEN c.post END", Show::number},
        {"confidence", "c.confidence", Show::number},
        {"rules", "(SELECT replace(text, char(10), ' ') FROM term WHERE id = c.rules)"}},
       "claim c JOIN edition e ON e.document = c.document JOIN entity p ON p.id = c.person JOIN "
       "term y ON y.id = c.type LEFT JOIN entity t ON t.id = c.to_club LEFT JOIN entity f ON f.id "
       "= "
       "c.from_club WHERE e.known_at <= ?1 ORDER BY c.id"},
      {"money",
       {{"claim", "m.claim", Show::number},
        {"kind", "m.kind", Show::money},
        {"amount", "m.amount", Show::number},
        {"currency", "m.currency"}},
       "money m JOIN claim c ON c.id = m.claim JOIN edition e ON e.document = c.document WHERE "
       "e.known_at <= ?1 ORDER BY m.id"},
      {"evidence",
       {{"claim", "v.claim", Show::number},
        {"start", "v.begins", Show::number},
        {"end", "v.ends", Show::number},
        {"language", "(SELECT text FROM term WHERE id = v.language)"},
        {"text", "v.text"}},
       "evidence v JOIN claim c ON c.id = v.claim JOIN edition e ON e.document = c.document WHERE "
       "e.known_at <= ?1 ORDER BY v.id"},
      {"facts",
       {{"fact", "a.id", Show::number},
        {"entry", "a.id >> 20", Show::number},
        {"document", "a.document", Show::number},
        {"predicate", "y.text"},
        {"subject", "p.kind || ' ' || p.hash", Show::stable},
        {"subject_name", "p.name"},
        {"object", "o.kind || ' ' || o.hash", Show::stable},
        {"object_name", "coalesce(o.name, a.object_name)"},
        {"value", "a.value"},
        {"verdict", "a.verdict", Show::verdict},
        {"rows", "a.reasons"},
        {"start", "a.begins", Show::number},
        {"end", "a.ends", Show::number},
        {"language", "(SELECT text FROM term WHERE id = a.language)"},
        {"text", "a.text"}},
       "fact a JOIN edition e ON e.document = a.document JOIN term y ON y.id = a.predicate LEFT "
       "JOIN entity p ON p.id = a.subject LEFT JOIN entity o ON o.id = a.object WHERE e.known_at "
       "<= ?1 ORDER BY a.id"},
      {"drift",
       {{"claim", "d.claim", Show::number},
        {"against", "d.against", Show::number},
        {"kind", "d.kind", Show::drift}},
       "drift d JOIN claim c ON c.id = d.claim JOIN edition e ON e.document = c.document WHERE "
       "e.known_at <= ?1 ORDER BY d.claim, d.against, d.kind"},
      {"sources",
       {{"source", "s.id", Show::number},
        {"kind", "s.kind", Show::source},
        {"name", "s.name"},
        {"outlet", "s.outlet"},
        {"handle", "s.handle"},
        {"relayed_by", "s.relayed_by"}},
       "source s WHERE s.id IN (SELECT c.source FROM claim c JOIN edition e ON e.document = "
       "c.document WHERE e.known_at <= ?1) ORDER BY s.id"},
      {"persons",
       {{"person", "p.kind || ' ' || p.hash", Show::stable},
        {"id", "p.reference"},
        {"name", "p.name"},
        {"claims", "n.claims", Show::number}},
       "(SELECT c.person AS id, count(*) AS claims FROM claim c JOIN edition e ON e.document = "
       "c.document WHERE e.known_at <= ?1 GROUP BY c.person) n JOIN entity p ON p.id = n.id ORDER "
       "BY p.id"},
      {"clubs",
       {{"club", "p.kind || ' ' || p.hash", Show::stable},
        {"id", "p.reference"},
        {"name", "p.name"},
        {"claims_to", "sum(n.towards)", Show::number},
        {"claims_from", "sum(n.away)", Show::number}},
       "(SELECT c.to_club AS id, 1 AS towards, 0 AS away FROM claim c JOIN edition e ON e.document "
       "= c.document WHERE e.known_at <= ?1 UNION ALL SELECT c.from_club, 0, 1 FROM claim c JOIN "
       "edition e ON e.document = c.document WHERE e.known_at <= ?1) n JOIN entity p ON p.id = "
       "n.id "
       "GROUP BY p.id ORDER BY p.id"},
      {"outcomes",
       {{"outcome", "o.id", Show::number},
        {"entry", "o.id >> 20", Show::number},
        {"person_id", "o.person_id"},
        {"person_name", "o.person_name"},
        {"from_id", "o.from_id"},
        {"from_name", "o.from_name"},
        {"to_id", "o.to_id"},
        {"to_name", "o.to_name"},
        {"date", "o.date", Show::date},
        {"date_min", "o.date_min", Show::date},
        {"date_max", "o.date_max", Show::date},
        {"fee_eur", "CASE WHEN o.fee >= 0 THEN o.fee END", Show::number},
        {"type", "o.type"}},
       "outcome o WHERE o.date_max <= ?2 ORDER BY o.id"},
      {"entries",
       {{"entry", "n.number", Show::number},
        {"kind", "n.kind", Show::entry_kind},
        {"document", "nullif(n.document, 0)", Show::number},
        {"engine", "v.engine"},
        {"data", "v.data"},
        {"recorded_at", "n.recorded_at", Show::instant},
        {"digest", "n.digest", Show::hex}},
       "entry n JOIN version v ON v.id = n.version LEFT JOIN edition e ON e.document = n.document "
       "WHERE coalesce(e.known_at, n.recorded_at) <= ?1 ORDER BY n.number"},
  };
}

// "1 -123": kind and the 64 bits of identity.
std::string stable_text(std::string_view packed) {
  const std::size_t space = packed.find(' ');
  if (space == std::string_view::npos) return {};
  const auto kind = static_cast<MentionKind>(packed[0] - '0');
  const std::int64_t identity =
      std::strtoll(std::string(packed.substr(space + 1)).c_str(), nullptr, 10);
  return write_stable_id(kind == MentionKind::club ? kind : MentionKind::person,
                         static_cast<std::uint64_t>(identity));
}

class RowWriter {
 public:
  RowWriter(const Table& table, Statement& row) : table_(table), row_(row) {}

  // One object; a column without value is left out.
  void write(std::string& out) {
    JsonWriter json(out);
    json.begin_object();
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const auto place = static_cast<int>(i);
      if (row_.null(place)) continue;
      json.key(table_.columns[i].name);
      column(place, table_.columns[i].show, json);
    }
    json.end_object();
  }

 private:
  void column(int i, Show show, JsonWriter& json) {
    if (show != Show::number) {
      json.value(std::string_view(text(i, show)));
      return;
    }
    if (sqlite3_column_type(row_.raw(), i) == SQLITE_FLOAT)
      json.amount(row_.real(i));
    else
      json.value(row_.integer(i));
  }

  std::string text(int i, Show show) {
    const std::int64_t n = row_.integer(i);
    switch (show) {
      case Show::instant:
        return to_string(Instant{n});
      case Show::date:
        return unpack_date(n).to_string();
      case Show::hex:
        return to_hex(row_.text(i));
      case Show::stable:
        return stable_text(row_.text(i));
      case Show::polarity:
        return std::string(to_string(checked<Polarity>(n, 2)));
      case Show::certainty:
        return std::string(to_string(checked<Certainty>(n, 4)));
      case Show::when:
        return std::string(to_string(checked<When>(n, 2)));
      case Show::deal:
        return std::string(to_string(checked<Deal>(n, 7)));
      case Show::money:
        return std::string(to_string(checked<MoneyKind>(n, 7)));
      case Show::source:
        return std::string(to_string(checked<SourceKind>(n, 7)));
      case Show::verdict:
        return std::string(to_string(checked<Fact::Verdict>(n, 3)));
      case Show::drift:
        return std::string(to_string(checked<DriftKind>(n, 6)));
      case Show::entry_kind:
        return n == static_cast<int>(EntryKind::outcomes) ? "outcomes" : "reading";
      default:
        return std::string(row_.text(i));
    }
  }

  const Table& table_;
  Statement& row_;
};

std::string select(const Table& table) {
  std::string sql = "SELECT ";
  for (const Column& column : table.columns) {
    if (&column != &table.columns.front()) sql += ", ";
    sql += column.sql;
  }
  return sql + " FROM " + std::string(table.from);
}

}  // namespace

std::vector<std::string> StoredLedger::tables() const {
  std::vector<std::string> out;
  for (const Table& table : all_tables()) out.emplace_back(table.name);
  return out;
}

std::vector<std::string> StoredLedger::columns(std::string_view table) const {
  std::vector<std::string> out;
  for (const Table& known : all_tables())
    if (known.name == table)
      for (const Column& column : known.columns) out.emplace_back(column.name);
  return out;
}

Result<void> StoredLedger::export_table(
    std::string_view table, Instant as_of,
    const std::function<void(std::string_view json_row)>& row) const {
  const Snapshot snapshot(database_);
  for (const Table& known : all_tables()) {
    if (known.name != table) continue;
    Statement rows = database_.prepare(select(known));
    rows.bind(as_of);
    if (sqlite3_bind_parameter_count(rows.raw()) > 1)
      rows.bind(as_of, pack_date(last_whole_day(as_of)));
    RowWriter writer(known, rows);
    std::string out;
    while (rows.step()) {
      out.clear();
      writer.write(out);
      row(out);
    }
    if (!rows.ok() || !rows.raw()) return database_.error("cannot be read");
    return {};
  }
  return failure(database_.file(), "the ledger has no table \"" + std::string(table) + "\"");
}

}  // namespace mercato
