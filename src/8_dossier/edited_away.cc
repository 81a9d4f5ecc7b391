#include "8_dossier/edited_away.h"

#include <cstdlib>

#include "8_dossier/thresholds.h"

namespace mercato::dossier {

EditedAwayWords::EditedAwayWords(const Saga& saga, SpeakerBook& speakers)
    : saga_(saga), speakers_(speakers) {
  const auto& dropped = saga.dossier.dropped;
  for (std::size_t d = dropped.size(); d-- > 0;) {
    auto& of_club = by_club_[dropped[d].claim.to];
    if (of_club.size() < kMostCandidates) of_club.push_back(static_cast<std::int32_t>(d));
  }
}

std::int32_t EditedAwayWords::nearest(std::int32_t claim, std::int32_t source,
                                      const Speaker& speaker, int within) const {
  const auto of_club = by_club_.find(saga_.claim(claim).to);
  if (of_club == by_club_.end()) return -1;
  std::int32_t best = -1;
  for (const std::int32_t d : of_club->second) {
    const LedgerClaim& gone = saga_.dossier.dropped[static_cast<std::size_t>(d)].claim;
    const int apart = distance(claim, gone);
    if (apart >= within || !may_restate(claim, source, speaker, gone)) continue;
    best = d;
    within = apart;
  }
  return best;
}

bool EditedAwayWords::may_restate(std::int32_t claim, std::int32_t source, const Speaker& speaker,
                                  const LedgerClaim& gone) const {
  const LedgerDocument* const by = saga_.history->document(gone.document);
  if (!by) return false;
  if (source >= 0)
    return by->row == saga_.dossier.reports[static_cast<std::size_t>(source)].document.row;
  const LedgerDocument& mine = saga_.report_of(claim).document;
  const Speaker& said = speakers_.of(gone.source, *by);
  return said.shares_house(speakers_.publisher(*by)) && said.shares_house(speaker) &&
         by->key != mine.key && by->known_at <= mine.known_at &&
         mine.known_at - by->known_at <= kRelayDays * kDay;
}

// In types and stages, as between claims that stand.
int EditedAwayWords::distance(std::int32_t claim, const LedgerClaim& gone) const {
  const LedgerClaim& mine = saga_.claim(claim);
  const ClaimTypeId type = saga_.types->find(gone.type);
  if (type == kNoClaimType || mine.to != gone.to || mine.when != gone.when ||
      mine.polarity != gone.polarity)
    return kOtherMatter;
  const ClaimType& other = (*saga_.types)[type];
  const bool same_type = mine.type == gone.type;
  if (mine.to == 0 && !same_type && saga_.type(claim).group != other.group) return kOtherMatter;
  return (same_type ? 0 : 1) + std::abs(saga_.type(claim).stage - other.stage);
}

}  // namespace mercato::dossier
