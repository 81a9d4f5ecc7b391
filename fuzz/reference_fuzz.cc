// Does the import of hostile tables end well, and is what it writes readable? The first byte picks
// the table and whether its right header is put before the bytes; the rest is the table.
#include <unistd.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "1_language/language.h"
#include "3_reference/reference.h"

namespace mercato {
namespace {

struct Table {
  const char* file;
  const char* header;
};

constexpr std::array kTables = {
    Table{"players.csv", "player_id,name,full_name,date_of_birth,nationalities,position,aliases\n"},
    Table{"clubs.csv",
          "club_id,name,short_names,city,country,league,league_season,aliases,kind,parent_id,"
          "wikidata\n"},
    Table{"club_nicknames.csv", "club_id,nickname,language,note\n"},
    Table{"transfers.csv",
          "player_id,date,date_min,date_max,from_club_id,to_club_id,fee_eur,type\n"},
    Table{"transfers.csv",
          "player_id,transfer_date,from_club_id,to_club_id,from_club_name,to_club_name,transfer_"
          "fee,player_name\n"},
    Table{"contracts.csv", "player_id,club_id,expires,as_of,kind,source\n"},
    Table{"squads.csv", "player_id,club_id,season,source\n"},
    Table{"coaches.csv", "name,club_id,from,to,note,source\n"},
    Table{"competitions.csv", "id,kind,country,name_en,name_fr,aliases\n"},
    Table{"sources.csv", "id,kind,name,aliases,handle,outlet,country,language,evidence\n"},
    Table{"nations.csv", "id,name_en,name_fr,demonyms_en,demonyms_fr,name_order\n"},
    Table{"people.csv",
          "reep_id,key_wikidata,type,name,full_name,date_of_birth,nationality,key_transfermarkt\n"},
    Table{"name_words.csv", "class,language,words\n"},
    Table{"player_valuations.csv.gz", ""},
};

void require(bool holds) {
  if (!holds) __builtin_trap();
}

const Languages& languages() {
  static const auto loaded = *Languages::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
  return *loaded;
}

const std::filesystem::path& folder() {
  static const std::filesystem::path path = [] {
    const auto made = std::filesystem::temp_directory_path() /
                      ("mercato-reference-fuzz-" + std::to_string(::getpid()));
    std::filesystem::create_directories(made);
    return made;
  }();
  return path;
}

void exercise(const Reference& reference) {
  for (ReferenceId id = 0; !reference.external_id(id).empty(); ++id) {
    require(id != kNoReference);
    require(reference.find(reference.kind(id), reference.external_id(id)) != kNoReference);
    const float weight = reference.prominence(id, {2024, 6, 1});
    require(weight >= 0 && weight <= 1);
    reference.club_at(id, {2024, 6, 1});
    TokenizedText tokens;
    languages().tokenize(reference.name(id), kUnknownLanguage, tokens);
    TrieCursor cursor;
    for (const Token& token : tokens.tokens) {
      if (!reference.step(cursor, token.hash)) break;
    }
    for (const NameHit& hit : reference.hits(cursor))
      require(!reference.external_id(hit.entity).empty());
  }
  reference.lookup("some name", 5);
  for (const auto& [label, value] : reference.info())
    require(value.find("DAMAGED") == std::string::npos);
}

}  // namespace
}  // namespace mercato

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mercato;
  if (size == 0) return 0;
  const Table& table = kTables[(data[0] & 0x7f) % kTables.size()];
  const auto file = folder() / table.file, out = folder() / "fuzz.ref";
  {
    std::ofstream stream(file, std::ios::binary);
    if ((data[0] & 0x80) == 0) stream << table.header;
    stream.write(reinterpret_cast<const char*>(data) + 1, static_cast<std::streamsize>(size - 1));
  }
  const auto imported = import_reference({folder()}, out, languages());
  std::filesystem::remove(file);
  if (!imported) return 0;
  const auto opened = Reference::open(out);
  require(opened.has_value());
  exercise(**opened);
  return 0;
}
