// What do the public CC0 tables say? The forms of transfermarkt-datasets and of reep, into the same
// Tables.
//
// Columns are found by name; missing ones are empty. Country names become ISO codes where
// nations.csv knows them.
#pragma once

#include "0_core/csv.h"
#include "3_reference/tables.h"

namespace mercato {

void read_transfermarkt_players(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_transfermarkt_clubs(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_transfermarkt_transfers(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_transfermarkt_competitions(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_transfermarkt_valuations(CsvReader& csv, ProblemLog& log, Tables& tables);

void read_reep_people(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_reep_teams(CsvReader& csv, ProblemLog& log, Tables& tables);
void read_reep_names(CsvReader& csv, ProblemLog& log, Tables& tables);

}  // namespace mercato
