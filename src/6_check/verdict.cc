#include "6_check/verdict.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "6_check/stays.h"

namespace mercato {
namespace {

using Verdict = Fact::Verdict;

// News trails the registers: for this long after a move a document may still tell of the club
// before.
constexpr std::int32_t kMoveLag = 45;
// Around a birthday the age of some days ago is still written.
constexpr std::int32_t kBirthdaySlack = 3;
// A contract row this much older than the document may have been overtaken by a renewal.
constexpr std::int32_t kContractFresh = 180;
// Coach dates in the reference are announcement or first days.
constexpr std::int32_t kCoachSlack = 30;
constexpr double kDaysInYear = 365.25;
constexpr double kYearsTolerance = 0.6;

std::int32_t first_days(Date date) { return date.first_day().days(); }
std::int32_t last_days(Date date) { return date.last_day().days(); }

// Contracts and loans that are known to the year end with the season.
Date season_end(Date date) { return date.month != 0 ? date : Date{date.year, 6, 30}; }

bool lists(std::string_view list, std::string_view item) {
  while (!list.empty()) {
    const auto end = std::min(list.find(';'), list.size());
    if (list.substr(0, end) == item) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

bool share_one(std::string_view a, std::string_view b) {
  while (!a.empty()) {
    const auto end = std::min(a.find(';'), a.size());
    if (end > 0 && lists(b, a.substr(0, end))) return true;
    a.remove_prefix(std::min(end + 1, a.size()));
  }
  return false;
}

bool holds(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// Whether two dates of any precision can be the same day.
bool compatible(Date a, Date b) {
  return first_days(a) <= last_days(b) && first_days(b) <= last_days(a);
}

ReferenceId sure_id(const LinkedText& linked, std::int32_t entity) {
  if (entity < 0) return kNoReference;
  const Entity& e = linked.entities[static_cast<std::size_t>(entity)];
  return e.certain ? e.id : kNoReference;
}

std::string contract_row(const Reference& reference, const ContractRow& row) {
  return "contracts line " + std::to_string(row.source_line) + ": " +
         std::string(reference.name(row.club)) + " " + row.expires.to_string() + " as of " +
         row.as_of.to_string();
}

std::string player_row(const PersonRow& person, std::string_view column, std::string_view value) {
  return "players " + std::string(person.external_id) + " " + std::string(column) + " " +
         std::string(value);
}

}  // namespace

void Judge::judge(const LinkedText& linked, Date published, StatedFact& stated) const {
  struct Entry {
    std::string_view predicate;
    void (Judge::*check)(Case&) const;
    bool dated, needs_object;
  };
  static constexpr Entry kEntries[] = {
      {"age", &Judge::age, true, false},
      {"nationality", &Judge::nationality, false, false},
      {"position", &Judge::position, false, false},
      {"plays_for", &Judge::plays_for, true, true},
      {"played_for", &Judge::played_for, false, true},
      {"contract_until", &Judge::contract_until, true, false},
      {"contract_years_left", &Judge::contract_years_left, true, false},
      {"joined", &Judge::joined, false, true},
      {"compatriots", &Judge::compatriots, false, true},
      {"teammates", &Judge::teammates, false, true},
      {"coach_of", &Judge::coach_of, true, true},
  };
  Case c{stated, published, sure_id(linked, stated.fact.subject),
         sure_id(linked, stated.fact.object), sure_id(linked, stated.club)};
  if (c.subject == kNoReference || reference_->kind(c.subject) != MentionKind::person) return;
  for (const Entry& entry : kEntries) {
    if (entry.predicate != stated.fact.predicate) continue;
    if (entry.dated && !published.known()) return;
    if (entry.needs_object && c.object == kNoReference) return;
    return (this->*entry.check)(c);
  }
}

void Judge::decide(Case& c, Verdict verdict, std::string row) const {
  if (verdict == Verdict::contradicted && c.stated.future) verdict = Verdict::unknown;
  c.stated.fact.verdict = verdict;
  c.stated.fact.rows.push_back(std::move(row));
}

bool Judge::same_club(ReferenceId a, ReferenceId b) const {
  return a == b || senior_club(*reference_, a) == senior_club(*reference_, b);
}

void Judge::age(Case& c) const {
  const PersonRow person = reference_->person(c.subject);
  if (!person.birth.known() || person.birth.month == 0) return;
  const int youngest = age_in_years(person.birth.last_day(), c.published.first_day());
  const int oldest = age_in_years(person.birth.first_day(), c.published.last_day());
  const bool right = c.stated.number >= youngest && c.stated.number <= oldest;
  const Date before = Date::from_days(first_days(c.published) - kBirthdaySlack);
  const bool birthday = c.stated.number == age_in_years(person.birth.last_day(), before);
  decide(c,
         right      ? Verdict::supported
         : birthday ? Verdict::unknown
                    : Verdict::contradicted,
         player_row(person, "date_of_birth", person.birth.to_string()));
}

void Judge::nationality(Case& c) const {
  const PersonRow person = reference_->person(c.subject);
  const auto code = tables_->country_code(c.stated.fact.object_name);
  if (person.nationalities.empty() || code.empty()) return;
  decide(c, lists(person.nationalities, code) ? Verdict::supported : Verdict::contradicted,
         player_row(person, "nationalities", person.nationalities));
}

void Judge::position(Case& c) const {
  const PersonRow person = reference_->person(c.subject);
  const auto* meaning = tables_->position(c.stated.fact.object_name);
  if (person.position.empty() || meaning == nullptr) return;
  const auto verdict = holds(meaning->supported, person.position) ? Verdict::supported
                       : holds(meaning->open, person.position)    ? Verdict::unknown
                                                                  : Verdict::contradicted;
  decide(c, verdict, player_row(person, "position", person.position));
}

void Judge::plays_for(Case& c) const {
  const auto is_here = [&](const ClubAt& at) {
    return same_club(at.club, c.object) || (at.loan && same_club(at.owner, c.object));
  };
  const auto row = [](const ClubAt& at) {
    return std::string(at.table) + " line " + std::to_string(at.source_line);
  };
  std::optional<ClubAt> elsewhere;
  for (const Date day : {c.published.last_day(), c.published.first_day()}) {
    const auto at = reference_->club_at(c.subject, day);
    if (!at) return;
    if (is_here(*at)) return decide(c, Verdict::supported, row(*at));
    if (at->confidence < 1) return;
    elsewhere = at;
  }
  const auto before =
      reference_->club_at(c.subject, Date::from_days(first_days(c.published) - kMoveLag));
  if (before && is_here(*before)) return decide(c, Verdict::unknown, row(*elsewhere));
  decide(c, Verdict::contradicted,
         row(*elsewhere) + ": " + std::string(reference_->name(elsewhere->club)));
}

void Judge::played_for(Case& c) const {
  for (const Stay& stay : stays(*reference_, c.subject)) {
    if (!same_club(stay.club, c.object)) continue;
    if (c.published.known() && stay.from.known() && first_days(stay.from) > last_days(c.published))
      continue;
    return decide(c, Verdict::supported, stay.row());
  }
}

const ContractRow* Judge::contract_before(ReferenceId person, Date day) const {
  const ContractRow* best = nullptr;
  for (const ContractRow& row : reference_->contracts(person)) {
    if (row.loan || !row.expires.known() || !row.as_of.known() ||
        first_days(row.as_of) > last_days(day))
      continue;
    if (best == nullptr || first_days(row.as_of) >= first_days(best->as_of)) best = &row;
  }
  return best;
}

void Judge::contract_until(Case& c) const {
  const ContractRow* row = contract_before(c.subject, c.published);
  if (row == nullptr || !c.stated.date.known()) return;
  const bool right = compatible(row->expires, c.stated.date);
  const bool fresh = first_days(c.published) - last_days(row->as_of) <= kContractFresh;
  decide(c,
         right   ? Verdict::supported
         : fresh ? Verdict::contradicted
                 : Verdict::unknown,
         contract_row(*reference_, *row));
}

void Judge::contract_years_left(Case& c) const {
  const ContractRow* row = contract_before(c.subject, c.published);
  if (row == nullptr) return;
  const auto end = last_days(season_end(row->expires));
  const double least = (end - last_days(c.published)) / kDaysInYear;
  const double most = (end - first_days(c.published)) / kDaysInYear;
  const bool right =
      c.stated.number > least - kYearsTolerance && c.stated.number < most + kYearsTolerance;
  const bool fresh = first_days(c.published) - last_days(row->as_of) <= kContractFresh;
  decide(c,
         right   ? Verdict::supported
         : fresh ? Verdict::contradicted
                 : Verdict::unknown,
         contract_row(*reference_, *row));
}

void Judge::joined(Case& c) const {
  const MoveRow* other_year = nullptr;
  for (const MoveRow& move : reference_->moves(c.subject)) {
    if (!same_club(move.to, c.object)) continue;
    const Date from = move.date.known() ? move.date : move.date_min;
    const Date to = move.date.known() ? move.date : move.date_max;
    if (!from.known() || !to.known()) continue;
    const Date said = c.stated.date;
    if (!said.known() || (first_days(from) <= last_days(said) && last_days(to) >= first_days(said)))
      return decide(c, Verdict::supported, "transfers line " + std::to_string(move.source_line));
    other_year = &move;
  }
  if (other_year != nullptr && other_year->date.known())
    decide(c, Verdict::contradicted,
           "transfers line " + std::to_string(other_year->source_line) + ": " +
               other_year->date.to_string());
}

void Judge::compatriots(Case& c) const {
  if (reference_->kind(c.object) != MentionKind::person) return;
  const PersonRow a = reference_->person(c.subject), b = reference_->person(c.object);
  if (a.nationalities.empty() || b.nationalities.empty()) return;
  const bool right = share_one(a.nationalities, b.nationalities);
  decide(c, right ? Verdict::supported : Verdict::contradicted,
         player_row(a, "nationalities", a.nationalities));
  c.stated.fact.rows.push_back(player_row(b, "nationalities", b.nationalities));
}

void Judge::teammates(Case& c) const {
  if (reference_->kind(c.object) != MentionKind::person) return;
  const auto others = stays(*reference_, c.object);
  for (const Stay& mine : stays(*reference_, c.subject)) {
    if (c.club != kNoReference && !same_club(mine.club, c.club)) continue;
    for (const Stay& theirs : others) {
      if (!same_club(mine.club, theirs.club)) continue;
      const bool apart =
          (mine.to.known() && theirs.from.known() &&
           last_days(mine.to) <= first_days(theirs.from)) ||
          (theirs.to.known() && mine.from.known() && last_days(theirs.to) <= first_days(mine.from));
      if (apart) continue;
      decide(c, Verdict::supported, mine.row());
      c.stated.fact.rows.push_back(theirs.row());
      return;
    }
  }
}

void Judge::coach_of(Case& c) const {
  const SpellRow* other = nullptr;
  const auto from = first_days(c.published), to = last_days(c.published);
  const auto row = [](const SpellRow& spell) {
    return "coaches line " + std::to_string(spell.source_line);
  };
  for (const SpellRow& spell : reference_->coach_spells(c.object)) {
    if (!spell.from.known()) continue;
    const auto begin = first_days(spell.from);
    const bool ended = spell.to.known() && last_days(spell.to) + kCoachSlack < from;
    if (spell.person == c.subject && begin - kCoachSlack <= to && !ended)
      return decide(c, Verdict::supported, row(spell));
    if (spell.person != c.subject && spell.to.known() && begin + kCoachSlack < from &&
        first_days(spell.to) - kCoachSlack > to)
      other = &spell;
  }
  if (other != nullptr)
    decide(c, Verdict::contradicted,
           row(*other) + ": " + std::string(reference_->name(other->person)));
}

}  // namespace mercato
