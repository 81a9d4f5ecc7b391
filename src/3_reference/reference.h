// What is known? Persons, clubs, moves and contracts from one immutable memory-mapped file, and the
// trie of their names. Front header of 3_reference.
//
// A reference file is compiled by `mercato reference import` (importer.h) and read here without
// parsing: opening it maps it, checks its header and checksums its directory. All views point into
// the mapping and live as long as the Reference. Thread-safe: immutable.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "0_core/date.h"
#include "0_core/mention.h"
#include "0_core/result.h"

namespace mercato {

// How a name in the trie stands for its entity.
enum class NameForm : std::uint8_t {
  full,  // the reference's name, its full name or another spelling of it; nations: the country's
         // name
  short_name,  // "OM", "Vinícius", "Man Utd"
  surname,     // the last word(s) of a person's name; ambiguous by nature
  first_name,  // only where the person is commonly called by it
  nickname,    // "la Dea"
  demonym,  // "marseillais", "les Phocéens": people, city or colour; needs a context that wants a
            // club. Of an entity of kind nationality: "argentin", "argentine", "argentins", …
  city,     // "Bergame": the place; stands for the club only in context
  handle,   // "@Glongari", stored without '@'
};

// Why a name needs a context before it may stand for its entity.
enum Ambiguity : std::uint8_t {
  kMeansOther = 1,  // known to mean something else as well (another club, a place, a common word)
  kFirstName = 2,   // the first name of many persons as well
  kBared = 4,  // a club's name without its legal form, of a club of no known league or shared with
               // another
};

struct NameHit {
  ReferenceId entity = kNoReference;
  NameForm form = NameForm::full;
  std::uint8_t ambiguous = 0;  // bits of Ambiguity; 0 = nothing known against it
  std::uint16_t language = 0;  // index into Reference::languages(), 0 = any
};

// Where a walk through the name trie stands. Names are stored as sequences of token fold hashes,
// punctuation left out
// ("Paris Saint-Germain" = paris, saint, germain; "L'Hay" = l', hay). Copyable, cheap.
struct TrieCursor {
  std::uint32_t node = 0;
};

struct PersonRow {
  std::string_view external_id;  // "575998" as in the imported table
  std::string_view name, full_name;
  Date birth;
  std::string_view nationalities;  // ISO 3166-1 alpha-3, main first, ';' between
  std::string_view position;       // as imported: "Centre-Back"
  bool coach_only = false;         // known as a coach, not as a player
};
struct ClubRow {
  std::string_view external_id, name, city, country, league;
  std::string_view kind;  // first, reserve, youth, special, unnamed, nation
  ReferenceId parent = kNoReference;
};
struct CompetitionRow {
  std::string_view external_id, name, kind, country;  // name: name_en
};
struct SourceRow {
  std::string_view external_id, kind, name, handle, outlet, country,
      languages;  // kind: journalist, outlet, agent, …
};
enum class MoveType : std::uint8_t {
  unknown,
  permanent,
  loan,
  free,
  end_of_loan,
  released,
  retired
};
std::string_view to_string(MoveType);
// Rows lie in the file as these very structs (fixed width, no pointers), so that spans of them need
// no decoding.
struct MoveRow {
  ReferenceId person, from,
      to;  // from/to may be kNoReference (not in the table: without club, retired, …)
  Date date, date_min, date_max;
  std::int64_t fee_eur = -1;  // -1 unknown, 0 free
  MoveType type = MoveType::unknown;
  std::uint32_t source_line = 0;  // line in the imported file, for verdicts
};
struct ContractRow {
  ReferenceId person, club;
  Date expires, as_of;
  std::uint8_t loan = 0;  // 1: `expires` is the end of the loan at this club
  std::uint32_t source_line = 0;
};
inline constexpr std::uint8_t kCoach = 1, kOfficial = 2;
struct SpellRow {  // a squad membership (season), or a coach's or an official's time at a club
  ReferenceId person, club;
  Date from, to;           // season rows: 1 July to 30 June; open end: unknown
  std::uint8_t coach = 0;  // kCoach; kOfficial: director, president, owner; else a player
  std::uint32_t source_line = 0;
};

// Where a person stood on a day, and the row that says so.
struct ClubAt {
  ReferenceId club = kNoReference;
  ReferenceId owner = kNoReference;  // on loan: the club that holds the person; else == club
  bool loan = false;
  std::string_view table;  // "transfers", "squads", "contracts": the imported file's stem
  std::uint32_t source_line = 0;
  float confidence =
      0;  // 1 when a dated row covers the day; less when inferred from bounds or seasons
};

class Reference {
 public:
  static Result<std::shared_ptr<const Reference>> open(const std::filesystem::path& file);

  virtual ~Reference() = default;

  virtual MentionKind kind(ReferenceId id)
      const = 0;  // person, club, national_team, competition, outlet, journalist, agent
  virtual std::string_view name(ReferenceId id) const = 0;
  virtual std::string_view external_id(ReferenceId id) const = 0;
  // The entity with this kind and imported id.
  virtual ReferenceId find(MentionKind kind, std::string_view external_id) const = 0;
  virtual PersonRow person(ReferenceId id) const = 0;            // REQUIRES: kind(id) == person
  virtual ClubRow club(ReferenceId id) const = 0;                // REQUIRES: club or national_team
  virtual CompetitionRow competition(ReferenceId id) const = 0;  // REQUIRES: competition
  virtual SourceRow source(ReferenceId id) const = 0;  // REQUIRES: outlet, journalist or agent

  // Rows of one person, oldest first; of one club, by person.
  virtual std::span<const MoveRow> moves(ReferenceId person) const = 0;
  virtual std::span<const ContractRow> contracts(ReferenceId person) const = 0;
  virtual std::span<const SpellRow> spells(ReferenceId person) const = 0;
  virtual std::optional<ClubAt> club_at(ReferenceId person, Date day) const = 0;
  // Coaches of a club on a day (usually one).
  virtual std::span<const SpellRow> coach_spells(ReferenceId club) const = 0;
  // How well known, 0…1, as of a day: from fees, league and recency of rows dated before it. A day
  // that is not known means the day when the file was built. 1 for all but persons and clubs.
  virtual float prominence(ReferenceId id, Date day) const = 0;

  // The trie. step() is false (cursor unchanged) where no name goes on with this token.
  virtual bool step(TrieCursor& cursor, std::uint64_t token_hash) const = 0;
  virtual std::span<const NameHit> hits(TrieCursor cursor) const = 0;  // empty where no name ends
  virtual std::span<const std::string_view> languages() const = 0;

  // Counts by table, build date, origin and checksum, as (label, value), for `reference info`.
  virtual std::vector<std::pair<std::string, std::string>> info() const = 0;
  // All entities that a person's or club's name, typed by hand, may mean; best first. For
  // `reference lookup`.
  virtual std::vector<ReferenceId> lookup(std::string_view typed, std::size_t limit) const = 0;
  // Persons one of whose whole names begins with the word `first` and goes on nearly as `rest`:
  // with one letter wrong, of a long `rest` two, where `whole`; else with `rest` as its beginning.
  // Both are folded; `rest` needs four letters. Overwrites `out`; at most kMostNear, the least
  // wrong only.
  static constexpr std::size_t kMostNear = 16;
  virtual void near_names(std::string_view first, std::string_view rest, bool whole,
                          std::vector<ReferenceId>& out) const = 0;
};

// Compiles the tables of `folder` (the documented CSV format of docs/formats/reference.md, or the
// public transfermarkt-datasets or reep tables, recognised by their files and headers) into `out`,
// written to a temporary file and renamed, so that an interrupted import leaves the old file. Rows
// that cannot be used are told through `problems`.
struct ImportSummary {
  std::vector<std::pair<std::string, std::uint64_t>> rows;  // by table
  std::vector<Problem> problems;
};
Result<ImportSummary> import_reference(const std::vector<std::filesystem::path>& folders,
                                       const std::filesystem::path& out,
                                       const class Languages& languages);

}  // namespace mercato
