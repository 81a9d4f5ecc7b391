#include "3_reference/club_at.h"

#include "3_reference/compiler.h"

namespace mercato {

namespace {

constexpr std::int32_t kYear = 365;

// A way of knowing the club, from the surest to the least sure.
constexpr float kCertain = 1.0F, kWithinBounds = 0.6F, kUnconfirmed = 0.85F, kSquad = 0.7F,
                kContract = 0.6F, kBeforeFirst = 0.7F, kGap = 0.4F, kLongGap = 0.3F;

// 30 June on or after the day: when a season's loans end.
std::int32_t season_end(std::int32_t day) {
  Date end{Date::from_days(day).year, 6, 30};
  if (end.days() < day) ++end.year;
  return end.days();
}

ClubAt by_move(const MoveRow& row, ReferenceId club, ReferenceId owner, float confidence) {
  return {club, owner, club != owner, "transfers", row.source_line, confidence};
}

// Whether a later move tells that the person came back from `club` to `owner`.
const MoveRow* loan_end(std::span<const MoveRow> later, ReferenceId club, ReferenceId owner) {
  for (const MoveRow& move : later) {
    if (move.from == club && move.to == owner && move.type == MoveType::end_of_loan) return &move;
    if (move.from != club) return nullptr;
  }
  return nullptr;
}

bool lies_within_bounds(const MoveRow& move, std::int32_t day) {
  return move.date_min != move.date_max && move.date_min.known() && day >= move.date_min.days() &&
         day <= move.date_max.last_day().days();
}

// The state after the last move on or before the day. REQUIRES: reached > 0, moves before it are
// not after the day.
ClubAt after_moves(std::span<const MoveRow> moves, std::size_t reached, std::int32_t day) {
  const MoveRow& last = moves[reached - 1];
  const auto later = moves.subspan(reached);
  const MoveRow* next = later.empty() ? nullptr : &later.front();
  const bool loan = last.type == MoveType::loan ||
                    (last.type == MoveType::unknown && loan_end(later, last.to, last.from));
  ClubAt at = by_move(last, last.to, loan ? last.from : last.to, kCertain);
  if (last.to == kNoReference && last.type != MoveType::released && last.type != MoveType::retired)
    at.confidence = kLongGap;
  if (lies_within_bounds(last, day) || (next && lies_within_bounds(*next, day)))
    at.confidence = kWithinBounds;
  if (!next) {
    const bool over = loan && day > season_end(effective_day(last) + kYear / 12);
    if (over) return by_move(last, last.from, last.from, kWithinBounds);
    if (day - effective_day(last) > 3 * kYear)
      at.confidence = std::min(at.confidence, kUnconfirmed);
    return at;
  }
  if (next->from == last.to) return at;
  // The rows have a gap. A loan that ended unrecorded explains it where the next move starts from
  // the owner.
  const bool back_at_owner = loan && next->from == last.from;
  if (back_at_owner && day > season_end(effective_day(last) + kYear / 12)) {
    return by_move(last, last.from, last.from, kWithinBounds);
  }
  if (!back_at_owner) at.confidence = std::min(at.confidence, kGap);
  return at;
}

std::optional<ClubAt> from_moves(std::span<const MoveRow> moves, std::int32_t day) {
  std::size_t reached = 0;
  while (reached < moves.size() && effective_day(moves[reached]) <= day) ++reached;
  if (reached > 0) return after_moves(moves, reached, day);
  if (moves.empty() || moves.front().from == kNoReference) return std::nullopt;
  const MoveRow& first = moves.front();
  const bool near = effective_day(first) - day < 2 * kYear;
  return by_move(first, first.from, first.from, near ? kBeforeFirst : kLongGap);
}

std::string_view table_of(const SpellRow& spell) {
  return spell.coach == kOfficial ? "officials" : spell.coach == kCoach ? "coaches" : "squads";
}

// The last squad whose season holds the day.
std::optional<ClubAt> from_squads(std::span<const SpellRow> spells, std::int32_t day) {
  std::optional<ClubAt> found;
  for (const SpellRow& spell : spells) {
    const bool holds = spell.from.known() && spell.from.first_day().days() <= day &&
                       (spell.to.known() ? day <= spell.to.last_day().days() : spell.coach);
    if (!holds) continue;
    // Two squads in one season: somewhere between them he moved.
    const float confidence = spell.coach                          ? kCertain
                             : found && found->club != spell.club ? kGap
                                                                  : kSquad;
    found = ClubAt{spell.club, spell.club, false, table_of(spell), spell.source_line, confidence};
  }
  return found;
}

// The latest contract known on the day that has not run out.
std::optional<ClubAt> from_contracts(std::span<const ContractRow> contracts, std::int32_t day) {
  std::optional<ClubAt> found;
  for (const ContractRow& row : contracts) {
    const bool holds = row.as_of.known() && row.as_of.first_day().days() <= day &&
                       day <= row.expires.last_day().days();
    if (!holds || row.loan) continue;
    found = ClubAt{row.club, row.club, false, "contracts", row.source_line, kContract};
  }
  return found;
}

}  // namespace

std::optional<ClubAt> find_club_at(std::span<const MoveRow> moves, std::span<const SpellRow> spells,
                                   std::span<const ContractRow> contracts, std::int32_t day) {
  std::optional<ClubAt> best = from_moves(moves, day);
  for (const auto& other : {from_squads(spells, day), from_contracts(contracts, day)}) {
    if (other && (!best || other->confidence > best->confidence)) best = other;
  }
  return best;
}

}  // namespace mercato
