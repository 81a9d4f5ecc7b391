// What belongs together? One person's claims, cut into transfer windows. A saga is a dossier in the
// making: the parts of the fold fill it one after the other.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "8_dossier/dossier.h"

namespace mercato::dossier {

struct Saga {
  const PersonHistory* history = nullptr;
  const ClaimTypes* types = nullptr;
  std::string association;  // of the holder
  Instant now = 0;          // the moment from which silence is counted
  Date today;               // its day
  Dossier dossier;
  // Beside dossier.claims, one for each claim.
  std::vector<ClaimTypeId> type_ids;  // kNoClaimType for a type that this engine does not know
  // Where the claims of each report begin; one more than there are reports.
  std::vector<std::int32_t> report_begin;
  // By claim: the claim (index into dossier.dropped) to which its word goes back and which its
  // source has edited away; -1 = none. Empty until provenance is traced.
  std::vector<std::int32_t> taken_back;

  std::size_t size() const { return dossier.claims.size(); }
  const LedgerClaim& claim(std::int32_t i) const {
    return dossier.claims[static_cast<std::size_t>(i)];
  }
  const ClaimType& type(std::int32_t i) const;
  const TimelineItem& item(std::int32_t i) const {
    return dossier.timeline[static_cast<std::size_t>(i)];
  }
  const Report& report_of(std::int32_t i) const {
    return dossier.reports[static_cast<std::size_t>(item(i).report)];
  }
  Instant known(std::int32_t i) const { return report_of(i).document.known_at; }
  Date day(std::int32_t i) const { return to_date(known(i)); }
  // Said of this window, by a type that is known.
  bool counts(std::int32_t i) const;
  bool affirmed(std::int32_t i) const { return claim(i).polarity == Polarity::affirmed; }
  // At least reported; neither a question nor a condition.
  bool stated(std::int32_t i) const { return claim(i).certainty >= Certainty::hedged; }
  // The club that would get the person by this claim; 0 where it names none, or the holder.
  Row suitor(std::int32_t i) const;
  // When its source took the word of this claim back by an edit; kEndOfTime where it stands.
  Instant taken_back_at(std::int32_t i) const;
};

// The knowledge that all folds share.
struct Knowledge {
  const ClaimTypes& types;
  const Reference& reference;
  const Windows& windows;
};

// One saga for each window with a current claim known at `as_of`, oldest first, each with person,
// window, holder, claims, reports (documents only), timeline (reports only), facts, dropped,
// outcomes and clubs.
std::vector<Saga> open_sagas(const PersonHistory& history, Instant as_of,
                             const Knowledge& knowledge);

}  // namespace mercato::dossier
