// What do lists need of a person's dossiers? Folded sagas, made small enough to be kept for
// everybody. Internal to 9_answer.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "8_dossier/dossier.h"
#include "8_score/source_record.h"
#include "9_answer/ledger_view.h"
#include "9_answer/saga_row.h"

namespace mercato {

struct FoldedSaga {
  SagaRow row;          // about the furthest suitor
  bool timely = false;  // is_timely()
  struct SuitorRow {    // the row about one suitor
    SagaRow::About about;
    Date first, last;
  };
  std::vector<SuitorRow> suitors;
  std::vector<Row> clubs;    // that claims name, to or from
  std::vector<Row> leaving;  // clubs that the person may leave: the holder, or those named as such
  struct Said {
    Instant known_at = 0;
    Row claim = 0, document = 0;
    std::int32_t origin = -1;
    std::uint8_t language = 0;  // index into `languages`
  };
  std::vector<Said> said;  // the timeline
  std::vector<std::string> languages;
  std::shared_ptr<const SourceBook> calls;
};

struct PersonSagas {
  LedgerEntity person;
  std::vector<FoldedSaga> sagas;  // oldest window first
  // What stands here is what a fold at any moment from `at` to `until` gives, as long as nothing
  // new is said of the person.
  Instant at = 0, until = 0;
  std::size_t bytes = 0;  // an estimate
};

// What the moment decides changes only when a claim is 21 days old, when a window has closed or on
// the day of an outcome: docs/formats/dossier.md, "Status" and "State".
inline constexpr int kDaysToSilence = 21;

// The first moment after `moment` at which time alone may change what was folded.
Instant next_change(const PersonHistory& history, const std::vector<Dossier>& dossiers,
                    Instant moment);

PersonSagas make_sagas(const PersonHistory& history, const std::vector<Dossier>& dossiers,
                       Instant moment, const std::shared_ptr<const ClaimTypes>& types);

}  // namespace mercato
