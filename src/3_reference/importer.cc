// The folders' files into Tables, the Tables into one file.
#include <algorithm>
#include <array>
#include <optional>

#include "3_reference/compiler.h"
#include "3_reference/input_file.h"
#include "3_reference/native_tables.h"
#include "3_reference/public_tables.h"
#include "3_reference/reference.h"

namespace mercato {

namespace {

using ReadTable = void (*)(CsvReader&, ProblemLog&, Tables&);

// One form of one file: the file's stem and a column that only this form has.
struct TableForm {
  std::string_view stem, column;
  ReadTable read;
};

// In the order in which they are read within one folder, for each stem the forms that it may have.
constexpr std::array kForms = {
    TableForm{"name_words", "class", read_name_words},
    TableForm{"league_levels", "level", read_league_levels},
    TableForm{"city_names", "city", read_city_names},
    TableForm{"nations", "name_en", read_nations},
    TableForm{"competitions", "name_en", read_competitions},
    TableForm{"competitions", "competition_id", read_transfermarkt_competitions},
    TableForm{"clubs", "short_names", read_clubs},
    TableForm{"clubs", "domestic_competition_id", read_transfermarkt_clubs},
    TableForm{"teams", "key_wikidata", read_reep_teams},
    TableForm{"players", "nationalities", read_players},
    TableForm{"players", "country_of_citizenship", read_transfermarkt_players},
    TableForm{"people", "key_wikidata", read_reep_people},
    TableForm{"names", "key_wikidata", read_reep_names},
    TableForm{"club_nicknames", "nickname", read_club_nicknames},
    TableForm{"club_exonyms", "nickname", read_club_nicknames},
    TableForm{"person_short_names", "alias", read_person_short_names},
    TableForm{"transfers", "date_min", read_transfers},
    TableForm{"transfers", "transfer_date", read_transfermarkt_transfers},
    TableForm{"contracts", "expires", read_contracts},
    TableForm{"squads", "season", read_squads},
    TableForm{"coaches", "club_id", read_coaches},
    TableForm{"officials", "club_id", read_officials},
    TableForm{"player_valuations", "market_value_in_eur", read_transfermarkt_valuations},
    TableForm{"sources", "handle", read_sources},
};

constexpr std::string_view kNoiseFile = "club_noise.txt";

std::optional<std::filesystem::path> table_file(const std::filesystem::path& folder,
                                                std::string_view stem) {
  for (const std::string_view extension : {".csv", ".csv.gz"}) {
    auto file = folder / (std::string(stem).append(extension));
    std::error_code error;
    if (std::filesystem::is_regular_file(file, error)) return file;
  }
  return std::nullopt;
}

std::vector<std::string_view> stems() {
  std::vector<std::string_view> all;
  for (const auto& form : kForms) {
    if (std::find(all.begin(), all.end(), form.stem) == all.end()) all.push_back(form.stem);
  }
  return all;
}

std::string expected_columns(std::string_view stem) {
  std::string columns;
  for (const auto& form : kForms) {
    if (form.stem == stem) columns.append(columns.empty() ? "" : " or ").append(form.column);
  }
  return columns;
}

Result<void> read_table(const std::filesystem::path& file, std::string_view stem, Tables& tables,
                        std::vector<Problem>& problems) {
  auto text = read_input_file(file);
  if (!text) return tl::unexpected(text.error());
  tables.file = tables.keep(file.string());
  ProblemLog log(file.string(), problems);
  CsvReader csv(tables.texts.emplace_back(std::move(*text)), tables.arena, log);
  for (const auto& form : kForms) {
    if (form.stem != stem || csv.column(form.column) == CsvReader::kNoColumn) continue;
    form.read(csv, log, tables);
    return {};
  }
  log.warn(1,
           "the table is of no known form: its header lacks the column " + expected_columns(stem));
  return {};
}

Result<void> read_noise(const std::filesystem::path& file, Tables& tables) {
  const auto text = read_input_file(file);
  if (!text) return tl::unexpected(text.error());
  for (const auto line : split_values(*text, '\n')) {
    if (line.starts_with('#')) continue;
    for (const auto word : split_values(line, ' ')) tables.words.club_noise.insert(fold(word));
  }
  return {};
}

// The number of tables that the folder holds.
Result<std::size_t> read_folder(const std::filesystem::path& folder, Tables& tables,
                                std::vector<Problem>& problems) {
  std::size_t count = 0;
  std::error_code error;
  if (std::filesystem::is_regular_file(folder / kNoiseFile, error)) {
    if (const auto read = read_noise(folder / kNoiseFile, tables); !read)
      return tl::unexpected(read.error());
    ++count;
  }
  for (const std::string_view stem : stems()) {
    const auto file = table_file(folder, stem);
    if (!file) continue;
    if (const auto read = read_table(*file, stem, tables, problems); !read)
      return tl::unexpected(read.error());
    ++count;
  }
  tables.origins.push_back(folder.string());
  return count;
}

}  // namespace

Result<ImportSummary> import_reference(const std::vector<std::filesystem::path>& folders,
                                       const std::filesystem::path& out,
                                       const Languages& languages) {
  Tables tables;
  ImportSummary summary;
  for (const auto& folder : folders) {
    const auto count = read_folder(folder, tables, summary.problems);
    if (!count) return tl::unexpected(count.error());
    if (*count == 0) {
      return failure(folder.string(), "the folder holds no table that can be imported",
                     "docs/formats/reference.md names the files");
    }
  }
  Compiler compiler(tables, languages, summary.problems);
  if (const auto written = compiler.compile(out, summary.rows); !written)
    return tl::unexpected(written.error());
  return summary;
}

}  // namespace mercato
