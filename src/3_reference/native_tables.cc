#include "3_reference/native_tables.h"

#include <algorithm>
#include <charconv>

#include "1_language/language.h"

namespace mercato {

namespace {

void fill(std::string_view& target, std::string_view value) {
  if (!value.empty()) target = value;
}

void add_values(std::vector<std::string_view>& target, std::string_view field) {
  for (const std::string_view value : split_values(field)) {
    if (std::find(target.begin(), target.end(), value) == target.end()) target.push_back(value);
  }
}

std::optional<std::int64_t> read_number(std::string_view field) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc{} || value < 0) return std::nullopt;
  return value;
}

MoveType read_move_type(std::string_view field) {
  if (field == "permanent") return MoveType::permanent;
  if (field == "loan") return MoveType::loan;
  if (field == "free") return MoveType::free;
  if (field == "end of loan") return MoveType::end_of_loan;
  if (field == "released") return MoveType::released;
  if (field == "retired") return MoveType::retired;
  return MoveType::unknown;
}

// The filled `prefix_<tag>` columns as (tag, words), several words of one field each on its own.
struct TaggedColumns {
  std::vector<std::pair<std::string_view, std::size_t>> columns;

  TaggedColumns(const CsvReader& csv, std::string_view prefix) {
    for (std::size_t i = 0; i < csv.header().size(); ++i) {
      const std::string_view name = csv.header()[i];
      if (name.starts_with(prefix)) columns.emplace_back(name.substr(prefix.size()), i);
    }
  }
  void add_to(std::vector<TaggedName>& target, const CsvReader& csv) const {
    for (const auto& [tag, column] : columns) {
      for (const std::string_view value : split_values(csv.field(column)))
        target.emplace_back(tag, value);
    }
  }
};

}  // namespace

Date read_date(std::string_view field, std::uint32_t line, ProblemLog& log) {
  if (field.empty()) return {};
  const auto date = Date::parse_iso(field);
  if (!date)
    log.warn(line, "'" + std::string(field.substr(0, 40)) +
                       "' is not a date (YYYY, YYYY-MM or YYYY-MM-DD)");
  return date.value_or(Date{});
}

std::pair<Date, Date> season_bounds(std::string_view season) {
  const auto start = read_number(season.substr(0, 4));
  if (!start || *start < 1850 || *start > 2200) return {};
  const auto year = static_cast<std::int16_t>(*start);
  return {Date{year, 7, 1}, Date{static_cast<std::int16_t>(year + 1), 6, 30}};
}

void read_players(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto id = csv.column("player_id"), name = csv.column("name"),
             full = csv.column("full_name"), birth = csv.column("date_of_birth"),
             nations = csv.column("nationalities"), position = csv.column("position"),
             aliases = csv.column("aliases");
  while (csv.next()) {
    if (csv.field(id).empty() || csv.field(name).empty()) {
      log.warn(csv.line(), "a player needs player_id and name");
      continue;
    }
    PersonRecord& person = tables.persons.at(csv.field(id));
    fill(person.name, csv.field(name));
    fill(person.full_name, csv.field(full));
    fill(person.nationalities, csv.field(nations));
    fill(person.position, csv.field(position));
    if (const Date date = read_date(csv.field(birth), csv.line(), log); date.known())
      person.birth = date;
    add_values(person.aliases, csv.field(aliases));
  }
}

void read_clubs(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto id = csv.column("club_id"), name = csv.column("name"),
             shorts = csv.column("short_names"), city = csv.column("city"),
             country = csv.column("country"), league = csv.column("league"),
             aliases = csv.column("aliases"), kind = csv.column("kind"),
             parent = csv.column("parent_id");
  while (csv.next()) {
    // Clubs of kind "unnamed" only keep their ids resolvable.
    if (csv.field(id).empty() || (csv.field(name).empty() && csv.field(kind) != "unnamed")) {
      log.warn(csv.line(), "a club needs club_id and name");
      continue;
    }
    ClubRecord& club = tables.clubs.at(csv.field(id));
    fill(club.name, csv.field(name));
    fill(club.city, csv.field(city));
    fill(club.country, csv.field(country));
    fill(club.league, csv.field(league));
    fill(club.kind, csv.field(kind));
    if (club.kind.empty()) club.kind = "first";
    fill(club.parent, csv.field(parent));
    add_values(club.short_names, csv.field(shorts));
    add_values(club.aliases, csv.field(aliases));
  }
}

void read_club_nicknames(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto club = csv.column("club_id"), text = csv.column("nickname"),
             language = csv.column("language"), note = csv.column("note");
  while (csv.next()) {
    if (csv.field(club).empty() || csv.field(text).empty()) {
      log.warn(csv.line(), "a nickname needs club_id and nickname");
      continue;
    }
    tables.nicknames.push_back(
        {csv.field(club), csv.field(text), csv.field(language), csv.field(note)});
  }
}

void read_person_short_names(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto name = csv.column("name"), birth = csv.column("date_of_birth"),
             alias = csv.column("alias");
  while (csv.next()) {
    if (csv.field(name).empty() || csv.field(alias).empty()) {
      log.warn(csv.line(), "a short name needs name and alias");
      continue;
    }
    tables.short_names.push_back(
        {csv.field(name), csv.field(alias), read_date(csv.field(birth), csv.line(), log)});
  }
}

void read_transfers(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto person = csv.column("player_id"), date = csv.column("date"),
             min = csv.column("date_min"), max = csv.column("date_max"),
             from = csv.column("from_club_id"), to = csv.column("to_club_id"),
             fee = csv.column("fee_eur"), type = csv.column("type");
  while (csv.next()) {
    MoveRecord move{csv.field(person), csv.field(from), csv.field(to)};
    move.row.date = read_date(csv.field(date), csv.line(), log);
    move.row.date_min = read_date(csv.field(min), csv.line(), log);
    move.row.date_max = read_date(csv.field(max), csv.line(), log);
    if (move.row.date.known() && !move.row.date_min.known()) move.row.date_min = move.row.date;
    if (move.row.date.known() && !move.row.date_max.known()) move.row.date_max = move.row.date;
    if (!move.row.date_min.known() || !move.row.date_max.known()) {
      log.warn(csv.line(), "a transfer needs a date, or both date_min and date_max");
      continue;
    }
    move.row.fee_eur = read_number(csv.field(fee)).value_or(-1);
    move.row.type = read_move_type(csv.field(type));
    move.row.source_line = csv.line();
    move.file = tables.file;
    tables.moves.push_back(move);
  }
}

void read_contracts(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto person = csv.column("player_id"), club = csv.column("club_id"),
             expires = csv.column("expires"), as_of = csv.column("as_of"),
             kind = csv.column("kind");
  while (csv.next()) {
    ContractRecord contract{csv.field(person), csv.field(club)};
    contract.row.expires = read_date(csv.field(expires), csv.line(), log);
    contract.row.as_of = read_date(csv.field(as_of), csv.line(), log);
    if (!contract.row.expires.known()) {
      log.warn(csv.line(), "a contract needs the date or year when it expires");
      continue;
    }
    contract.row.loan = csv.field(kind) == "loan" ? 1 : 0;
    contract.row.source_line = csv.line();
    contract.file = tables.file;
    tables.contracts.push_back(contract);
  }
}

void read_squads(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto person = csv.column("player_id"), club = csv.column("club_id"),
             season = csv.column("season");
  while (csv.next()) {
    SpellRecord spell{csv.field(person), csv.field(club)};
    std::tie(spell.row.from, spell.row.to) = season_bounds(csv.field(season));
    if (!spell.row.from.known()) {
      log.warn(csv.line(),
               "'" + std::string(csv.field(season).substr(0, 40)) + "' is not a season (2024/25)");
      continue;
    }
    spell.row.source_line = csv.line();
    spell.file = tables.file;
    tables.spells.push_back(spell);
  }
}

namespace {

void read_spells_by_name(CsvReader& csv, ProblemLog& log, Tables& tables, std::uint8_t role) {
  const auto name = csv.column("name"), club = csv.column("club_id"), from = csv.column("from"),
             to = csv.column("to");
  while (csv.next()) {
    if (csv.field(name).empty()) {
      log.warn(csv.line(), "a coach or official needs a name");
      continue;
    }
    SpellRecord spell{csv.field(name), csv.field(club)};
    spell.row.from = read_date(csv.field(from), csv.line(), log);
    spell.row.to = read_date(csv.field(to), csv.line(), log);
    spell.row.coach = role;
    spell.row.source_line = csv.line();
    spell.file = tables.file;
    tables.coach_spells.push_back(spell);
  }
}

}  // namespace

void read_coaches(CsvReader& csv, ProblemLog& log, Tables& tables) {
  read_spells_by_name(csv, log, tables, kCoach);
}

void read_officials(CsvReader& csv, ProblemLog& log, Tables& tables) {
  read_spells_by_name(csv, log, tables, kOfficial);
}

void read_competitions(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto id = csv.column("id"), kind = csv.column("kind"), country = csv.column("country"),
             aliases = csv.column("aliases");
  const TaggedColumns names(csv, "name_");
  while (csv.next()) {
    if (csv.field(id).empty()) {
      log.warn(csv.line(), "a competition needs an id");
      continue;
    }
    CompetitionRecord& competition = tables.competitions.at(csv.field(id));
    fill(competition.kind, csv.field(kind));
    fill(competition.country, csv.field(country));
    names.add_to(competition.names, csv);
    add_values(competition.aliases, csv.field(aliases));
  }
}

void read_sources(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto id = csv.column("id"), kind = csv.column("kind"), name = csv.column("name"),
             aliases = csv.column("aliases"), handle = csv.column("handle"),
             outlet = csv.column("outlet"), country = csv.column("country"),
             language = csv.column("language");
  while (csv.next()) {
    if (csv.field(id).empty() || csv.field(name).empty()) {
      log.warn(csv.line(), "a source needs id and name");
      continue;
    }
    SourceRecord& source = tables.sources.at(csv.field(id));
    fill(source.kind, csv.field(kind));
    fill(source.name, csv.field(name));
    std::string_view at_name = csv.field(handle);
    if (at_name.starts_with('@')) at_name.remove_prefix(1);
    fill(source.handle, at_name);
    fill(source.outlet, csv.field(outlet));
    fill(source.country, csv.field(country));
    fill(source.languages, csv.field(language));
    add_values(source.aliases, csv.field(aliases));
  }
}

void read_nations(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto id = csv.column("id"), order = csv.column("name_order");
  const TaggedColumns names(csv, "name_"), demonyms(csv, "demonyms_");
  while (csv.next()) {
    if (csv.field(id).empty()) {
      log.warn(csv.line(), "a nation needs an id");
      continue;
    }
    NationRecord& nation = tables.nations.at(csv.field(id));
    for (const auto& [tag, column] : names.columns) {
      if (column == order) continue;
      for (const std::string_view value : split_values(csv.field(column)))
        nation.names.emplace_back(tag, value);
    }
    demonyms.add_to(nation.demonyms, csv);
    for (const auto& [tag, name] : nation.names) {
      if (tag == "en") tables.country_codes.emplace(name, nation.id);
    }
    if (csv.field(order) == "family first") nation.family_name_first = true;
  }
}

void read_city_names(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto city = csv.column("city");
  const TaggedColumns names(csv, "name_");
  while (csv.next()) {
    const auto spellings = split_values(csv.field(city));
    if (spellings.empty()) log.warn(csv.line(), "a row of city names needs the city");
    for (const auto spelling : spellings) names.add_to(tables.city_names[fold(spelling)], csv);
  }
}

void read_league_levels(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto id = csv.column("id"), level = csv.column("level");
  while (csv.next()) {
    const auto percent = read_number(csv.field(level));
    if (!percent || *percent > 100) {
      log.warn(csv.line(), "a level is a number from 0 to 100");
      continue;
    }
    tables.league_levels[csv.field(id)] = static_cast<float>(*percent) / 100;
  }
}

void read_name_words(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto klass = csv.column("class"), language = csv.column("language"),
             words = csv.column("words");
  while (csv.next()) {
    const std::string_view kind = csv.field(klass);
    const std::string tag(csv.field(language));
    const auto values = split_values(csv.field(words), ' ');
    if (kind == "inflection" && values.size() >= 2) {
      NameWords::Inflection rule{tag, fold(values.front()), {}};
      for (const auto value : std::span(values).subspan(1)) rule.endings.push_back(fold(value));
      tables.words.inflections.push_back(std::move(rule));
      continue;
    }
    for (const auto value : values) {
      if (kind == "particle") {
        tables.words.particles.insert(fold(value));
      } else if (kind == "suffix") {
        tables.words.suffixes.insert(fold(value));
      } else if (kind == "article") {
        tables.words.articles[tag].push_back(fold(value));
      } else {
        log.warn(csv.line(), "'" + std::string(kind.substr(0, 40)) + "' is no class of name words");
        break;
      }
    }
  }
}

}  // namespace mercato
