// Could this person be meant? What the reference knows of a person that the words of a document can
// be held against.
#pragma once

#include <cstdint>
#include <string_view>

#include "0_core/date.h"
#include "3_reference/reference.h"
#include "4_link/document_state.h"

namespace mercato::link {

// How a person belongs to a club around a day.
enum class Tie : std::uint8_t {
  none,
  before,   // was there at some time
  near,     // left or joined within a year, or the day is not known
  current,  // is there on the day
};

class PersonFacts {
 public:
  explicit PersonFacts(const Reference& reference) : reference_(reference) {}

  // The strongest tie to any club for which `named` is true.
  template <typename Named>
  Tie tie(ReferenceId person, Date day, const Named& named) const;
  Tie tie_to_document(ReferenceId person, const DocumentState& state) const {
    return tie(person, state.day, [&](ReferenceId club) { return state.names_club(club); });
  }
  Tie tie_to(ReferenceId person, ReferenceId club, Date day) const {
    return tie(person, day, [&](ReferenceId other) { return other == club; });
  }

  // Agreement of what is said with what is known: 1 yes, -1 no, 0 not known.
  int nationality_fits(ReferenceId person, std::string_view country_code) const;
  int position_fits(ReferenceId person, std::string_view canonical) const;
  int age_fits(ReferenceId person, int years, Date day) const;
  // Whether a coach's or director's spell covers the day, or the person is known as nothing else.
  bool coaches(ReferenceId person, Date day) const;

 private:
  // Whether a day lies within about a year of a time.
  static bool near(std::int32_t today, Date from, Date to);
  const Reference& reference_;
};

template <typename Named>
Tie PersonFacts::tie(ReferenceId person, Date day, const Named& named) const {
  Tie best = Tie::none;
  const std::int32_t today = day.known() ? day.days() : 0;
  const auto meet = [&](ReferenceId club, Date from, Date to) {
    if (best == Tie::near || club == kNoReference || !named(club)) return;
    best = std::max(best, !day.known() || near(today, from, to) ? Tie::near : Tie::before);
  };
  for (const MoveRow& move : reference_.moves(person)) {
    meet(move.from, move.date_min, move.date_max);
    meet(move.to, move.date_min, move.date_max);
  }
  for (const SpellRow& spell : reference_.spells(person)) meet(spell.club, spell.from, spell.to);
  for (const ContractRow& contract : reference_.contracts(person))
    meet(contract.club, contract.as_of, contract.expires);
  // Where a person stands costs more to say, and cannot matter for other clubs than these.
  if (best == Tie::none || !day.known()) return best;
  const auto now = reference_.club_at(person, day);
  const bool current =
      now && (named(now->club) || (now->owner != kNoReference && named(now->owner)));
  return current ? Tie::current : best;
}

}  // namespace mercato::link
