// What was said, when? Every document and what was read in it, kept for ever in one SQLite file.
// Front header of 7_ledger; the file's format stands in docs/formats/ledger.md.
//
// The ledger is a chain of entries that only grows. An entry holds either the reading of one
// document version (the output of `mercato extract` for it, byte for byte) or a set of outcomes,
// and the SHA-256 digest of its content together with the digest of the entry before it. Everything
// that queries use (claims, evidence, names, full text) is an index over those bytes, made by one
// function, which `reindex` can make anew.
//
// One process writes at a time; any number read meanwhile (WAL). Rows and entries are numbered by
// integers from 1.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "0_core/claim.h"
#include "0_core/date.h"
#include "0_core/document.h"
#include "0_core/mention.h"
#include "0_core/result.h"

namespace mercato {

// Seconds since 1970-01-01 UTC.
using Instant = std::int64_t;
inline constexpr Instant kEndOfTime = std::numeric_limits<Instant>::max();

// "2024-06-12T10:00:00Z" to the second; "2024-06-12" and "2024-06" mean their last second, so that
// `--as-of DATE` includes that day. Nothing for anything else.
std::optional<Instant> parse_instant(std::string_view text);
std::string to_string(Instant instant);  // "2024-06-12T10:00:00Z"
Date to_date(Instant instant);

using Row = std::int64_t;  // 0 = none

// A person or club as the ledger knows it. Two readings mean the same one when they give the same
// reference id, or, where they give none, the same folded name.
struct LedgerEntity {
  Row row = 0;
  MentionKind kind = MentionKind::person;  // person or club
  std::string id;                          // the reference's id (Transfermarkt's); may be empty
  std::string name;                        // as first read
};
// Our own id of an entity: the same in every ledger, on every machine ("P-3q8m1x…", "C-…").
std::string stable_id(const LedgerEntity& entity);

// One version of a document. The first text seen under a key is version 1; the same key with
// another text is a new version (an edit), the same text again is the same document.
struct LedgerDocument {
  Row row = 0;
  std::string key;  // the canonical url, else the id given by the input, else the digest
  int version = 1;
  Row edit_of = 0;  // row of the version before
  std::string id, title, author, outlet, url, language;
  Date published;
  // When the world knew it: the stated time of publication (the end of the day or month where no
  // more is stated); for later versions, and where nothing is stated, when it was recorded.
  Instant known_at = 0;
  Instant recorded_at = 0;
  std::string digest;                 // SHA-256 of the document's canonical form, hexadecimal
  std::vector<std::uint32_t> sketch;  // MinHash of its folded word shingles: see estimate_overlap()
  std::vector<Post> posts;            // embedded posts (spans, author, handle, url, date)
};

// The share of word shingles that two texts have in common, 0…1, estimated from their sketches
// (Broder 1997).
double estimate_overlap(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);

struct LedgerEvidence {
  Span span;  // bytes of the document's text
  std::string text, language;
};

// A claim as it was read. Rows of one entry have rising numbers.
struct LedgerClaim {
  Row row = 0;
  Row entry = 0;
  std::uint32_t index = 0;  // its place in the entry's "claims"
  Row document = 0;
  Row person = 0, to = 0, from = 0;
  std::string type;  // name of the claim type
  Polarity polarity = Polarity::affirmed;
  Certainty certainty = Certainty::asserted;
  When when = When::current;
  Deal deal = Deal::unknown;
  std::vector<Money> money;
  Source source;  // cue, mention and entity are not kept
  std::vector<LedgerEvidence> evidence;
  std::vector<std::string> rules;
  double confidence = 1;
};

struct LedgerFact {
  Row entry = 0, document = 0, subject = 0, object = 0;
  std::string predicate, object_name, value;
  Fact::Verdict verdict = Fact::Verdict::unknown;
  std::vector<std::string> rows;
  LedgerEvidence evidence;
};

// Drift inside one document, between two of its claims.
struct LedgerDrift {
  Row claim = 0, against = 0;
  DriftKind kind = DriftKind::strengthened;
};

// What happened: a completed move, as an imported table tells it.
struct Outcome {
  std::string person_id, person, from_id, from, to_id, to;
  Date date, date_min, date_max;  // date where the day is known; bounds always
  std::int64_t fee_eur = -1;      // -1 unknown, 0 free
  std::string
      type;  // "permanent", "loan", "free", "end of loan", "released", "retired" or "unknown"
};
struct LedgerOutcome : Outcome {
  Row row = 0, entry = 0;
  Row person_row = 0, from_row = 0, to_row = 0;  // 0 where the ledger has no claims that name them
};

// Everything that was known of one person: the input of the fold. Of each document what the version
// says that was current at that moment, of each version the reading of the newest engine. A claim
// or fact that earlier versions made already stands as the first of them made it; where an edit
// changed the claim, it stands as it is now as well. Ordered by (known_at, key), whatever the order
// in which the documents came in, so that the fold does not depend on it.
struct PersonHistory {
  LedgerEntity person;
  std::vector<LedgerEntity> clubs;        // every club that the claims and outcomes name
  std::vector<LedgerEntity> others;       // other persons that facts name
  std::vector<LedgerDocument> documents;  // and those that `dropped` names
  std::vector<LedgerClaim> claims;        // ordered by document, then index
  std::vector<LedgerFact> facts;
  std::vector<LedgerDrift> drift;
  std::vector<LedgerOutcome> outcomes;
  // Claims of earlier versions that the current version of their document makes no more, with the
  // document version that dropped them: silent edits.
  struct Dropped {
    LedgerClaim claim;
    Row dropped_by = 0;  // document row
  };
  std::vector<Dropped> dropped;
  // Up to when outcomes are complete: the latest day (not after `as_of`) on which the tables know
  // of a permanent or free move, a loan or a release. Ends of loans and careers are told ahead and
  // do not count. Unknown without any.
  Date outcomes_until;
  // Places in `documents` and `claims` in the order of rows, for the look-ups below; a history put
  // together by hand may leave them empty.
  std::vector<std::uint32_t> documents_by_row, claims_by_row;

  const LedgerDocument* document(Row row) const;
  const LedgerEntity* entity(Row row) const;
  const LedgerClaim* claim(Row row) const;
};

// What an edit changed in the claims of its document: silent edits. Claims are the same where
// person, club, type, polarity and source are.
struct LedgerEdit {
  LedgerDocument before, after;
  std::vector<LedgerClaim> dropped, added;
  std::vector<std::pair<LedgerClaim, LedgerClaim>> changed;  // certainty, time, deal, money or from
  std::vector<LedgerEntity> entities;                        // whom these claims name
};

// Which claims? Empty fields ask nothing; of a list one has to fit.
struct ClaimQuery {
  std::vector<Row> persons, clubs;  // club: to or from
  std::vector<std::string> types;
  std::string language;                                                     // of the document
  Instant since = std::numeric_limits<Instant>::min(), until = kEndOfTime;  // known in between
  bool current = true;  // only of versions of documents that stood at `until`
  bool newest = true;   // in falling order of rows: what came into the ledger last stands first
  Row beyond = 0;       // begins behind this row in that order; 0: at its begin
  std::size_t limit = 50;
  std::size_t scan = 100'000;  // rows that are looked at, at most
  // Asked last, of claims that fit otherwise.
  std::function<bool(const LedgerClaim&, const LedgerDocument&)> takes;
};
struct ClaimPage {
  std::vector<LedgerClaim> claims;
  std::vector<LedgerDocument> documents;  // of the claims, by row
  std::vector<LedgerEntity> entities;     // whom the claims name, by row
  Row next = 0;  // `beyond` of the next page, 0 at the end; a page may hold less than its limit

  const LedgerDocument* document(Row row) const;
  const LedgerEntity* entity(Row row) const;
};

// A name and how often claims name it.
struct NamedEntity {
  LedgerEntity entity;
  std::size_t claims = 0;
};

// What one entry is about, without its content.
struct LedgerEntry {
  Row number = 0;
  Row document = 0;  // 0: outcomes
};

// What was read in a version of a document, by the newest engine.
struct DocumentReading {
  LedgerDocument document;
  Row entry = 0, next = 0;  // next: the version that follows it; 0 = none
  std::vector<LedgerClaim> claims;
  std::vector<LedgerFact> facts;
  std::vector<LedgerDrift> drift;
  std::vector<LedgerEntity> entities;  // whom they name, by row

  const LedgerEntity* entity(Row row) const;
};

struct SearchHit {
  LedgerClaim claim;
  LedgerDocument document;
  LedgerEntity person;
  std::optional<LedgerEntity> to;
  std::string snippet;  // the evidence with the words found between "[" and "]"
};

struct LedgerInfo {
  int schema = 0;
  std::uint64_t entries = 0, documents = 0, versions = 0, claims = 0, facts = 0, persons = 0,
                clubs = 0, outcomes = 0;
  std::string head;                  // digest of the last entry
  std::vector<std::string> engines;  // versions of engine and data that wrote entries, oldest first
};

// What `verify` found. `broken` names the entry, the table and what differs, first difference
// first.
struct VerifyReport {
  std::uint64_t entries = 0, documents = 0, claims = 0;
  std::string head;
  std::vector<Problem> broken;
};

// Reading side. Thread-safe for one thread at a time; open several for several threads.
class Ledger {
 public:
  // Fails with the way out where the file does not exist, is no ledger, or is of a newer schema. A
  // ledger of an older schema is read as it is.
  static Result<std::unique_ptr<Ledger>> open(const std::filesystem::path& file);
  virtual ~Ledger() = default;

  virtual Result<LedgerInfo> info() const = 0;
  // When the newest document became known; 0 in an empty ledger.
  virtual Result<Instant> latest() const = 0;

  // By reference id, by our stable id or by name (folded; the whole name, or else its last words),
  // best known first.
  virtual Result<std::vector<LedgerEntity>> find(MentionKind kind, std::string_view typed,
                                                 std::size_t limit) const = 0;
  virtual Result<PersonHistory> history(Row person, Instant as_of) const = 0;
  // Persons with a claim known in [from, until] (inclusive); with `club` only where it is `to` or
  // `from` of a claim. In the order of their stable ids.
  virtual Result<std::vector<Row>> persons(Instant from, Instant until, Row club = 0) const = 0;

  // What the version changed; fails for a first version.
  virtual Result<LedgerEdit> edit(Row document) const = 0;

  // Full text over the evidence: all words must occur, in any order; "quoted words" in theirs.
  // Newest first.
  virtual Result<std::vector<SearchHit>> search(std::string_view words, Instant as_of,
                                                std::size_t limit) const = 0;

  // In the order of rows. Fails for nothing but a ledger that cannot be read.
  virtual Result<ClaimPage> claims(const ClaimQuery& query) const = 0;
  // Row of the claim that came in last; 0 without any.
  virtual Result<Row> last_claim() const = 0;
  // Persons or clubs one of whose words begins the typed text, as people type: the more claims
  // known by `as_of`, the earlier. Of a beginning that very many share only some are weighed.
  virtual Result<std::vector<NamedEntity>> suggest(MentionKind kind, std::string_view typed,
                                                   Instant as_of, std::size_t limit) const = 0;
  // Versions of documents known by `as_of`, newest row first, with a row below `before` (0: all);
  // with `edits` only those that follow another version.
  virtual Result<std::vector<LedgerDocument>> documents(Instant as_of, Row before,
                                                        std::size_t limit,
                                                        bool edits = false) const = 0;
  // Fails where there is no such document.
  virtual Result<DocumentReading> read_document(Row document) const = 0;
  // Entries above `after`, in order.
  virtual Result<void> entries(Row after,
                               const std::function<void(const LedgerEntry&)>& visit) const = 0;
  // A number that is another one after somebody else wrote to the file. Only to be compared with
  // what the same object said before; cheap.
  virtual Result<std::int64_t> changes() const = 0;

  // A stored document as it was read, and the reading of an entry as it was written (one JSON
  // line).
  virtual Result<Document> document(Row row) const = 0;
  virtual Result<std::string> reading(Row entry) const = 0;

  // Every row of a table in a stable order, for export: tables() names them, the callback gets one
  // JSON object a row with the columns in the documented order. Rows of documents not known at
  // `as_of` are left out.
  virtual std::vector<std::string> tables() const = 0;
  virtual std::vector<std::string> columns(std::string_view table) const = 0;
  virtual Result<void> export_table(
      std::string_view table, Instant as_of,
      const std::function<void(std::string_view json_row)>& row) const = 0;

  // Reads everything: digests of documents, the chain, and whether the index says what the entries
  // say.
  virtual Result<VerifyReport> verify(
      const std::function<void(std::uint64_t done, std::uint64_t all)>& progress) const = 0;
};

// A document and its reading, ready to be written: the costly part (canonical form, digest,
// compression, sketch), made on any thread.
struct PreparedDocument {
  std::string key, digest;  // digest: 32 bytes
  std::string form;         // the canonical form, compressed
  std::string reading;      // one line of JSON
  std::string body;         // the reading, compressed
  std::string content;      // SHA-256 of title and text, 32 bytes: whether it is the same text
  std::vector<std::uint32_t> sketch;
  Instant published_at = 0;  // 0 = not stated
  LedgerDocument described;  // what the document says of itself; rows and times are the ledger's
};
PreparedDocument prepare_document(const Document& document, std::string reading);

enum class Appended : std::uint8_t { fresh, same, edited };

// Writing side: the one writer of a ledger. Not thread-safe. What commit() has acknowledged
// survives the death of the process at any moment (and of the machine: synchronous=FULL); what it
// has not is gone as a whole.
class LedgerWriter {
 public:
  struct Options {
    std::string engine_version;  // "0.2.0"
    std::string data_version;    // digest of the language data in use
    std::string vfs;             // SQLite's name of a file system, for tests; empty = the default
  };
  // Creates the file where there is none; brings an older schema up to date. Fails where another
  // writer has it.
  static Result<std::unique_ptr<LedgerWriter>> open(const std::filesystem::path& file,
                                                    const Options& options);
  virtual ~LedgerWriter() = default;

  // Adds the document and its reading unless the ledger has this very text under this key.
  // `recorded` is the time of the machine, given by the caller.
  virtual Result<Appended> append(const PreparedDocument& document, Instant recorded) = 0;
  // A new reading of a document that is stored already (rebuild). False where its bytes are those
  // of the newest entry.
  virtual Result<bool> append_reading(Row document, std::string_view reading, Instant recorded) = 0;
  // Outcomes as one entry. False where the very same set stands in the ledger.
  virtual Result<bool> append_outcomes(const std::vector<Outcome>& outcomes,
                                       std::string_view origin, Instant recorded) = 0;
  virtual Result<void> commit() = 0;
  // The row of the document that append() was given last: the one that is stored already where it
  // said `same`. 0 before.
  virtual Row last_document() const = 0;

  // Makes the index anew from the entries.
  virtual Result<void> reindex() = 0;
  // The reading side of the same connection (sees what is not committed yet).
  virtual const Ledger& ledger() const = 0;
};

}  // namespace mercato
