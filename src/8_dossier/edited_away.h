// Which claim, that its source has edited away since, does a claim restate?
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "8_dossier/saga.h"
#include "8_dossier/speakers.h"

namespace mercato::dossier {

// Claims so far apart, or farther, do not speak of the same matter.
inline constexpr int kOtherMatter = 100;

// Not thread-safe, as the speakers. Both outlive it.
class EditedAwayWords {
 public:
  EditedAwayWords(const Saga& saga, SpeakerBook& speakers);

  // The nearest one (index into the saga's dropped) that is less than `within` apart; -1 = none. Of
  // the report `source`, which the claim's report copies or translates, where there is one (>= 0);
  // else the own word of `speaker`, in another document and not long before.
  std::int32_t nearest(std::int32_t claim, std::int32_t source, const Speaker& speaker,
                       int within) const;

 private:
  bool may_restate(std::int32_t claim, std::int32_t source, const Speaker& speaker,
                   const LedgerClaim& gone) const;
  int distance(std::int32_t claim, const LedgerClaim& gone) const;

  const Saga& saga_;
  SpeakerBook& speakers_;
  std::map<Row, std::vector<std::int32_t>> by_club_;  // the latest first, not too many of a club
};

}  // namespace mercato::dossier
