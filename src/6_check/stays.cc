#include "6_check/stays.h"

namespace mercato {
namespace {

Date earliest(const MoveRow& move) { return move.date.known() ? move.date : move.date_min; }
Date latest(const MoveRow& move) { return move.date.known() ? move.date : move.date_max; }

}  // namespace

std::string Stay::row() const { return std::string(table) + " line " + std::to_string(line); }

ReferenceId senior_club(const Reference& reference, ReferenceId club) {
  if (club == kNoReference) return club;
  const auto parent = reference.club(club).parent;
  return parent == kNoReference ? club : parent;
}

std::vector<Stay> stays(const Reference& reference, ReferenceId person) {
  std::vector<Stay> out;
  const auto moves = reference.moves(person);
  for (std::size_t i = 0; i < moves.size(); ++i) {
    if (i == 0 && moves[i].from != kNoReference)
      out.push_back({moves[i].from, {}, latest(moves[i]), "transfers", moves[i].source_line});
    if (moves[i].to == kNoReference) continue;
    const Date end = i + 1 < moves.size() ? latest(moves[i + 1]) : Date{};
    out.push_back({moves[i].to, earliest(moves[i]), end, "transfers", moves[i].source_line});
  }
  for (const SpellRow& spell : reference.spells(person))
    if (!spell.coach)
      out.push_back({spell.club, spell.from, spell.to, "squads", spell.source_line});
  return out;
}

}  // namespace mercato
