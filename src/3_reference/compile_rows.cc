// Moves, contracts, spells and values, resolved and ordered by person.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <tuple>

#include "3_reference/compiler.h"

namespace mercato {

using reference_file::ClubStep;
using reference_file::ValueStep;

namespace {

// A row whose padding bytes are zero, so that equal tables make equal files.
template <typename Row>
Row clean(const Row& from) {
  Row row;
  std::memset(static_cast<void*>(&row), 0, sizeof row);
  if constexpr (std::is_same_v<Row, MoveRow>) {
    row.person = from.person, row.from = from.from, row.to = from.to;
    row.date = from.date, row.date_min = from.date_min, row.date_max = from.date_max;
    row.fee_eur = from.fee_eur, row.type = from.type, row.source_line = from.source_line;
  } else if constexpr (std::is_same_v<Row, ContractRow>) {
    row.person = from.person, row.club = from.club, row.expires = from.expires,
    row.as_of = from.as_of;
    row.loan = from.loan, row.source_line = from.source_line;
  } else {
    row.person = from.person, row.club = from.club, row.from = from.from, row.to = from.to;
    row.coach = from.coach, row.source_line = from.source_line;
  }
  return row;
}

template <typename Row>
std::vector<Row> cleaned(const std::vector<Row>& rows) {
  std::vector<Row> out;
  out.reserve(rows.size());
  for (const Row& row : rows) out.push_back(clean(row));
  return out;
}

// Where the rows of each of `count` owners begin in rows sorted by owner.
template <typename Row, typename Owner>
std::vector<std::uint32_t> index_of(const std::vector<Row>& rows, std::size_t count, Owner owner) {
  std::vector<std::uint32_t> index(count + 1, 0);
  for (const Row& row : rows) ++index[owner(row) + 1];
  for (std::size_t i = 0; i < count; ++i) index[i + 1] += index[i];
  return index;
}

std::int32_t day_of(Date date, std::int32_t otherwise) {
  return date.known() ? date.days() : otherwise;
}

// Orders the moves of one day so that each begins where the one before it ended.
void chain_same_day(std::vector<MoveRow>& moves) {
  for (std::size_t i = 0; i + 1 < moves.size(); ++i) {
    MoveRow &a = moves[i], &b = moves[i + 1];
    const bool same = a.person == b.person && effective_day(a) == effective_day(b);
    const bool chained = a.to == b.from;
    if (same && !chained && b.to == a.from) std::swap(a, b);
  }
}

// Lists without types: someone who goes back where he came from on the last day of a season or half
// season was on loan.
void infer_loans(std::vector<MoveRow>& moves) {
  for (std::size_t i = 0; i + 1 < moves.size(); ++i) {
    MoveRow &out = moves[i], &back = moves[i + 1];
    const bool there_and_back =
        out.person == back.person && out.to == back.from && out.from == back.to;
    const bool untyped =
        out.type == MoveType::unknown && back.type == MoveType::unknown && back.fee_eur <= 0;
    const auto ends = [&](int month, int day) {
      return back.date.month == month && back.date.day == day;
    };
    if (!there_and_back || !untyped || !(ends(6, 30) || ends(5, 31) || ends(12, 31))) continue;
    out.type = MoveType::loan;
    back.type = MoveType::end_of_loan;
  }
}

bool is_same_move(const MoveRow& a, const MoveRow& b) {
  return std::tuple(a.person, a.from, a.to, effective_day(a)) ==
         std::tuple(b.person, b.from, b.to, effective_day(b));
}

// Share of the largest fees, 0…1, on a logarithmic scale from 100,000 € to 200 million.
float fee_weight(double eur) {
  if (eur <= 1e5) return 0;
  return static_cast<float>(std::min(1.0, std::log10(eur / 1e5) / std::log10(2e8 / 1e5)));
}

}  // namespace

std::int32_t effective_day(const MoveRow& move) {
  if (move.date.known()) return move.date.days();
  const std::int32_t first = day_of(move.date_min, 0);
  return first + (day_of(move.date_max, first) - first) / 2;
}

void Compiler::write_moves() {
  ProblemLog log("transfers", problems_);
  std::vector<MoveRow> moves;
  moves.reserve(tables_.moves.size());
  for (const auto& record : tables_.moves) {
    MoveRow move = record.row;
    move.person = find(MentionKind::person, record.person);
    move.from = club(record.from);
    move.to = club(record.to);
    if (move.person == kNoReference) {
      log.warn(record.file, move.source_line,
               "no player has the id '" + std::string(record.person.substr(0, 40)) + "'");
    } else {
      moves.push_back(move);
    }
  }
  // Of equal moves of several folders the last one imported comes first and stays, as it overrides.
  std::reverse(moves.begin(), moves.end());
  const auto key = [](const MoveRow& m) {
    return std::tuple(m.person, effective_day(m), m.type != MoveType::end_of_loan, m.from, m.to);
  };
  std::stable_sort(moves.begin(), moves.end(),
                   [&](const MoveRow& a, const MoveRow& b) { return key(a) < key(b); });
  moves.erase(std::unique(moves.begin(), moves.end(), is_same_move), moves.end());
  chain_same_day(moves);
  infer_loans(moves);
  moves_ = cleaned(moves);
  file_.set<MoveRow>(Section::moves, moves_);
  file_.set<std::uint32_t>(Section::move_index, index_of(moves_, first_club_, [](const MoveRow& m) {
                             return m.person;
                           }));
}

void Compiler::write_contracts() {
  ProblemLog log("contracts", problems_);
  std::vector<ContractRow> rows;
  for (const auto& record : tables_.contracts) {
    ContractRow row = record.row;
    row.person = find(MentionKind::person, record.person);
    row.club = club(record.club);
    if (row.person == kNoReference) {
      log.warn(record.file, row.source_line,
               "no player has the id '" + std::string(record.person.substr(0, 40)) + "'");
    } else {
      rows.push_back(row);
    }
  }
  const auto key = [](const ContractRow& r) {
    return std::tuple(r.person, r.as_of, r.club, r.loan, r.expires);
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const auto& a, const auto& b) { return key(a) < key(b); });
  rows.erase(std::unique(rows.begin(), rows.end(),
                         [&](const auto& a, const auto& b) { return key(a) == key(b); }),
             rows.end());
  rows = cleaned(rows);
  file_.set<ContractRow>(Section::contracts, rows);
  file_.set<std::uint32_t>(
      Section::contract_index,
      index_of(rows, first_club_, [](const ContractRow& r) { return r.person; }));
}

void Compiler::write_spells() {
  std::vector<SpellRow> spells, coaches;
  const auto resolve = [&](const std::vector<SpellRecord>& records, ProblemLog& log) {
    for (const auto& record : records) {
      SpellRow row = record.row;
      row.person = find(MentionKind::person, record.person);
      row.club = club(record.club);
      // The list of officials is the program's own: it may know more clubs than the other tables.
      if (row.club == kNoReference && row.coach == kOfficial) continue;
      if (row.person == kNoReference || row.club == kNoReference) {
        const bool no_person = row.person == kNoReference;
        log.warn(record.file, row.source_line,
                 std::string(no_person ? "no player" : "no club") + " has the id '" +
                     std::string((no_person ? record.person : record.club).substr(0, 40)) + "'");
        continue;
      }
      spells.push_back(row);
      if (row.coach == kCoach) coaches.push_back(row);
    }
  };
  {
    ProblemLog squads("squads", problems_), coach_log("coaches", problems_);
    resolve(tables_.spells, squads);
    resolve(tables_.coach_spells, coach_log);
  }
  const auto key = [](const SpellRow& r) {
    return std::tuple(r.person, r.from, r.to, r.club, r.coach);
  };
  std::stable_sort(spells.begin(), spells.end(),
                   [&](const auto& a, const auto& b) { return key(a) < key(b); });
  spells.erase(std::unique(spells.begin(), spells.end(),
                           [&](const auto& a, const auto& b) { return key(a) == key(b); }),
               spells.end());
  std::stable_sort(coaches.begin(), coaches.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.club, a.from, a.person) < std::tuple(b.club, b.from, b.person);
  });
  spells = cleaned(spells);
  coaches = cleaned(coaches);
  file_.set<SpellRow>(Section::spells, spells);
  file_.set<std::uint32_t>(
      Section::spell_index,
      index_of(spells, first_club_, [](const SpellRow& r) { return r.person; }));
  file_.set<SpellRow>(Section::coach_spells, coaches);
  file_.set<std::uint32_t>(Section::coach_index,
                           index_of(coaches, first_nation_ - first_club_,
                                    [&](const SpellRow& r) { return r.club - first_club_; }));
}

// Only the days on which a person's highest value so far rises are kept: prominence asks for no
// more.
void Compiler::write_values() {
  std::vector<std::pair<ReferenceId, ValueStep>> rows;
  for (const auto& value : tables_.values) {
    const ReferenceId person = find(MentionKind::person, value.person);
    const auto thousands =
        static_cast<std::int32_t>(std::min<std::int64_t>(value.eur / 1000, 1'000'000'000));
    if (person != kNoReference) rows.push_back({person, {value.day, thousands}});
  }
  const auto key = [](const auto& r) {
    return std::tuple(r.first, r.second.day, r.second.thousands);
  };
  std::sort(rows.begin(), rows.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  std::vector<std::pair<ReferenceId, ValueStep>> rising;
  for (const auto& row : rows) {
    const bool rises = rising.empty() || rising.back().first != row.first ||
                       rising.back().second.thousands < row.second.thousands;
    if (rises) rising.push_back(row);
  }
  std::vector<ValueStep> steps;
  for (const auto& row : rising) steps.push_back(row.second);
  file_.set<ValueStep>(Section::values, steps);
  file_.set<std::uint32_t>(Section::value_index,
                           index_of(rising, first_club_, [](const auto& r) { return r.first; }));
}

// From each 1 January, the fees that a club paid and took in the four years before, so that nothing
// later counts.
void Compiler::write_club_steps() {
  constexpr int kYears = 4;
  std::map<std::pair<ReferenceId, int>, double> by_year;
  for (const MoveRow& move : moves_) {
    if (move.fee_eur <= 0) continue;
    const int year = Date::from_days(effective_day(move)).year;
    for (const ReferenceId club_id : {move.from, move.to}) {
      if (club_id == kNoReference) continue;
      for (int later = 1; later <= kYears; ++later)
        by_year[{club_id, year + later}] += static_cast<double>(move.fee_eur);
      by_year.try_emplace({club_id, year + kYears + 1}, 0);
    }
  }
  std::vector<ClubStep> steps;
  std::vector<ReferenceId> owners;
  for (const auto& [key, eur] : by_year) {
    steps.push_back(
        {Date{static_cast<std::int16_t>(key.second), 1, 1}.days(), fee_weight(eur / 2)});
    owners.push_back(key.first - first_club_);
  }
  file_.set<ClubStep>(Section::club_steps, steps);
  file_.set<std::uint32_t>(
      Section::club_step_index,
      index_of(owners, first_nation_ - first_club_, [](ReferenceId owner) { return owner; }));
}

}  // namespace mercato
