// What do a person's claims of one transfer window add up to? Front header of 8_dossier.
//
// A dossier is a pure function of a PersonHistory: folding the same history gives the same dossier,
// byte for byte, whether the ledger grew document by document or came from nothing. It never reads
// outcomes of other persons, records of sources or probabilities (8_score), so that truth and trust
// cannot feed each other. How every field is decided, and the JSON form: docs/formats/dossier.md.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/claim.h"
#include "3_reference/reference.h"
#include "5_claim/extractor.h"
#include "7_ledger/ledger.h"
#include "8_dossier/windows.h"

namespace mercato {

enum class SagaState : std::uint8_t {
  open,       // claims of approach, none further
  advanced,   // talks or a bid on the table
  agreed,     // the deal, or clubs and person each, agreed; medical
  done,       // official, or an outcome says so
  collapsed,  // the last suitor is gone: talks broke down, the person refused
  stayed,     // renewed, declared to stay, or the window closed and the outcomes show no move
  dormant,    // nothing new for long (docs/formats/dossier.md) before the window closes, or before
              // as-of
};
std::string_view to_string(SagaState);

// Indexes below are into the vectors of the Dossier itself, -1 = none.

// How a document came to say it.
enum class ReportKind : std::uint8_t {
  original,     // the first to say it, or on its own authority
  relay,        // cites the origin ("according to X", an embedded post)
  copy,         // nearly the same text as an earlier document
  translation,  // the same claims, figures and cited source in another language, later
};
std::string_view to_string(ReportKind);

struct Report {
  LedgerDocument document;
  ReportKind kind = ReportKind::original;
  std::int32_t derived_from =
      -1;  // report it copies, translates or relays, when that is in the ledger
  std::vector<std::int32_t>
      origins;            // whose word it is, one for each distinct source of its claims
  std::string publisher;  // who published it: a key as of Origin::key; empty where nobody is named
};

// Where claims begin: an outlet, journalist, club or person speaking on its own authority. Reports
// derived from one another share their origin; the number of origins is the number of independent
// sources.
struct Origin {
  SourceKind kind = SourceKind::outlet;
  std::string name, outlet, handle;
  std::string reference_id;       // of the reference's source row, where it is one
  std::int32_t first_claim = -1;  // where it said so first
  // Who it is in every dossier: a journalist has the key of the outlet that they work for.
  std::string key;
};

struct TimelineItem {
  std::int32_t claim = -1;
  std::int32_t report = -1;
  std::int32_t origin = -1;
  bool first_of_origin = false;  // new word; else repeated by others or by itself
  // The claim (of this or an earlier report) that it restates: what it cites, copies or translates,
  // or what its publisher cited before. -1: the origin's word as first heard. A claim that restates
  // another may say something else (see SagaDrift): it is then nobody's first word.
  std::int32_t restates = -1;
  // The claim (index into `dropped`) that it restates, where its source has edited that away.
  std::int32_t restates_dropped = -1;
};

enum class SuitorStatus : std::uint8_t {
  live,
  silent,
  denied,
  withdrawn,
  refused,
  collapsed,
  done
};
std::string_view to_string(SuitorStatus);

struct Price {
  std::int32_t claim = -1;
  Money money;
};

struct Suitor {
  LedgerEntity club;
  SuitorStatus status = SuitorStatus::live;
  std::string furthest;                       // claim type, of affirmed current claims
  int stage = 0;                              // its place in the order of stages
  Certainty certainty = Certainty::question;  // strongest at that stage
  std::int32_t furthest_claim = -1, first_claim = -1, last_claim = -1;
  std::vector<std::int32_t> claims;   // in time order
  std::vector<std::int32_t> origins;  // independent sources that affirm it
  std::vector<Price> prices;          // in time order; an amount that is repeated stands once
  std::int32_t status_claim = -1;     // what ended it, where it is not live
};

// A position of the person or of the club that holds them: wants_out, not_for_sale, renewal_talks,
// …
struct Position {
  std::string type;
  Polarity polarity = Polarity::affirmed;
  std::int32_t claim = -1;
  bool current = true;  // no later claim says otherwise
};

enum class AnswerKind : std::uint8_t { denial, contradiction };
std::string_view to_string(AnswerKind);
struct Answer {  // claims[claim] denies or contradicts claims[to]
  std::int32_t claim = -1, to = -1;
  AnswerKind kind = AnswerKind::denial;
};

enum class RetractionKind : std::uint8_t {
  denied_by_club,
  withdrawn_by_source,
  edited_away,
  silence
};
std::string_view to_string(RetractionKind);
struct Retraction {
  std::int32_t claim = -1;  // what is retracted; edited_away: index into `dropped`
  std::int32_t by = -1;     // the claim that does it; -1 for silence and edits
  RetractionKind kind = RetractionKind::silence;
  Date on;
};

// A relay that says something else than what it cites. `within`: both stand in one document.
struct SagaDrift {
  std::int32_t claim = -1, against = -1;
  DriftKind kind = DriftKind::strengthened;
  bool within = false;
};

struct StateChange {
  SagaState state = SagaState::open;
  Date on;
  Row entry = 0;  // the ledger entry that put it there; 0 for the passing of time
  std::int32_t claim = -1;
  std::int32_t outcome = -1;
};

enum class Resolution : std::uint8_t {
  open,
  moved,
  stayed,
  left,  // without a new club: released, retired
};
std::string_view to_string(Resolution);

struct Dossier {
  LedgerEntity person;
  Window window;
  // The club that holds the person as the window begins, as most claims or the reference say: the
  // owner, not the club of a loan. Row 0 where no claim names it; no id and no name where it is not
  // known.
  LedgerEntity holder;
  SagaState state = SagaState::open;
  std::vector<StateChange> history;  // of the state, oldest first; the last one is `state`
  std::vector<LedgerClaim> claims;   // of this window, in time order
  std::vector<PersonHistory::Dropped> dropped;
  std::vector<Report> reports;
  std::vector<Origin> origins;
  std::vector<TimelineItem> timeline;
  std::vector<Suitor> suitors;  // furthest first
  std::vector<Position> positions;
  std::vector<Answer> answers;
  std::vector<Retraction> retractions;
  std::vector<SagaDrift> drift;
  std::vector<LedgerFact> facts;        // contradicted ones first
  std::vector<LedgerOutcome> outcomes;  // of this window
  Resolution resolution = Resolution::open;
  std::vector<LedgerEntity> clubs;

  const LedgerEntity* club(Row row) const;
};

// The immutable knowledge of the fold, shared by threads.
class DossierFolder {
 public:
  static Result<std::shared_ptr<const DossierFolder>> create(
      const std::filesystem::path& data, std::shared_ptr<const ClaimTypes> types,
      std::shared_ptr<const Reference> reference);
  virtual ~DossierFolder() = default;
  // All dossiers of the person up to `as_of`, one for each window with a claim, oldest window
  // first. Reference rows dated after as_of are not read. Silence is counted up to `as_of`; with
  // kEndOfTime, up to the last thing that the history knows (its documents, outcomes_until).
  // Thread-safe.
  virtual std::vector<Dossier> fold(const PersonHistory& history, Instant as_of) const = 0;
  virtual const Windows& windows() const = 0;
};

// One JSON object, field order fixed (docs/formats/dossier.md).
void append_json(const Dossier& dossier, std::string& out);

}  // namespace mercato
