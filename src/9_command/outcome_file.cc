#include "9_command/outcome_file.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "0_core/csv.h"

namespace mercato {
namespace {

constexpr std::array<std::string_view, 7> kTypes = {"permanent", "loan",    "free",   "end of loan",
                                                    "released",  "retired", "unknown"};

struct Columns {
  std::size_t person_id, person, from_id, from, to_id, to, date, date_min, date_max, fee, type;
};

// The first of several names that the header has.
std::size_t column(const CsvReader& csv, std::string_view name, std::string_view other = {}) {
  const std::size_t found = csv.column(name);
  return found != CsvReader::kNoColumn || other.empty() ? found : csv.column(other);
}

Columns columns_of(const CsvReader& csv) {
  return {column(csv, "person_id", "player_id"),
          column(csv, "person"),
          column(csv, "from_id", "from_club_id"),
          column(csv, "from"),
          column(csv, "to_id", "to_club_id"),
          column(csv, "to"),
          column(csv, "date"),
          column(csv, "date_min"),
          column(csv, "date_max"),
          column(csv, "fee_eur"),
          column(csv, "type")};
}

class OutcomeReader {
 public:
  OutcomeReader(std::string_view text, const std::string& name, const Reference& reference,
                Date today, OutcomeTable& out)
      : reference_(reference),
        today_(today),
        out_(out),
        log_(name, out.problems),
        csv_(text, arena_, log_),
        columns_(columns_of(csv_)) {}

  bool has_columns() const {
    const auto has = [](std::size_t column) { return column != CsvReader::kNoColumn; };
    return (has(columns_.person_id) || has(columns_.person)) &&
           (has(columns_.to_id) || has(columns_.to)) &&
           (has(columns_.date) || (has(columns_.date_min) && has(columns_.date_max)));
  }

  void read() {
    while (csv_.next()) {
      Outcome row;
      if (const std::string_view why = fill(row); !why.empty())
        log_.warn(csv_.line(), std::string(why));
      else if (row.date_min > today_)
        ++out_.to_come;
      else
        out_.rows.push_back(std::move(row));
    }
    out_.passed_over = log_.count();
  }

 private:
  std::string text(std::size_t column) const { return std::string(csv_.field(column)); }

  // Why the row cannot be used; empty where it can.
  std::string_view fill(Outcome& row) {
    row.person_id = text(columns_.person_id);
    row.person = text(columns_.person);
    if (row.person.empty()) row.person = name_of(MentionKind::person, row.person_id);
    if (row.person_id.empty() && row.person.empty()) return "the row names no person";
    fill_club(columns_.from_id, columns_.from, row.from_id, row.from);
    fill_club(columns_.to_id, columns_.to, row.to_id, row.to);
    row.type = text(columns_.type);
    if (std::find(kTypes.begin(), kTypes.end(), row.type) == kTypes.end()) {
      if (!row.type.empty()) return "the type of the move is none of those that there are";
      row.type = "unknown";
    }
    if (!fill_fee(row)) return "the fee is no whole number of euros";
    return fill_dates(row);
  }

  std::string name_of(MentionKind kind, const std::string& id) const {
    const ReferenceId found = id.empty() ? kNoReference : reference_.find(kind, id);
    return found == kNoReference ? std::string() : std::string(reference_.name(found));
  }

  // "Without club" and "retired" are rows of the reference but no clubs.
  void fill_club(std::size_t id_column, std::size_t name_column, std::string& id,
                 std::string& name) const {
    id = text(id_column);
    name = text(name_column);
    const ReferenceId found = id.empty() ? kNoReference : reference_.find(MentionKind::club, id);
    if (found == kNoReference) return;
    if (reference_.club(found).kind == "special") {
      id.clear();
      name.clear();
    } else if (name.empty()) {
      name = std::string(reference_.name(found));
    }
  }

  bool fill_fee(Outcome& row) const {
    const std::string_view field = csv_.field(columns_.fee);
    if (field.empty()) return true;
    const auto [end, error] =
        std::from_chars(field.data(), field.data() + field.size(), row.fee_eur);
    return error == std::errc() && end == field.data() + field.size() && row.fee_eur >= 0;
  }

  // A date that is known to the month or the year gives the bounds as well.
  std::string_view fill_dates(Outcome& row) const {
    Date date;
    for (const auto& [column, into] :
         {std::pair{columns_.date, &date}, std::pair{columns_.date_min, &row.date_min},
          std::pair{columns_.date_max, &row.date_max}}) {
      const std::string_view field = csv_.field(column);
      if (field.empty()) continue;
      const auto parsed = Date::parse_iso(field);
      if (!parsed) return "a date is impossible";
      *into = *parsed;
    }
    if (date.known()) {
      if (date.day) row.date = date;
      row.date_min = date.first_day();
      row.date_max = date.last_day();
    }
    if (!row.date_min.known() || !row.date_max.known()) return "the row has no date";
    row.date_min = row.date_min.first_day();
    row.date_max = row.date_max.last_day();
    return row.date_max < row.date_min ? "the date's bounds are the wrong way round"
                                       : std::string_view();
  }

  const Reference& reference_;
  Date today_;
  OutcomeTable& out_;
  StringArena arena_;
  ProblemLog log_;
  CsvReader csv_;
  Columns columns_;
};

}  // namespace

Result<OutcomeTable> read_outcomes(std::string_view csv, const std::string& name,
                                   const Reference& reference, Date today) {
  OutcomeTable out;
  {
    OutcomeReader reader(csv, name, reference, today, out);
    if (!reader.has_columns())
      return failure(name, "is no table of outcomes",
                     "it needs the columns of transfers.csv, or person_id, from_id, to_id and date "
                     "(docs/formats/commands.md)");
    reader.read();
  }
  return out;
}

}  // namespace mercato
