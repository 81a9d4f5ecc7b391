#include "4_link/person_facts.h"

#include <algorithm>

#include "1_language/language.h"

namespace mercato::link {
namespace {

enum class Line : std::uint8_t { unknown, goal, defence, midfield, attack };

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Part of the pitch that a position's English name stands for, canonical or as imported.
Line line_of(std::string_view position) {
  const std::string name = fold(position);
  if (holds(name, "goalkeeper")) return Line::goal;
  if (holds(name, "midfield")) return Line::midfield;
  if (holds(name, "back") || holds(name, "defender")) return Line::defence;
  if (holds(name, "wing") || holds(name, "forward") || holds(name, "striker")) return Line::attack;
  return Line::unknown;
}

}  // namespace

bool PersonFacts::near(std::int32_t today, Date from, Date to) {
  constexpr std::int32_t kNearDays = 400;
  const std::int32_t begin = from.known() ? from.days() : 0;
  const std::int32_t end = to.known() ? to.days() : begin + kNearDays;
  return begin - kNearDays <= today && today <= end + kNearDays;
}

int PersonFacts::nationality_fits(ReferenceId person, std::string_view country_code) const {
  const std::string_view known = reference_.person(person).nationalities;
  if (known.empty()) return 0;
  return holds(known, country_code) ? 1 : -1;
}

int PersonFacts::position_fits(ReferenceId person, std::string_view canonical) const {
  const Line known = line_of(reference_.person(person).position);
  const Line said = line_of(canonical);
  if (known == Line::unknown || said == Line::unknown) return 0;
  if (known == said) return 1;
  const auto neighbours = [](Line a, Line b) { return a == Line::midfield && b != Line::goal; };
  return neighbours(known, said) || neighbours(said, known) ? 0 : -1;
}

int PersonFacts::age_fits(ReferenceId person, int years, Date day) const {
  const Date birth = reference_.person(person).birth;
  if (!birth.known() || !day.known()) return 0;
  return std::abs(age_in_years(birth, day) - years) <= 1 ? 1 : -1;
}

bool PersonFacts::coaches(ReferenceId person, Date day) const {
  if (reference_.person(person).coach_only) return true;
  const std::int32_t today = day.known() ? day.days() : 0;
  for (const SpellRow& spell : reference_.spells(person)) {
    if (!spell.coach) continue;
    const bool begun = !day.known() || !spell.from.known() || spell.from.days() - 60 <= today;
    const bool ended = day.known() && spell.to.known() && spell.to.days() + 400 < today;
    if (begun && !ended) return true;
  }
  return false;
}

}  // namespace mercato::link
