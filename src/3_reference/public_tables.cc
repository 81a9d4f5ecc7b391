#include "3_reference/public_tables.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "3_reference/native_tables.h"

namespace mercato {

namespace {

void fill(std::string_view& target, std::string_view value) {
  if (!value.empty()) target = value;
}

void add_value(std::vector<std::string_view>& target, std::string_view value) {
  if (!value.empty() && std::find(target.begin(), target.end(), value) == target.end())
    target.push_back(value);
}

// The published files write amounts as "15000000", "15000000.0" or "1.5e+07".
std::int64_t read_amount(std::string_view field) {
  double value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  const bool usable = error == std::errc{} && value >= 0 && value < 1e12;
  return usable ? std::llround(value) : -1;
}

// Dates may carry a time: "2026-06-30 00:00:00".
Date read_day(std::string_view field, std::uint32_t line, ProblemLog& log) {
  return read_date(field.substr(0, 10), line, log);
}

// The ISO code of a country written out in English; empty where nations.csv does not have it.
std::string_view country_code(std::string_view country, const Tables& tables) {
  if (country.size() == 3 && tables.nations.find(country)) return country;
  const auto code = tables.country_codes.find(country);
  return code == tables.country_codes.end() ? std::string_view{} : code->second;
}

// reep names items without a label by their Wikidata id.
bool is_wikidata_id(std::string_view name) {
  return name.size() > 1 && name[0] == 'Q' &&
         name.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

// Ids of transfermarkt where there is one, so that the tables of different projects meet.
std::string_view reep_id(const CsvReader& csv, std::initializer_list<std::string_view> columns) {
  for (const auto name : columns) {
    const std::string_view id = csv.field(csv.column(name));
    if (!id.empty()) return id;
  }
  return {};
}

void name_club(Tables& tables, std::string_view id, std::string_view name) {
  if (id.empty() || name.empty()) return;
  ClubRecord& club = tables.clubs.at(id);
  if (club.name.empty()) club.name = name;
  if (club.kind.empty()) club.kind = "first";
}

}  // namespace

void read_transfermarkt_players(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto id = csv.column("player_id"), name = csv.column("name"),
             birth = csv.column("date_of_birth"), country = csv.column("country_of_citizenship"),
             position = csv.column("position"), sub_position = csv.column("sub_position"),
             club = csv.column("current_club_id"), club_name = csv.column("current_club_name"),
             expires = csv.column("contract_expiration_date"), season = csv.column("last_season");
  while (csv.next()) {
    if (csv.field(id).empty() || csv.field(name).empty()) {
      log.warn(csv.line(), "a player needs player_id and name");
      continue;
    }
    PersonRecord& person = tables.persons.at(csv.field(id));
    fill(person.name, csv.field(name));
    fill(person.position, csv.field(csv.field(sub_position).empty() ? position : sub_position));
    fill(person.nationalities, country_code(csv.field(country), tables));
    if (const Date date = read_day(csv.field(birth), csv.line(), log); date.known())
      person.birth = date;
    name_club(tables, csv.field(club), csv.field(club_name));
    const auto [from, to] = season_bounds(csv.field(season));
    if (csv.field(club).empty() || !from.known()) continue;
    SpellRecord spell{csv.field(id), csv.field(club)};
    spell.row.from = from, spell.row.to = to, spell.row.source_line = csv.line();
    spell.file = tables.file;
    tables.spells.push_back(spell);
    if (csv.field(expires).empty()) continue;
    ContractRecord contract{csv.field(id), csv.field(club)};
    contract.row.expires = read_day(csv.field(expires), csv.line(), log);
    contract.row.as_of = from, contract.row.source_line = csv.line();
    contract.file = tables.file;
    if (contract.row.expires.known()) tables.contracts.push_back(contract);
  }
}

void read_transfermarkt_clubs(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto id = csv.column("club_id"), name = csv.column("name"),
             league = csv.column("domestic_competition_id");
  while (csv.next()) {
    if (csv.field(id).empty() || csv.field(name).empty()) {
      log.warn(csv.line(), "a club needs club_id and name");
      continue;
    }
    ClubRecord& club = tables.clubs.at(csv.field(id));
    if (club.name.empty()) {
      club.name = csv.field(name);
    } else if (club.name != csv.field(name)) {
      add_value(club.aliases, csv.field(name));
    }
    fill(club.league, csv.field(league));
    if (club.kind.empty()) club.kind = "first";
  }
}

void read_transfermarkt_transfers(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto person = csv.column("player_id"), date = csv.column("transfer_date"),
             from = csv.column("from_club_id"), to = csv.column("to_club_id"),
             fee = csv.column("transfer_fee"), from_name = csv.column("from_club_name"),
             to_name = csv.column("to_club_name"), person_name = csv.column("player_name");
  while (csv.next()) {
    MoveRecord move{csv.field(person), csv.field(from), csv.field(to)};
    move.row.date = read_day(csv.field(date), csv.line(), log);
    if (!move.row.date.known() || move.person.empty()) {
      log.warn(csv.line(), "a transfer needs player_id and transfer_date");
      continue;
    }
    move.row.date_min = move.row.date_max = move.row.date;
    // The project publishes 0 for free moves, loans and end of loans alike: only a positive fee
    // says the type.
    move.row.fee_eur = csv.field(fee).empty() ? -1 : read_amount(csv.field(fee));
    move.row.type = move.row.fee_eur > 0 ? MoveType::permanent : MoveType::unknown;
    move.row.source_line = csv.line();
    move.file = tables.file;
    if (!csv.field(person_name).empty()) {
      PersonRecord& player = tables.persons.at(move.person);
      if (player.name.empty()) player.name = csv.field(person_name);
    }
    name_club(tables, move.from, csv.field(from_name));
    name_club(tables, move.to, csv.field(to_name));
    tables.moves.push_back(move);
  }
}

void read_transfermarkt_competitions(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto id = csv.column("competition_id"), name = csv.column("name"),
             type = csv.column("sub_type"), country = csv.column("country_name"),
             code = csv.column("competition_code");
  while (csv.next()) {
    if (csv.field(id).empty()) {
      log.warn(csv.line(), "a competition needs competition_id");
      continue;
    }
    CompetitionRecord& competition = tables.competitions.at(csv.field(id));
    const std::string_view words = csv.field(csv.field(name).empty() ? code : name);
    // "premier-league" → "premier league": folding makes the rest equal.
    std::string spaced(words);
    std::replace(spaced.begin(), spaced.end(), '-', ' ');
    if (competition.names.empty())
      competition.names.emplace_back("en", tables.keep(std::move(spaced)));
    if (competition.kind.empty()) competition.kind = csv.field(type);
    if (competition.country.empty()) competition.country = country_code(csv.field(country), tables);
  }
}

void read_transfermarkt_valuations(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto person = csv.column("player_id"), date = csv.column("date"),
             value = csv.column("market_value_in_eur");
  while (csv.next()) {
    const Date day = read_day(csv.field(date), csv.line(), log);
    const std::int64_t eur = read_amount(csv.field(value));
    if (day.known() && eur > 0) tables.values.push_back({csv.field(person), day.days(), eur});
  }
}

void read_reep_people(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto type = csv.column("type"), name = csv.column("name"), full = csv.column("full_name"),
             birth = csv.column("date_of_birth"), country = csv.column("nationality"),
             position = csv.column("position"), wikidata = csv.column("key_wikidata");
  while (csv.next()) {
    const std::string_view id = reep_id(csv, {"key_transfermarkt", "key_wikidata", "reep_id"});
    if (id.empty() || csv.field(name).empty()) {
      log.warn(csv.line(),
               "a person needs a name and one of key_transfermarkt, key_wikidata and reep_id");
      continue;
    }
    if (is_wikidata_id(csv.field(name))) continue;
    PersonRecord& person = tables.persons.at(id);
    const bool fresh = person.name.empty();
    if (fresh) {
      person.name = csv.field(name);
      person.coach_only = csv.field(type) == "coach";
    } else if (person.name != csv.field(name)) {
      add_value(person.aliases, csv.field(name));
    }
    if (person.full_name.empty()) person.full_name = csv.field(full);
    if (person.position.empty()) person.position = csv.field(position);
    if (person.nationalities.empty())
      person.nationalities = country_code(csv.field(country), tables);
    if (!person.birth.known()) person.birth = read_day(csv.field(birth), csv.line(), log);
    if (!csv.field(wikidata).empty()) tables.wikidata_ids.emplace(csv.field(wikidata), id);
  }
}

void read_reep_teams(CsvReader& csv, ProblemLog& log, Tables& tables) {
  const auto name = csv.column("name"), country = csv.column("country"),
             wikidata = csv.column("key_wikidata");
  while (csv.next()) {
    const std::string_view id = reep_id(csv, {"key_transfermarkt", "key_wikidata", "reep_id"});
    if (id.empty() || csv.field(name).empty()) {
      log.warn(csv.line(),
               "a team needs a name and one of key_transfermarkt, key_wikidata and reep_id");
      continue;
    }
    if (is_wikidata_id(csv.field(name))) continue;
    ClubRecord& club = tables.clubs.at(id);
    if (club.name.empty()) {
      club.name = csv.field(name);
    } else if (club.name != csv.field(name)) {
      add_value(club.aliases, csv.field(name));
    }
    if (club.kind.empty()) club.kind = "first";
    if (club.country.empty()) club.country = country_code(csv.field(country), tables);
    if (!csv.field(wikidata).empty()) tables.wikidata_ids.emplace(csv.field(wikidata), id);
  }
}

void read_reep_names(CsvReader& csv, ProblemLog&, Tables& tables) {
  const auto wikidata = csv.column("key_wikidata"), alias = csv.column("alias");
  while (csv.next()) {
    const auto id = tables.wikidata_ids.find(csv.field(wikidata));
    if (id == tables.wikidata_ids.end()) continue;
    if (tables.persons.find(id->second))
      add_value(tables.persons.at(id->second).aliases, csv.field(alias));
    else if (tables.clubs.find(id->second))
      add_value(tables.clubs.at(id->second).aliases, csv.field(alias));
  }
}

}  // namespace mercato
