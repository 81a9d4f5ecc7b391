#include "3_reference/compiler.h"

#include <algorithm>
#include <bit>
#include <ctime>

#include "3_reference/id_table.h"
#include "3_reference/name_forms.h"

namespace mercato {

using reference_file::ClubData;
using reference_file::CompetitionData;
using reference_file::EntityRecord;
using reference_file::PersonData;
using reference_file::SourceData;

namespace {

constexpr int kYoungestCoach = 30;
// Levels of clubs whose league no league_levels.csv knows.
constexpr float kUnknownLeague = 0.05F, kUnlistedLeague = 0.15F, kJunior = 0.3F;

MentionKind source_kind(std::string_view kind) {
  if (kind == "journalist") return MentionKind::journalist;
  if (kind == "agent") return MentionKind::agent;
  return MentionKind::outlet;
}

std::string id_key(MentionKind kind, std::string_view id) {
  std::string key(1, static_cast<char>(kind));
  return key.append(id);
}

std::string coach_id(std::string_view name) {
  std::string id = "coach-" + lookup_key(name);
  std::replace(id.begin(), id.end(), ' ', '-');
  return id;
}

std::string_view first_name_of(const std::vector<TaggedName>& names, std::string_view id) {
  for (const auto& [tag, name] : names) {
    if (tag == "en") return name;
  }
  return names.empty() ? id : names.front().second;
}

}  // namespace

Compiler::Compiler(Tables& tables, const Languages& languages, std::vector<Problem>& problems)
    : tables_(tables), problems_(problems), trie_(languages), language_tags_{"*"} {}

Result<void> Compiler::compile(const std::filesystem::path& out,
                               std::vector<std::pair<std::string, std::uint64_t>>& rows) {
  merge_short_names();
  merge_coaches();
  add_entities();
  write_entities();
  write_moves();
  write_contracts();
  write_spells();
  write_values();
  write_club_steps();
  write_names();
  write_counts(rows);
  return file_.write(out, static_cast<std::int64_t>(std::time(nullptr)), max_probe_);
}

void Compiler::merge_short_names() {
  std::unordered_map<std::string, std::vector<const ShortNameRecord*>> by_name;
  for (const auto& record : tables_.short_names)
    by_name[lookup_key(record.name)].push_back(&record);
  if (by_name.empty()) return;
  for (const auto& person : tables_.persons.rows()) {
    const auto found = by_name.find(lookup_key(person.name));
    if (found == by_name.end()) continue;
    for (const auto* record : found->second) {
      if (record->birth == person.birth)
        tables_.persons.at(person.id).aliases.push_back(record->alias);
    }
  }
}

// Coaches come by name. Each becomes the one player of that name who is old enough, or a person of
// their own.
void Compiler::merge_coaches() {
  std::unordered_map<std::string, std::vector<std::string_view>> by_name;
  for (const auto& spell : tables_.coach_spells) by_name[lookup_key(spell.person)];
  for (const auto& person : tables_.persons.rows()) {
    const auto found = by_name.find(lookup_key(person.name));
    if (found != by_name.end()) found->second.push_back(person.id);
  }
  for (auto& spell : tables_.coach_spells) {
    std::vector<std::string_view> fitting;
    for (const auto id : by_name[lookup_key(spell.person)]) {
      const Date birth = tables_.persons.find(id)->birth;
      const bool young = birth.known() && spell.row.from.known() &&
                         age_in_years(birth, spell.row.from) < kYoungestCoach;
      if (!young) fitting.push_back(id);
    }
    const std::string_view name = spell.person;
    spell.person = fitting.size() == 1 ? fitting.front() : tables_.keep(coach_id(name));
    PersonRecord& person = tables_.persons.at(spell.person);
    if (!person.name.empty()) continue;
    person.name = name;
    person.coach_only = true;
  }
}

void Compiler::add_entity(MentionKind kind, std::string_view id, std::string_view name) {
  const auto reference = static_cast<ReferenceId>(entities_.size());
  EntityRecord entity{file_.intern(name), file_.intern(id), 0, static_cast<std::uint8_t>(kind), {}};
  entities_.push_back(entity);
  ids_.emplace(id_key(kind, id), reference);
}

void Compiler::add_entities() {
  for (const auto& person : tables_.persons.rows())
    add_entity(MentionKind::person, person.id, person.name);
  first_club_ = static_cast<ReferenceId>(entities_.size());
  for (const auto& club : tables_.clubs.rows()) add_entity(MentionKind::club, club.id, club.name);
  first_nation_ = static_cast<ReferenceId>(entities_.size());
  for (const auto& nation : tables_.nations.rows()) {
    add_entity(MentionKind::national_team, nation.id, first_name_of(nation.names, nation.id));
  }
  first_competition_ = static_cast<ReferenceId>(entities_.size());
  for (const auto& competition : tables_.competitions.rows()) {
    add_entity(MentionKind::competition, competition.id,
               first_name_of(competition.names, competition.id));
  }
  first_source_ = static_cast<ReferenceId>(entities_.size());
  for (const auto& source : tables_.sources.rows())
    add_entity(source_kind(source.kind), source.id, source.name);
  first_nationality_ = static_cast<ReferenceId>(entities_.size());
  for (const auto& nation : tables_.nations.rows()) {
    add_entity(MentionKind::nationality, nation.id, first_name_of(nation.names, nation.id));
  }
}

ReferenceId Compiler::find(MentionKind kind, std::string_view id) const {
  const auto found = ids_.find(id_key(kind, id));
  return found == ids_.end() ? kNoReference : found->second;
}

ReferenceId Compiler::club(std::string_view id) const {
  const ReferenceId found = find(MentionKind::club, id);
  const ClubRecord* record = tables_.clubs.find(id);
  return record && record->kind == "special" ? kNoReference : found;
}

void Compiler::write_entities() {
  const auto text = [&](std::string_view value) { return file_.intern(value); };
  std::vector<PersonData> persons;
  for (const auto& p : tables_.persons.rows()) {
    persons.push_back({text(p.full_name), text(p.nationalities), text(p.position), p.birth,
                       p.coach_only ? 1u : 0u});
  }
  std::vector<ClubData> clubs;
  for (const auto& c : tables_.clubs.rows()) {
    const auto known = tables_.league_levels.find(c.league);
    float level = known != tables_.league_levels.end() ? known->second
                  : c.league.empty()                   ? kUnknownLeague
                                                       : kUnlistedLeague;
    if (c.kind != "first") level *= kJunior;
    clubs.push_back({text(c.city), text(c.country), text(c.league), text(c.kind),
                     find(MentionKind::club, c.parent), level});
  }
  for (const auto& nation : tables_.nations.rows()) {
    clubs.push_back({{}, text(nation.id), {}, text("nation"), kNoReference, 1});
  }
  std::vector<CompetitionData> competitions;
  for (const auto& c : tables_.competitions.rows())
    competitions.push_back({text(c.kind), text(c.country)});
  std::vector<SourceData> sources;
  for (const auto& s : tables_.sources.rows()) {
    sources.push_back(
        {text(s.kind), text(s.handle), text(s.outlet), text(s.country), text(s.languages)});
  }
  for (ReferenceId id = 0; id < entities_.size(); ++id) {
    const ReferenceId first = id < first_club_          ? 0
                              : id < first_competition_ ? first_club_
                              : id < first_source_      ? first_competition_
                              : id < first_nationality_ ? first_source_
                                                        : first_nationality_;
    entities_[id].row = id - first;
  }
  file_.set<EntityRecord>(Section::entities, entities_);
  file_.set<PersonData>(Section::persons, persons);
  file_.set<ClubData>(Section::clubs, clubs);
  file_.set<CompetitionData>(Section::competitions, competitions);
  file_.set<SourceData>(Section::sources, sources);

  std::vector<IdTable::Key> keys;
  for (const auto& [key, id] : ids_) {
    keys.push_back({static_cast<MentionKind>(key[0]), std::string_view(key).substr(1), id});
  }
  const IdTable table(keys);
  max_probe_ = std::max(max_probe_, table.max_probe());
  file_.set<ReferenceId>(Section::id_slots, table.slots());
}

void Compiler::write_counts(std::vector<std::pair<std::string, std::uint64_t>>& rows) {
  rows = {{"players", tables_.persons.rows().size()},
          {"clubs", tables_.clubs.rows().size()},
          {"club_nicknames", tables_.nicknames.size()},
          {"transfers", moves_.size()},
          {"contracts", tables_.contracts.size()},
          {"squads", tables_.spells.size()},
          {"coaches", tables_.coach_spells.size()},
          {"valuations", tables_.values.size()},
          {"competitions", tables_.competitions.rows().size()},
          {"sources", tables_.sources.rows().size()},
          {"nations", tables_.nations.rows().size()},
          {"names", spellings_.size()},
          {"name nodes", trie_.nodes()}};
  std::vector<reference_file::Count> counts;
  for (const auto& [label, value] : rows) counts.push_back({file_.intern(label), value});
  for (const auto& origin : tables_.origins) counts.push_back({file_.intern("from " + origin), 0});
  file_.set<reference_file::Count>(Section::counts, counts);
}

}  // namespace mercato
