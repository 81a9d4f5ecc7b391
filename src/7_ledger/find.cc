// Who is meant? Entities by reference id, stable id or name, and who is spoken of when (ledger.h).
#include <algorithm>

#include "1_language/language.h"
#include "7_ledger/index_reader.h"
#include "7_ledger/schema.h"
#include "7_ledger/stable_id.h"
#include "7_ledger/stored_ledger.h"

namespace mercato {
namespace {

// Of one typed name, at most so many are weighed: "marco" in a ledger of all the world.
constexpr int kMostCandidates = 500;

std::string folded_words(std::string_view typed) {
  const std::string folded = fold(typed);
  std::string out;
  for (const char c : folded) {
    const bool space = static_cast<unsigned char>(c) <= ' ';
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

class Finder {
 public:
  Finder(Database& database, MentionKind kind) : database_(database), kind_(kind) {}

  std::vector<Row> by_identity(std::uint64_t identity) {
    Statement rows = database_.prepare("SELECT id FROM entity WHERE hash = ?1 AND kind = ?2");
    return take(rows.bind(static_cast<std::int64_t>(identity), static_cast<int>(kind_)));
  }

  std::vector<Row> by_whole_name(std::string_view folded) {
    Statement rows = database_.prepare(
        "SELECT e.id FROM ending n JOIN entity e ON e.id = n.entity WHERE n.text = ?1 AND e.kind = "
        "?2 AND e.folded = ?1 LIMIT ?3");
    return take(rows.bind(folded, static_cast<int>(kind_), kMostCandidates));
  }

  std::vector<Row> by_last_words(std::string_view folded) {
    Statement rows = database_.prepare(
        "SELECT e.id FROM ending n JOIN entity e ON e.id = n.entity WHERE n.text = ?1 AND e.kind = "
        "?2 LIMIT ?3");
    return take(rows.bind(folded, static_cast<int>(kind_), kMostCandidates));
  }

  // Names of which a word, and what follows it, begins like this.
  std::vector<Row> by_beginning(const std::string& folded) {
    const std::string to = folded + '\xff';
    Statement rows = database_.prepare(
        "SELECT DISTINCT e.id FROM ending n JOIN entity e ON e.id = n.entity WHERE n.text >= ?1 "
        "AND n.text < ?2 AND e.kind = ?3 LIMIT ?4");
    return take(rows.bind(std::string_view(folded), std::string_view(to), static_cast<int>(kind_),
                          kMostCandidates));
  }

  // How many claims known by `as_of` name it.
  std::size_t claims_of(Row row, Instant as_of) {
    Statement& claims = counting_;
    if (!claims.raw()) claims = database_.prepare(count_sql(as_of));
    claims.bind(row, as_of);
    const std::size_t count = claims.step() ? static_cast<std::size_t>(claims.integer(0)) : 0;
    claims.reset();
    return count;
  }

  // Words in a row that stand anywhere in the name.
  std::vector<Row> by_words_within(std::string_view folded) {
    const std::string from = std::string(folded) + ' ', to = std::string(folded) + '!';
    Statement rows = database_.prepare(
        "SELECT DISTINCT e.id FROM ending n JOIN entity e ON e.id = n.entity WHERE n.text >= ?1 "
        "AND n.text < ?2 AND e.kind = ?3 LIMIT ?4");
    return take(rows.bind(std::string_view(from), std::string_view(to), static_cast<int>(kind_),
                          kMostCandidates));
  }

  // Most claims first; those of equal weight as they came.
  void sort_by_claims(std::vector<Row>& rows) {
    Statement claims = database_.prepare(
        kind_ == MentionKind::club
            ? "SELECT (SELECT count(*) FROM claim WHERE to_club = ?1 AND to_club > 0) + (SELECT "
              "count(*) FROM claim WHERE from_club = ?1 AND from_club > 0)"
            : "SELECT count(*) FROM claim WHERE person = ?1");
    std::vector<std::pair<std::int64_t, Row>> weighed;
    for (const Row row : rows) {
      claims.bind(row);
      weighed.emplace_back(claims.step() ? -claims.integer(0) : 0, row);
      claims.reset();
    }
    std::sort(weighed.begin(), weighed.end());
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = weighed[i].second;
  }

 private:
  std::vector<Row> take(Statement& rows) {
    std::vector<Row> out;
    while (rows.step()) out.push_back(rows.integer(0));
    return out;
  }

  // ?1 the entity, ?2 the moment; without a moment the editions need no look.
  std::string count_sql(Instant as_of) const {
    const std::string known = as_of == kEndOfTime
                                  ? " AND ?2 > 0"
                                  : " AND (SELECT known_at FROM edition e WHERE e.document = "
                                    "c.document) <= ?2";
    const auto part = [&](const std::string& column) {
      return "(SELECT count(*) FROM claim c WHERE " + column + " = ?1" + known + ")";
    };
    if (kind_ != MentionKind::club) return "SELECT " + part("person");
    return "SELECT " + part("to_club > 0 AND to_club") + " + " +
           part("from_club > 0 AND from_club");
  }

  Database& database_;
  Statement counting_;
  const MentionKind kind_;
};

std::vector<Row> candidates(Finder& finder, MentionKind kind, std::string_view typed) {
  if (const auto stable = parse_stable_id(typed); stable && stable->kind == kind) {
    if (auto rows = finder.by_identity(stable->identity); !rows.empty()) return rows;
  }
  if (auto rows = finder.by_identity(identity_of(kind, typed, {})); !rows.empty() && !typed.empty())
    return rows;
  const std::string folded = folded_words(typed);
  if (folded.empty()) return {};
  if (auto rows = finder.by_whole_name(folded); !rows.empty()) return rows;
  if (auto rows = finder.by_last_words(folded); !rows.empty()) return rows;
  return finder.by_words_within(folded);
}

}  // namespace

Result<std::vector<LedgerEntity>> StoredLedger::find(MentionKind kind, std::string_view typed,
                                                     std::size_t limit) const {
  const Snapshot snapshot(database_);
  Finder finder(database_, kind);
  std::vector<Row> rows = candidates(finder, kind, typed);
  finder.sort_by_claims(rows);
  if (rows.size() > limit) rows.resize(limit);
  IndexReader reader(database_);
  std::vector<LedgerEntity> out;
  for (const Row row : rows) out.push_back(reader.entity(row));
  if (!reader.ok() || database_.failed()) return database_.error("cannot be read");
  return out;
}

Result<std::vector<NamedEntity>> StoredLedger::suggest(MentionKind kind, std::string_view typed,
                                                       Instant as_of, std::size_t limit) const {
  const std::string folded = folded_words(typed);
  std::vector<NamedEntity> out;
  if (folded.empty()) return out;
  const Snapshot snapshot(database_);
  Finder finder(database_, kind);
  IndexReader reader(database_);
  for (const Row row : finder.by_beginning(folded)) {
    if (const std::size_t claims = finder.claims_of(row, as_of))
      out.push_back({reader.entity(row), claims});
  }
  if (!reader.ok() || database_.failed()) return database_.error("cannot be read");
  std::sort(out.begin(), out.end(), [](const NamedEntity& a, const NamedEntity& b) {
    return a.claims != b.claims ? a.claims > b.claims : a.entity.row < b.entity.row;
  });
  if (out.size() > limit) out.resize(limit);
  return out;
}

Result<std::vector<Row>> StoredLedger::persons(Instant from, Instant until, Row club) const {
  const Snapshot snapshot(database_);
  // Rows of an entry's claims lie between those of this entry and the next: row_of().
  static_assert(kPlaceBits == 20);
  Statement rows = database_.prepare(
      club
          ? "SELECT DISTINCT c.person, p.hash FROM claim c JOIN edition e ON e.document = "
            "c.document JOIN entity p ON p.id = c.person WHERE c.id IN (SELECT id FROM claim WHERE "
            "to_club = ?3 AND to_club > 0 UNION SELECT id FROM claim WHERE from_club = ?3 AND "
            "from_club > 0) AND e.known_at BETWEEN ?1 AND ?2"
          : "SELECT DISTINCT c.person, p.hash FROM edition e CROSS JOIN claim c ON c.id >= e.entry "
            "<< 20 AND c.id < (e.entry + 1) << 20 JOIN entity p ON p.id = c.person WHERE "
            "e.known_at BETWEEN ?1 AND ?2");
  if (club)
    rows.bind(from, until, club);
  else
    rows.bind(from, until);
  // The order of stable ids is that of their 64 bits: the alphabet is in the order of its codes.
  std::vector<std::pair<std::uint64_t, Row>> found;
  while (rows.step())
    found.emplace_back(static_cast<std::uint64_t>(rows.integer(1)), rows.integer(0));
  if (!rows.ok() || !rows.raw()) return database_.error("cannot be read");
  std::sort(found.begin(), found.end());
  std::vector<Row> out;
  for (const auto& [identity, row] : found) out.push_back(row);
  return out;
}

}  // namespace mercato
