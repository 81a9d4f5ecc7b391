#include "9_answer/person_sagas.h"

#include <algorithm>

#include "9_answer/saga_list.h"

namespace mercato {
namespace {

constexpr Instant kDay = 24 * 60 * 60;

void add_once(std::vector<Row>& rows, Row row) {
  if (row && std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
}

std::uint8_t place_of(std::vector<std::string>& languages, const std::string& language) {
  const auto found = std::find(languages.begin(), languages.end(), language);
  if (found == languages.end() && languages.size() < 255) {
    languages.push_back(language);
    return static_cast<std::uint8_t>(languages.size() - 1);
  }
  return static_cast<std::uint8_t>(found - languages.begin());
}

void add_said(const Dossier& dossier, FoldedSaga& saga) {
  for (const TimelineItem& item : dossier.timeline) {
    if (item.claim < 0 || item.report < 0) continue;
    const LedgerClaim& claim = dossier.claims[static_cast<std::size_t>(item.claim)];
    const LedgerDocument& document =
        dossier.reports[static_cast<std::size_t>(item.report)].document;
    saga.said.push_back({document.known_at, claim.row, claim.document, item.origin,
                         place_of(saga.languages, document.language)});
    add_once(saga.clubs, claim.to);
    add_once(saga.clubs, claim.from);
    if (!dossier.holder.row) add_once(saga.leaving, claim.from);
  }
  add_once(saga.leaving, dossier.holder.row);
}

FoldedSaga make_saga(const Dossier& dossier, const std::shared_ptr<const ClaimTypes>& types) {
  FoldedSaga saga;
  saga.row = make_row(dossier, 0);
  saga.timely = is_timely(dossier);
  for (const Suitor& suitor : dossier.suitors) {
    const SagaRow row = make_row(dossier, suitor.club.row);
    if (row.suitor) saga.suitors.push_back({*row.suitor, row.first, row.last});
  }
  add_said(dossier, saga);
  auto book = std::make_shared<SourceBook>(*types);
  book->add(dossier);
  saga.calls = std::move(book);
  return saga;
}

// Strings and books are what weighs; a call is some 700 bytes with its names.
std::size_t estimate(const PersonSagas& sagas) {
  std::size_t bytes = sizeof sagas;
  for (const FoldedSaga& saga : sagas.sagas)
    bytes += sizeof saga + 1024 + saga.said.size() * 350 + saga.suitors.size() * 300;
  return bytes;
}

}  // namespace

Instant next_change(const PersonHistory& history, const std::vector<Dossier>& dossiers,
                    Instant moment) {
  Instant next = kEndOfTime;
  const auto consider = [&](Instant when) {
    if (when > moment) next = std::min(next, when);
  };
  for (const LedgerDocument& document : history.documents)
    consider(document.known_at + kDaysToSilence * kDay + 1);
  for (const Dossier& dossier : dossiers)
    if (dossier.window.closes.known()) consider((dossier.window.closes.days() + 1) * kDay);
  for (const LedgerOutcome& outcome : history.outcomes) {
    for (const Date day : {outcome.date, outcome.date_min, outcome.date_max})
      if (day.known()) consider(Instant{day.last_day().days()} * kDay);
  }
  return next;
}

PersonSagas make_sagas(const PersonHistory& history, const std::vector<Dossier>& dossiers,
                       Instant moment, const std::shared_ptr<const ClaimTypes>& types) {
  PersonSagas out;
  out.person = history.person;
  for (const Dossier& dossier : dossiers) out.sagas.push_back(make_saga(dossier, types));
  out.at = moment;
  out.until = next_change(history, dossiers, moment) - 1;
  out.bytes = estimate(out);
  return out;
}

}  // namespace mercato
