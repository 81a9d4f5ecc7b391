// What do the tables of docs/formats/reference.md say? One function for each file, adding to the
// Tables.
#pragma once

#include <string_view>

#include "0_core/csv.h"
#include "3_reference/tables.h"

namespace mercato {

void read_players(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_clubs(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_club_nicknames(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_person_short_names(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_transfers(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_contracts(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_squads(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_coaches(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_officials(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_competitions(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_sources(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_nations(CsvReader& csv, ProblemLog& log, Tables& tables);
// city (one or more spellings, as clubs.csv has it), name_<tag>: what other languages call it.
void read_city_names(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_league_levels(CsvReader& csv, ProblemLog& log, Tables& tables);
// class,language,word,…: see NameWords.
void read_name_words(CsvReader& csv, ProblemLog& log, Tables& tables);

// A date field: nothing and a problem where it is filled but no date.
Date read_date(std::string_view field, std::uint32_t line, ProblemLog& log);
// 1 July to 30 June of "2024/25" or "2024"; both unknown where it is neither.
std::pair<Date, Date> season_bounds(std::string_view season);

}  // namespace mercato
