// Everything that was known of one person (ledger.h): the versions that count, what they say, and
// what their edits took back.
#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "1_language/language.h"
#include "7_ledger/date_back.h"
#include "7_ledger/index_reader.h"
#include "7_ledger/records.h"
#include "7_ledger/schema.h"
#include "7_ledger/stable_id.h"
#include "7_ledger/stored_ledger.h"

namespace mercato {
namespace {

bool says(const std::vector<const LedgerClaim*>& claims, const LedgerClaim& wanted) {
  return std::any_of(claims.begin(), claims.end(),
                     [&](const LedgerClaim* claim) { return same_claim(*claim, wanted); });
}

template <typename Rows>
std::vector<std::uint32_t> order_of_rows(const Rows& rows) {
  std::vector<std::uint32_t> out(rows.size());
  std::iota(out.begin(), out.end(), 0);
  std::sort(out.begin(), out.end(),
            [&](std::uint32_t a, std::uint32_t b) { return rows[a].row < rows[b].row; });
  return out;
}

class HistoryMaker {
 public:
  HistoryMaker(Database& database, Row person, Instant as_of)
      : database_(database), reader_(database), person_(person), as_of_(as_of) {}

  Result<PersonHistory> make() {
    out_.person = reader_.entity(person_);
    if (!out_.person.row) {
      return failure(database_.file(),
                     "the ledger has no person of number " + std::to_string(person_));
    }
    sort_out_versions(read_claims());
    read_facts();
    read_drift();
    read_outcomes();
    read_documents();
    read_entities();
    if (!reader_.ok()) return database_.error("cannot be read");
    return std::move(out_);
  }

 private:
  std::vector<LedgerClaim> read_claims();
  Row current_version(Row document);
  Row next_known(Row version);
  void sort_out_versions(std::vector<LedgerClaim> claims);
  void find_dropped(Row current, const std::map<Row, std::vector<const LedgerClaim*>>& by_version);
  void read_facts();
  void read_drift();
  void read_outcomes();
  LedgerOutcome outcome(Statement& row);
  Row entity_row(MentionKind kind, const std::string& id, const std::string& name);
  void read_documents();
  void put_in_order();
  void read_entities();

  bool known(const Edition* edition) const {
    return edition && edition->document.known_at <= as_of_;
  }

  Database& database_;
  IndexReader reader_;
  const Row person_;
  const Instant as_of_;
  PersonHistory out_;
  Statement by_identity_;
};

std::vector<LedgerClaim> HistoryMaker::read_claims() {
  Statement rows = database_.prepare("SELECT " + std::string(IndexReader::kClaimColumns) +
                                     " FROM claim c WHERE c.person = ?1 ORDER BY c.id");
  std::vector<LedgerClaim> out;
  rows.bind(person_);
  while (rows.step()) {
    if (known(reader_.edition(rows.integer(1)))) out.push_back(reader_.claim(rows));
  }
  reader_.note(rows);
  reader_.attach(out);
  return out;
}

// The highest version of the document that was known. Versions only follow one another forwards, so
// that a damaged file cannot make a circle.
Row HistoryMaker::current_version(Row document) {
  Row current = 0;
  for (Row at = document; at;) {
    const Edition* const edition = reader_.edition(at);
    if (known(edition)) current = at;
    at = edition && edition->next > at ? edition->next : 0;
  }
  return current;
}

Row HistoryMaker::next_known(Row version) {
  for (Row at = version;;) {
    const Edition* const edition = reader_.edition(at);
    if (!edition || edition->next <= at) return 0;
    at = edition->next;
    if (known(reader_.edition(at))) return at;
  }
}

// What current versions claim is the history's; what only earlier versions say was edited away.
void HistoryMaker::sort_out_versions(std::vector<LedgerClaim> claims) {
  std::map<Row, std::map<Row, std::vector<const LedgerClaim*>>> edited;  // by current version
  std::vector<bool> keeps(claims.size());
  DatedBackClaims dated_back;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Row document = claims[i].document, current = current_version(document);
    keeps[i] = current == document;
    if (!keeps[i] || reader_.edition(document)->document.edit_of)
      edited[current][document].push_back(&claims[i]);
  }
  for (const auto& [current, by_version] : edited) {
    find_dropped(current, by_version);
    date_back(current, by_version, dated_back);
  }
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const auto moved = dated_back.find(&claims[i]);
    const bool dated = moved != dated_back.end();
    if (dated && moved->second.from) claims[i].from = moved->second.from;
    if (dated ? moved->second.stays : keeps[i]) out_.claims.push_back(std::move(claims[i]));
  }
}

void HistoryMaker::find_dropped(Row current,
                                const std::map<Row, std::vector<const LedgerClaim*>>& by_version) {
  static const std::vector<const LedgerClaim*> kNothing;
  const auto said_in = [&](Row version) -> const std::vector<const LedgerClaim*>& {
    const auto found = by_version.find(version);
    return found == by_version.end() ? kNothing : found->second;
  };
  for (const auto& [version, said] : by_version) {
    const Row next = version == current ? 0 : next_known(version);
    if (!next) continue;
    for (const LedgerClaim* claim : said) {
      if (!says(said_in(next), *claim) && !says(said_in(current), *claim))
        out_.dropped.push_back({*claim, next});
    }
  }
}

void HistoryMaker::read_facts() {
  Statement rows = database_.prepare("SELECT " + std::string(IndexReader::kFactColumns) +
                                     " FROM fact WHERE subject = ?1 ORDER BY id");
  rows.bind(person_);
  std::map<Row, std::vector<LedgerFact>> earlier;  // by current version, what those before it state
  while (rows.step()) {
    const Row document = rows.integer(1), current = current_version(document);
    if (current == document)
      out_.facts.push_back(reader_.fact(rows));
    else if (known(reader_.edition(document)))
      earlier[current].push_back(reader_.fact(rows));
  }
  reader_.note(rows);
  for (LedgerFact& fact : out_.facts)
    if (const auto before = earlier.find(fact.document); before != earlier.end())
      date_back(before->second, fact);
}

void HistoryMaker::read_drift() {
  std::unordered_set<Row> of_person;
  for (const LedgerClaim& claim : out_.claims) of_person.insert(claim.row);
  Statement rows = database_.prepare(
      "SELECT d.claim, d.against, d.kind FROM claim c CROSS JOIN drift d ON d.claim = c.id WHERE "
      "c.person = ?1 AND c.drifts > 0 ORDER BY d.claim, d.against, d.kind");
  rows.bind(person_);
  while (rows.step()) {
    const Row claim = rows.integer(0), against = rows.integer(1);
    if (of_person.contains(claim) && of_person.contains(against))
      out_.drift.push_back({claim, against, checked<DriftKind>(rows.integer(2), 6)});
  }
  reader_.note(rows);
}

Row HistoryMaker::entity_row(MentionKind kind, const std::string& id, const std::string& name) {
  if (id.empty() && name.empty()) return 0;
  if (!by_identity_.raw())
    by_identity_ = database_.prepare("SELECT id FROM entity WHERE hash = ?1 AND kind = ?2");
  by_identity_.bind(static_cast<std::int64_t>(identity_of(kind, id, fold(name))),
                    static_cast<int>(kind));
  const Row row = by_identity_.step() ? by_identity_.integer(0) : 0;
  reader_.note(by_identity_);
  by_identity_.reset();
  return row;
}

LedgerOutcome HistoryMaker::outcome(Statement& row) {
  LedgerOutcome o;
  o.row = row.integer(0);
  o.entry = entry_of(o.row);
  o.date = unpack_date(row.integer(1));
  o.date_min = unpack_date(row.integer(2));
  o.date_max = unpack_date(row.integer(3));
  o.fee_eur = row.integer(4);
  std::string* const texts[] = {&o.type, &o.person_id, &o.person, &o.from_id,
                                &o.from, &o.to_id,     &o.to};
  for (int i = 0; i < 7; ++i) *texts[i] = row.text(5 + i);
  o.person_row = person_;
  o.from_row = entity_row(MentionKind::club, o.from_id, o.from);
  o.to_row = entity_row(MentionKind::club, o.to_id, o.to);
  return o;
}

void HistoryMaker::read_outcomes() {
  const LedgerEntity& person = out_.person;
  const std::string folded = fold(person.name);
  const auto identity = [&](std::string_view id) {
    return static_cast<std::int64_t>(identity_of(MentionKind::person, id, folded));
  };
  const std::int64_t until = pack_date(last_whole_day(as_of_));
  Statement rows = database_.prepare(
      "SELECT id, date, date_min, date_max, fee, type, person_id, person_name, from_id, from_name, "
      "to_id, to_name FROM outcome WHERE person IN (?1, ?2) AND date_max <= ?3 ORDER BY date_min, "
      "date_max, from_id, from_name, to_id, to_name, id");
  // A table without ids names persons; one that gives them means the person of that id.
  rows.bind(identity(person.id), identity({}), until);
  while (rows.step()) out_.outcomes.push_back(outcome(rows));
  reader_.note(rows);
  Statement last = database_.prepare(
      "SELECT max(date) FROM outcome WHERE type IN ('permanent', 'loan', 'free', 'released')");
  if (last.step()) out_.outcomes_until = unpack_date(std::min(last.integer(0), until));
  reader_.note(last);
}

// REQUIRES: nothing asks for an edition afterwards.
void HistoryMaker::read_documents() {
  std::set<Row> documents;
  for (const LedgerClaim& claim : out_.claims) documents.insert(claim.document);
  for (const LedgerFact& fact : out_.facts) documents.insert(fact.document);
  for (const auto& [claim, by] : out_.dropped) documents.insert({claim.document, by});
  for (const Row row : documents)
    if (reader_.edition(row)) out_.documents.push_back(reader_.take_document(row));
  std::sort(out_.documents.begin(), out_.documents.end(),
            [](const LedgerDocument& a, const LedgerDocument& b) {
              return std::tie(a.known_at, a.key, a.version) <
                     std::tie(b.known_at, b.key, b.version);
            });
  put_in_order();
}

// Sorts rows by their keys without moving the rows more than once.
template <typename Rows, typename Key>
void sort_by_key(Rows& rows, Key key) {
  std::vector<std::pair<decltype(key(rows.front())), std::size_t>> order;
  for (std::size_t i = 0; i < rows.size(); ++i) order.emplace_back(key(rows[i]), i);
  if (std::is_sorted(order.begin(), order.end())) return;
  std::sort(order.begin(), order.end());
  Rows sorted;
  sorted.reserve(rows.size());
  for (const auto& [ignored, from] : order) sorted.push_back(std::move(rows[from]));
  rows = std::move(sorted);
}

// Claims, facts and what was dropped follow the order of their documents.
void HistoryMaker::put_in_order() {
  std::unordered_map<Row, std::size_t> place;
  for (std::size_t i = 0; i < out_.documents.size(); ++i) place[out_.documents[i].row] = i;
  sort_by_key(out_.claims,
              [&](const LedgerClaim& c) { return std::pair(place[c.document], c.row); });
  sort_by_key(out_.facts, [&](const LedgerFact& f) { return place[f.document]; });
  sort_by_key(out_.dropped, [&](const PersonHistory::Dropped& d) {
    return std::pair(place[d.dropped_by], d.claim.row);
  });
  out_.documents_by_row = order_of_rows(out_.documents);
  out_.claims_by_row = order_of_rows(out_.claims);
}

void HistoryMaker::read_entities() {
  std::set<Row> clubs, others;
  const auto add = [&](const LedgerClaim& claim) { clubs.insert({claim.to, claim.from}); };
  for (const LedgerClaim& claim : out_.claims) add(claim);
  for (const auto& dropped : out_.dropped) add(dropped.claim);
  for (const LedgerOutcome& o : out_.outcomes) clubs.insert({o.from_row, o.to_row});
  for (const LedgerFact& fact : out_.facts) {
    if (!fact.object) continue;
    const bool club = reader_.entity(fact.object).kind == MentionKind::club;
    (club ? clubs : others).insert(fact.object);
  }
  const auto take = [&](const std::set<Row>& rows, std::vector<LedgerEntity>& out) {
    for (const Row row : rows)
      if (row && reader_.entity(row).row) out.push_back(reader_.entity(row));
    sort_by_key(out, [](const LedgerEntity& entity) { return stable_id(entity); });
  };
  take(clubs, out_.clubs);
  take(others, out_.others);
}

template <typename Rows>
auto find_row(const Rows& rows, Row wanted) -> decltype(rows.data()) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.row == wanted; });
  return wanted && found != rows.end() ? &*found : nullptr;
}

// By the order of rows where there is one that fits; a history that was put together by hand has
// none.
template <typename Rows>
auto find_row(const Rows& rows, const std::vector<std::uint32_t>& by_row, Row wanted)
    -> decltype(rows.data()) {
  if (by_row.size() != rows.size()) return find_row(rows, wanted);
  const auto found =
      std::lower_bound(by_row.begin(), by_row.end(), wanted,
                       [&](std::uint32_t place, Row row) { return rows[place].row < row; });
  return found != by_row.end() && rows[*found].row == wanted ? &rows[*found] : nullptr;
}

}  // namespace

Result<PersonHistory> StoredLedger::history(Row person, Instant as_of) const {
  const Snapshot snapshot(database_);
  return HistoryMaker(database_, person, as_of).make();
}

const LedgerDocument* PersonHistory::document(Row row) const {
  return find_row(documents, documents_by_row, row);
}

const LedgerEntity* PersonHistory::entity(Row row) const {
  if (row && person.row == row) return &person;
  const LedgerEntity* const club = find_row(clubs, row);
  return club ? club : find_row(others, row);
}

const LedgerClaim* PersonHistory::claim(Row row) const {
  return find_row(claims, claims_by_row, row);
}

}  // namespace mercato
