#include "8_dossier/saga_drift.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "6_check/checker.h"

namespace mercato::dossier {
namespace {

Restated restated(const Saga& saga, std::int32_t i) {
  const LedgerClaim& claim = saga.claim(i);
  return {saga.type_ids[static_cast<std::size_t>(i)], claim.certainty, claim.to != 0, claim.money};
}

// A relay or translation is held against the report of another that it restates. Copies are not:
// the same words can only have been read otherwise. Nor are versions of one document: edits are
// told as such.
bool comparable(const Saga& saga, std::int32_t i) {
  const std::int32_t cited = saga.item(i).restates;
  if (cited < 0 || !saga.counts(i) || !saga.counts(cited)) return false;
  if (saga.report_of(i).kind == ReportKind::copy) return false;
  if (saga.report_of(i).document.key == saga.report_of(cited).document.key) return false;
  return saga.item(cited).report != saga.item(i).report &&
         saga.claim(i).to == saga.claim(cited).to &&
         saga.claim(i).polarity == saga.claim(cited).polarity;
}

// Whether the report says the cited thing elsewhere just as it was said: then `i` is an addition.
bool told_rightly_elsewhere(const Saga& saga, std::int32_t i) {
  const LedgerClaim& cited = saga.claim(saga.item(i).restates);
  const auto report = static_cast<std::size_t>(saga.item(i).report);
  for (std::int32_t k = saga.report_begin[report]; k < saga.report_begin[report + 1]; ++k) {
    const LedgerClaim& other = saga.claim(k);
    if (k != i && other.type == cited.type && other.to == cited.to &&
        other.polarity == cited.polarity && other.certainty == cited.certainty)
      return true;
  }
  return false;
}

void add_within(Saga& saga) {
  std::unordered_map<Row, std::int32_t> places;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(saga.size()); ++i)
    places[saga.claim(i).row] = i;
  for (const LedgerDrift& drift : saga.history->drift) {
    const auto claim = places.find(drift.claim), against = places.find(drift.against);
    if (claim != places.end() && against != places.end())
      saga.dossier.drift.push_back({claim->second, against->second, drift.kind, true});
  }
}

}  // namespace

void compare_relays(Saga& saga) {
  add_within(saga);
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(saga.size()); ++i) {
    if (!comparable(saga, i)) continue;
    const std::int32_t cited = saga.item(i).restates;
    const auto kind =
        judge_restatement(restated(saga, i), restated(saga, cited), true, *saga.types);
    if (kind && !told_rightly_elsewhere(saga, i))
      saga.dossier.drift.push_back({i, cited, *kind, false});
  }
  std::sort(saga.dossier.drift.begin(), saga.dossier.drift.end(), [](const auto& a, const auto& b) {
    return std::tie(a.claim, a.against, a.kind) < std::tie(b.claim, b.against, b.kind);
  });
}

}  // namespace mercato::dossier
