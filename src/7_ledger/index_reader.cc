#include "7_ledger/index_reader.h"

#include <algorithm>
#include <limits>

#include "7_ledger/digest.h"
#include "7_ledger/form.h"
#include "7_ledger/records.h"
#include "7_ledger/schema.h"
#include "7_ledger/sketch.h"

namespace mercato {
namespace {

std::uint32_t offset(std::int64_t value) {
  return value < 0 || value > std::numeric_limits<std::uint32_t>::max()
             ? 0
             : static_cast<std::uint32_t>(value);
}

std::vector<std::uint32_t> unpack_sketch(std::string_view bytes) {
  std::vector<std::uint32_t> out;
  if (bytes.size() != kSketchSize * 4) return out;
  out.reserve(kSketchSize);
  for (std::size_t i = 0; i < bytes.size(); i += 4) {
    std::uint32_t value = 0;
    for (std::size_t j = 0; j < 4; ++j)
      value |= std::uint32_t{static_cast<unsigned char>(bytes[i + j])} << (8 * j);
    out.push_back(value);
  }
  return out;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

IndexReader::IndexReader(Database& database)
    : database_(database),
      term_(database.prepare("SELECT text FROM term WHERE id = ?1")),
      entity_(database.prepare("SELECT kind, reference, name FROM entity WHERE id = ?1")),
      source_(database.prepare(
          "SELECT kind, name, outlet, handle, relayed_by FROM source WHERE id = ?1")),
      edition_(database.prepare(
          "SELECT version, entry, edit_of, next, known_at, recorded_at, published, language, "
          "author, outlet, id, key, url, title, posts, digest, sketch FROM edition WHERE document "
          "= ?1")),
      evidence_(database.prepare("SELECT claim, begins, ends, language, text FROM evidence WHERE "
                                 "id >= ?1 AND id < ?2 ORDER BY id")),
      money_(database.prepare("SELECT claim, kind, currency, amount FROM money WHERE id >= ?1 AND "
                              "id < ?2 ORDER BY id")) {}

const std::string& IndexReader::term(Row id) {
  const auto [place, fresh] = terms_.try_emplace(id);
  if (fresh && id) {
    if (term_.bind(id).step()) place->second = term_.text(0);
    note(term_);
    term_.reset();
  }
  return place->second;
}

const LedgerEntity& IndexReader::entity(Row row) {
  const auto [place, fresh] = entities_.try_emplace(row);
  if (fresh && row) {
    if (entity_.bind(row).step()) {
      place->second.row = row;
      place->second.kind = checked<MentionKind>(entity_.integer(0), kMentionKinds);
      place->second.id = entity_.text(1);
      place->second.name = entity_.text(2);
    }
    note(entity_);
    entity_.reset();
  }
  return place->second;
}

const Source& IndexReader::source(Row id) {
  const auto [place, fresh] = sources_.try_emplace(id);
  if (fresh && id) {
    if (source_.bind(id).step()) {
      place->second.kind = checked<SourceKind>(source_.integer(0), 7);
      place->second.name = source_.text(1);
      place->second.outlet = source_.text(2);
      place->second.handle = source_.text(3);
      place->second.relayed_by = source_.text(4);
    }
    note(source_);
    source_.reset();
  }
  return place->second;
}

const Edition* IndexReader::edition(Row document) {
  const auto [place, fresh] = editions_.try_emplace(document);
  Edition& e = place->second;
  if (fresh && edition_.bind(document).step()) {
    LedgerDocument& d = e.document;
    d.row = document;
    d.version = static_cast<int>(edition_.integer(0));
    e.entry = edition_.integer(1);
    d.edit_of = edition_.integer(2);
    e.next = edition_.integer(3);
    d.known_at = edition_.integer(4);
    d.recorded_at = edition_.integer(5);
    d.published = unpack_date(edition_.integer(6));
    d.language = term(edition_.integer(7));
    d.author = term(edition_.integer(8));
    d.outlet = term(edition_.integer(9));
    d.id = edition_.text(10);
    d.key = edition_.text(11);
    d.url = edition_.text(12);
    d.title = edition_.text(13);
    if (const std::string_view posts = edition_.text(14); !posts.empty())
      d.posts = read_posts(posts);
    d.digest = to_hex(edition_.text(15));
    d.sketch = unpack_sketch(edition_.text(16));
    edition_.reset();
  }
  if (fresh) note(edition_);
  return e.document.row ? &e : nullptr;
}

LedgerClaim IndexReader::claim(Statement& row) {
  LedgerClaim c;
  c.row = row.integer(0);
  c.entry = entry_of(c.row);
  c.index = place_of(c.row);
  c.document = row.integer(1);
  c.person = row.integer(2);
  c.to = row.integer(3);
  c.from = row.integer(4);
  c.type = term(row.integer(5));
  c.polarity = checked<Polarity>(row.integer(6), 2);
  c.certainty = checked<Certainty>(row.integer(7), 4);
  c.when = checked<When>(row.integer(8), 2);
  c.deal = checked<Deal>(row.integer(9), 7);
  c.source = source(row.integer(10));
  c.source.post = static_cast<std::int16_t>(std::clamp<std::int64_t>(row.integer(11), -1, 0x7fff));
  c.rules = split_lines(term(row.integer(12)));
  if (row.integer(13) > 0) with_money_.insert(c.row);
  c.confidence = row.real(14);
  return c;
}

LedgerFact IndexReader::fact(Statement& row) {
  LedgerFact f;
  f.entry = entry_of(row.integer(0));
  f.document = row.integer(1);
  f.subject = row.integer(2);
  f.object = row.integer(3);
  f.predicate = term(row.integer(4));
  f.verdict = checked<Fact::Verdict>(row.integer(5), 3);
  f.evidence.span = {offset(row.integer(6)), offset(row.integer(7))};
  f.evidence.language = term(row.integer(8));
  f.object_name = row.text(9);
  f.value = row.text(10);
  f.rows = split_lines(row.text(11));
  f.evidence.text = row.text(12);
  return f;
}

void IndexReader::attach(std::vector<LedgerClaim>& claims) {
  for (std::size_t first = 0; first < claims.size();) {
    std::size_t end = first + 1;
    while (end < claims.size() && claims[end].entry == claims[first].entry) ++end;
    attach_entry(claims, first, end);
    first = end;
  }
}

std::vector<LedgerClaim> IndexReader::claims_of(Row entry) {
  Statement rows = database_.prepare("SELECT " + std::string(kClaimColumns) +
                                     " FROM claim c WHERE c.id >= ?1 AND c.id < ?2 ORDER BY c.id");
  std::vector<LedgerClaim> out;
  rows.bind(row_of(entry, 0), row_of(entry + 1, 0));
  while (rows.step()) out.push_back(claim(rows));
  note(rows);
  attach(out);
  return out;
}

void IndexReader::attach_entry(std::vector<LedgerClaim>& claims, std::size_t first,
                               std::size_t end) {
  const auto find = [&](Row row) {
    const auto place =
        std::lower_bound(claims.begin() + static_cast<std::ptrdiff_t>(first),
                         claims.begin() + static_cast<std::ptrdiff_t>(end), row,
                         [](const LedgerClaim& claim, Row wanted) { return claim.row < wanted; });
    const bool found = place != claims.begin() + static_cast<std::ptrdiff_t>(end);
    return found && place->row == row ? &*place : nullptr;
  };
  const Row from = row_of(claims[first].entry, 0), to = row_of(claims[first].entry + 1, 0);
  bool money = false;
  for (std::size_t i = first; i < end; ++i) money |= with_money_.contains(claims[i].row);
  evidence_.bind(from, to);
  while (evidence_.step()) {
    LedgerClaim* const claim = find(evidence_.integer(0));
    if (!claim) continue;
    claim->evidence.push_back({{offset(evidence_.integer(1)), offset(evidence_.integer(2))},
                               std::string(evidence_.text(4)),
                               term(evidence_.integer(3))});
  }
  note(evidence_);
  if (!money) return;
  money_.bind(from, to);
  while (money_.step()) {
    LedgerClaim* const claim = find(money_.integer(0));
    if (!claim) continue;
    claim->money.push_back({money_.real(3),
                            std::string(money_.text(2)),
                            checked<MoneyKind>(money_.integer(1), 7),
                            {}});
  }
  note(money_);
}

bool same_claim(const LedgerClaim& a, const LedgerClaim& b) {
  return a.person == b.person && a.to == b.to && a.type == b.type && a.polarity == b.polarity &&
         a.source.same_origin(b.source);
}

bool says_the_same(const LedgerClaim& a, const LedgerClaim& b) {
  return a.certainty == b.certainty && a.when == b.when && a.deal == b.deal && a.from == b.from &&
         std::equal(a.money.begin(), a.money.end(), b.money.begin(), b.money.end(),
                    [](const Money& x, const Money& y) {
                      return x.amount == y.amount && x.currency == y.currency && x.kind == y.kind;
                    });
}

Snapshot::Snapshot(Database& database) : database_(database) {
  // A writer's own transaction is a consistent view already.
  if (sqlite3_get_autocommit(database.raw()))
    begun_ = sqlite3_exec(database.raw(), "BEGIN", nullptr, nullptr, nullptr) == SQLITE_OK;
}

Snapshot::~Snapshot() {
  if (begun_) sqlite3_exec(database_.raw(), "COMMIT", nullptr, nullptr, nullptr);
}

}  // namespace mercato
