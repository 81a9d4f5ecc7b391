#include "8_dossier/retractions.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "8_dossier/course.h"
#include "8_dossier/thresholds.h"

namespace mercato::dossier {
namespace {

void add_denied_by_club(Saga& saga) {
  for (const Answer& answer : saga.dossier.answers)
    if (answer.kind == AnswerKind::denial && said_by_club(saga, answer.claim))
      saga.dossier.retractions.push_back(
          {answer.to, answer.claim, RetractionKind::denied_by_club, saga.day(answer.claim)});
}

// A source takes back what it said of a club when it says that the move is off, or denies what it
// had affirmed.
void add_withdrawn(Saga& saga) {
  std::map<std::tuple<std::int32_t, Row>, std::int32_t> said;  // by origin and club: the last stage
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(saga.size()); ++i) {
    const bool counts = saga.counts(i) && saga.stated(i) && saga.suitor(i) &&
                        saga.type(i).stage > 0 && saga.item(i).restates < 0;
    if (!counts) continue;
    const std::tuple key{saga.item(i).origin, saga.suitor(i)};
    if (saga.affirmed(i) && saga.type(i).ends == Ending::none) {
      said[key] = i;
      continue;
    }
    const auto before = said.find(key);
    if (before == said.end()) continue;
    const bool takes_back =
        saga.affirmed(i) || saga.type(i).stage <= saga.type(before->second).stage;
    if (!takes_back || saga.item(before->second).report == saga.item(i).report) continue;
    saga.dossier.retractions.push_back(
        {before->second, i, RetractionKind::withdrawn_by_source, saga.day(i)});
    said.erase(before);
  }
}

void add_edited_away(Saga& saga) {
  for (std::size_t i = 0; i < saga.dossier.dropped.size(); ++i) {
    const LedgerDocument* by = saga.history->document(saga.dossier.dropped[i].dropped_by);
    const Date on = by ? to_date(by->known_at) : Date{};
    saga.dossier.retractions.push_back(
        {static_cast<std::int32_t>(i), -1, RetractionKind::edited_away, on});
  }
}

void add_silence(Saga& saga) {
  for (const Suitor& suitor : saga.dossier.suitors)
    if (suitor.status == SuitorStatus::silent)
      saga.dossier.retractions.push_back(
          {suitor.last_claim, -1, RetractionKind::silence,
           to_date(saga.known(suitor.last_claim) + kSilentDays * kDay)});
}

}  // namespace

void gather_retractions(Saga& saga) {
  add_denied_by_club(saga);
  add_withdrawn(saga);
  add_edited_away(saga);
  add_silence(saga);
  std::stable_sort(saga.dossier.retractions.begin(), saga.dossier.retractions.end(),
                   [](const auto& a, const auto& b) {
                     return std::tie(a.on, a.kind, a.claim, a.by) <
                            std::tie(b.on, b.kind, b.claim, b.by);
                   });
}

}  // namespace mercato::dossier
