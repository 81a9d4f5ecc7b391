// What was imported? The rows of all folders, merged by id, before they are compiled into the file.
//
// All views point into `texts` and `arena`, which the Tables own. Ids are those of the imported
// tables.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "0_core/csv.h"
#include "0_core/date.h"
#include "3_reference/reference.h"

namespace mercato {

// (language tag, words); the tag "*" stands for every language.
using TaggedName = std::pair<std::string_view, std::string_view>;

struct PersonRecord {
  std::string_view id, name, full_name, nationalities, position;
  Date birth;
  std::vector<std::string_view> aliases;
  bool coach_only = false;
};
struct ClubRecord {
  std::string_view id, name, city, country, league, kind, parent;
  std::vector<std::string_view> short_names, aliases;
};
struct NicknameRecord {
  std::string_view club, text, language, note;
};
// Another name of the one person who has this name and birth date, whatever the id.
struct ShortNameRecord {
  std::string_view name, alias;
  Date birth;
};
struct MoveRecord {
  std::string_view person, from, to;
  MoveRow row{};
  std::string_view file = {};
};
struct ContractRecord {
  std::string_view person, club;
  ContractRow row{};
  std::string_view file = {};
};
struct SpellRecord {
  std::string_view person, club;
  SpellRow row{};
  std::string_view file = {};
};
struct ValueRecord {
  std::string_view person;
  std::int32_t day = 0;
  std::int64_t eur = 0;
};
struct CompetitionRecord {
  std::string_view id, kind, country;
  std::vector<TaggedName> names;
  std::vector<std::string_view> aliases;
};
struct SourceRecord {
  std::string_view id, kind, name, handle, outlet, country, languages;
  std::vector<std::string_view> aliases;
};
struct NationRecord {
  std::string_view id;
  std::vector<TaggedName> names, demonyms;
  bool family_name_first = false;
};

// Words that decide how names are cut; data, never code.
struct NameWords {
  std::unordered_set<std::string> particles, suffixes, club_noise;  // folded
  std::map<std::string, std::vector<std::string>> articles;  // language tag → folded articles
  struct Inflection {
    std::string language, ending;
    std::vector<std::string> endings;  // that replace it
  };
  std::vector<Inflection> inflections;
};

// Rows that are merged by id: a later row adds to an earlier one and overrides its filled fields.
template <typename Record>
class ById {
 public:
  Record& at(std::string_view id) {
    const auto [found, added] = index_.try_emplace(id, static_cast<std::uint32_t>(rows_.size()));
    if (added) {
      rows_.emplace_back();
      rows_.back().id = id;
    }
    return rows_[found->second];
  }
  const Record* find(std::string_view id) const {
    const auto found = index_.find(id);
    return found == index_.end() ? nullptr : &rows_[found->second];
  }
  std::deque<Record>& rows() { return rows_; }
  const std::deque<Record>& rows() const { return rows_; }

 private:
  std::deque<Record> rows_;
  std::unordered_map<std::string_view, std::uint32_t> index_;
};

struct Tables {
  std::deque<std::string> texts;
  StringArena arena;

  ById<PersonRecord> persons;
  ById<ClubRecord> clubs;
  ById<CompetitionRecord> competitions;
  ById<SourceRecord> sources;
  ById<NationRecord> nations;
  std::vector<NicknameRecord> nicknames;
  std::vector<ShortNameRecord> short_names;
  std::vector<MoveRecord> moves;
  std::vector<ContractRecord> contracts;
  std::vector<SpellRecord> spells;        // squads; person by id
  std::vector<SpellRecord> coach_spells;  // of coaches and officials; person by name
  std::vector<ValueRecord> values;
  std::unordered_map<std::string_view, float> league_levels;
  std::unordered_map<std::string, std::vector<TaggedName>>
      city_names;  // folded city as clubs have it → its names
  std::unordered_map<std::string_view, std::string_view>
      wikidata_ids;  // of reep → the id used here
  std::unordered_map<std::string_view, std::string_view>
      country_codes;  // English name → id of the nation
  NameWords words;
  std::string_view file;             // that is being read
  std::vector<std::string> origins;  // the folders, in order

  std::string_view keep(std::string text) { return arena.emplace_back(std::move(text)); }
};

}  // namespace mercato
