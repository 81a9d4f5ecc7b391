#include "7_ledger/indexer.h"

#include <array>
#include <string>

#include "1_language/language.h"
#include "7_ledger/form.h"
#include "7_ledger/schema.h"
#include "7_ledger/stable_id.h"

namespace mercato {
namespace {

std::string pack_sketch(const std::vector<std::uint32_t>& sketch) {
  std::string out;
  out.reserve(sketch.size() * 4);
  for (const std::uint32_t value : sketch)
    for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift);
  return out;
}

// Rows of an entry lie between these in every table that is numbered by row_of.
constexpr std::array<std::string_view, 4> kOfEntries = {"claim", "money", "evidence", "fact"};

}  // namespace

Indexer::Indexer(Database& database, bool full_text)
    : database_(database),
      full_text_(full_text),
      dictionary_(database),
      add_edition_(database.prepare(
          "INSERT INTO edition(document, key_hash, version, entry, edit_of, next, known_at, "
          "recorded_at, published, language, author, outlet, id, key, url, title, posts, digest, "
          "content, sketch) VALUES(?1, ?2, ?3, 0, ?4, 0, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
          "?14, ?15, ?16, ?17, ?18)")),
      set_next_(database.prepare("UPDATE edition SET next = ?2 WHERE document = ?1")),
      find_entry_(database.prepare("SELECT entry, language FROM edition WHERE document = ?1")),
      set_entry_(
          database.prepare("UPDATE edition SET entry = ?2, language = ?3 WHERE document = ?1")),
      add_claim_(database.prepare(
          "INSERT INTO claim(id, document, person, to_club, from_club, type, polarity, certainty, "
          "time, deal, source, post, rules, amounts, drifts, confidence) VALUES(?1, ?2, ?3, ?4, "
          "?5, ?6, "
          "?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)")),
      add_money_(database.prepare("INSERT INTO money(id, claim, kind, currency, amount) "
                                  "VALUES(?1, ?2, ?3, ?4, ?5)")),
      add_evidence_(database.prepare("INSERT INTO evidence(id, claim, begins, ends, language, "
                                     "text) VALUES(?1, ?2, ?3, ?4, ?5, ?6)")),
      add_fact_(database.prepare(
          "INSERT INTO fact(id, document, subject, object, predicate, verdict, begins, ends, "
          "language, object_name, value, reasons, text) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
          "?9, ?10, ?11, ?12, ?13)")),
      add_drift_(
          database.prepare("INSERT OR IGNORE INTO drift(claim, against, kind) VALUES(?1, ?2, ?3)")),
      add_outcome_(database.prepare(
          "INSERT OR REPLACE INTO outcome(id, move, person, date, date_min, date_max, fee, type, "
          "person_id, person_name, from_id, from_name, to_id, to_name) VALUES(?1, ?2, ?3, ?4, ?5, "
          "?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)")),
      old_evidence_(database.prepare(
          "SELECT id, text FROM evidence WHERE id >= ?1 AND id < ?2 ORDER BY id")) {
  if (!full_text) return;
  add_text_ = database.prepare("INSERT INTO evidence_text(rowid, text) VALUES(?1, ?2)");
  remove_text_ = database.prepare(
      "INSERT INTO evidence_text(evidence_text, rowid, text) VALUES('delete', ?1, ?2)");
}

Result<void> Indexer::done(std::string_view what) const {
  if (ok_ && dictionary_.ok()) return {};
  return database_.error(what);
}

Result<void> Indexer::add_document(const DocumentRecord& record, const Description& description) {
  const LedgerDocument& d = description.document;
  const std::string posts = d.posts.empty() ? std::string() : write_posts(d.posts);
  const std::string sketch = pack_sketch(d.sketch);
  // Names get their numbers here, not among the arguments: the order of those is the compiler's.
  const Row language = dictionary_.term(d.language), author = dictionary_.term(d.author),
            outlet = dictionary_.term(d.outlet);
  run(add_edition_.bind(record.row, text_hash(record.key), record.version, record.edit_of,
                        known_at(record.version, description.published_at, record.recorded_at),
                        record.recorded_at, pack_date(d.published), language, author, outlet,
                        std::string_view(d.id), std::string_view(record.key),
                        std::string_view(d.url), std::string_view(d.title), std::string_view(posts),
                        Bytes{record.digest}, Bytes{description.content}, Bytes{sketch}));
  if (record.edit_of) run(set_next_.bind(record.edit_of, record.row));
  return done("cannot take the document into its index");
}

Result<void> Indexer::add_reading(Row entry, Row document, const ReadingRows& rows) {
  find_entry_.bind(document);
  if (!find_entry_.step()) {
    ok_ = find_entry_.ok() && ok_;
    if (!ok_) return done("cannot read its index");
    return failure(database_.file(), "entry " + std::to_string(entry) + " reads document " +
                                         std::to_string(document) + ", which is not there");
  }
  const Row before = find_entry_.integer(0), stated = find_entry_.integer(1);
  find_entry_.reset();
  if (before) remove_entry(before);
  const Row language = rows.language.empty() ? stated : dictionary_.term(rows.language);
  run(set_entry_.bind(document, entry, language));
  add_claims(entry, document, rows);
  add_evidence(entry, rows);
  add_facts(entry, document, rows);
  add_drift(entry, rows);
  return done("cannot take the entry into its index");
}

void Indexer::remove_entry(Row entry) {
  const Row first = row_of(entry, 0), end = row_of(entry + 1, 0);
  if (full_text_) remove_evidence(first, end);
  for (const std::string_view table : kOfEntries) {
    Statement remove =
        database_.prepare("DELETE FROM " + std::string(table) + " WHERE id >= ?1 AND id < ?2");
    run(remove.bind(first, end));
  }
  Statement remove = database_.prepare("DELETE FROM drift WHERE claim >= ?1 AND claim < ?2");
  run(remove.bind(first, end));
}

// The full-text table has to be told what it forgets.
void Indexer::remove_evidence(Row first, Row end) {
  std::vector<std::pair<Row, std::string>> old;
  old_evidence_.bind(first, end);
  while (old_evidence_.step()) old.emplace_back(old_evidence_.integer(0), old_evidence_.text(1));
  ok_ = old_evidence_.ok() && ok_;
  for (const auto& [row, text] : old) run(remove_text_.bind(row, std::string_view(text)));
}

void Indexer::add_claims(Row entry, Row document, const ReadingRows& rows) {
  for (std::size_t i = 0; i < rows.claims.size(); ++i) {
    const ClaimRow& c = rows.claims[i];
    const Row person = dictionary_.entity(MentionKind::person, c.person),
              to = dictionary_.entity(MentionKind::club, c.to),
              from = dictionary_.entity(MentionKind::club, c.from), type = dictionary_.term(c.type),
              source = dictionary_.source(c.source), rules = dictionary_.term(c.rules);
    run(add_claim_.bind(row_of(entry, i), document, person, to, from, type,
                        static_cast<int>(c.polarity), static_cast<int>(c.certainty),
                        static_cast<int>(c.when), static_cast<int>(c.deal), source,
                        static_cast<int>(c.source.post), rules, static_cast<int>(c.amounts),
                        static_cast<int>(c.drifts), c.confidence));
  }
  for (std::size_t i = 0; i < rows.money.size(); ++i) {
    const MoneyRow& m = rows.money[i];
    run(add_money_.bind(row_of(entry, i), row_of(entry, m.claim), static_cast<int>(m.kind),
                        m.currency, m.amount));
  }
}

void Indexer::add_evidence(Row entry, const ReadingRows& rows) {
  for (std::size_t i = 0; i < rows.evidence.size(); ++i) {
    const EvidenceRow& e = rows.evidence[i];
    run(add_evidence_.bind(row_of(entry, i), row_of(entry, e.claim), std::int64_t{e.span.begin},
                           std::int64_t{e.span.end}, dictionary_.term(e.language), e.text));
    if (full_text_) run(add_text_.bind(row_of(entry, i), e.text));
  }
}

void Indexer::add_facts(Row entry, Row document, const ReadingRows& rows) {
  for (std::size_t i = 0; i < rows.facts.size(); ++i) {
    const FactRow& f = rows.facts[i];
    const auto kind = [](bool club) { return club ? MentionKind::club : MentionKind::person; };
    const Row subject = dictionary_.entity(kind(f.subject_is_club), f.subject);
    const Row object =
        object_is_entity(f.predicate) ? dictionary_.entity(kind(f.object_is_club), f.object) : 0;
    const Row predicate = dictionary_.term(f.predicate),
              language = dictionary_.term(f.evidence.language);
    run(add_fact_.bind(row_of(entry, i), document, subject, object, predicate,
                       static_cast<int>(f.verdict), std::int64_t{f.evidence.span.begin},
                       std::int64_t{f.evidence.span.end}, language,
                       object ? std::string_view{} : f.object.name, std::string_view(f.value),
                       std::string_view(f.reasons), f.evidence.text));
  }
}

void Indexer::add_drift(Row entry, const ReadingRows& rows) {
  for (const DriftRow& d : rows.drift)
    run(add_drift_.bind(row_of(entry, d.claim), row_of(entry, d.against),
                        static_cast<int>(d.kind)));
}

Result<void> Indexer::add_outcomes(Row entry, const std::vector<Outcome>& outcomes) {
  std::string move;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Outcome& o = outcomes[i];
    const auto person =
        static_cast<std::int64_t>(identity_of(MentionKind::person, o.person_id, fold(o.person)));
    // The same move told again, say with its fee, takes the place of what was told before.
    move.clear();
    for (const std::uint64_t part : {static_cast<std::uint64_t>(person),
                                     identity_of(MentionKind::club, o.from_id, fold(o.from)),
                                     identity_of(MentionKind::club, o.to_id, fold(o.to)),
                                     static_cast<std::uint64_t>(pack_date(o.date_min)),
                                     static_cast<std::uint64_t>(pack_date(o.date_max))})
      move += std::to_string(part) + ' ';
    run(add_outcome_.bind(
        row_of(entry, i), text_hash(move), person, pack_date(o.date), pack_date(o.date_min),
        pack_date(o.date_max), o.fee_eur, std::string_view(o.type), std::string_view(o.person_id),
        std::string_view(o.person), std::string_view(o.from_id), std::string_view(o.from),
        std::string_view(o.to_id), std::string_view(o.to)));
  }
  return done("cannot take the outcomes into its index");
}

}  // namespace mercato
