// Where did a person stand on a day? From moves, else from squads, else from contracts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "3_reference/reference.h"

namespace mercato {

// Rows of one person, as Reference gives them; `day` counts from 1970-01-01. Nothing where no row
// speaks of the day. A loan without a row for its end is taken to end with its season. Where the
// next move starts from another club than the last one reached, the rows have a gap, and squads and
// contracts may decide.
std::optional<ClubAt> find_club_at(std::span<const MoveRow> moves, std::span<const SpellRow> spells,
                                   std::span<const ContractRow> contracts, std::int32_t day);

}  // namespace mercato
