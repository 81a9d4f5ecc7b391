// When was a person at which club? One list of stays from dated moves and squad lists. Internal to
// 6_check.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/date.h"
#include "0_core/mention.h"
#include "3_reference/reference.h"

namespace mercato {

// From the first to the last day that the rows allow; an unknown end is still open.
struct Stay {
  ReferenceId club = kNoReference;
  Date from, to;
  std::string_view table;  // "transfers" or "squads"
  std::uint32_t line = 0;

  std::string row() const;  // "transfers line 123"
};

std::vector<Stay> stays(const Reference& reference, ReferenceId person);

// The club itself or the senior club that a reserve or youth side belongs to.
ReferenceId senior_club(const Reference& reference, ReferenceId club);

}  // namespace mercato
