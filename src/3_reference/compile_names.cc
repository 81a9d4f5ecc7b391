// Every name under which text may speak of an entity, into the trie and the list of spellings.
#include <algorithm>

#include "3_reference/compiler.h"
#include "3_reference/name_forms.h"

namespace mercato {

namespace {

// A surname that so many persons bear as their first name does not stand for one person by itself.
constexpr std::uint32_t kManyFirstNames = 15;

}  // namespace

void Compiler::write_names() {
  count_first_names();
  add_person_names();
  add_club_names();
  add_bare_club_names();
  add_nation_names();
  add_competition_names();
  add_source_names();

  std::vector<bool> is_junior(entities_.size(), false);
  for (ReferenceId id = first_club_; id < first_nation_; ++id) {
    is_junior[id] = tables_.clubs.rows()[id - first_club_].kind != "first";
  }
  const TrieBuilder::Layout trie = trie_.finish(is_junior);
  max_probe_ = std::max(max_probe_, trie.max_probe);
  file_.set<std::uint64_t>(Section::first_tokens, trie.first_tokens);
  file_.set<reference_file::TrieSlot>(Section::trie_slots, trie.slots);
  file_.set<std::uint32_t>(Section::hit_index, trie.hit_index);
  file_.set<NameHit>(Section::hits, trie.hits);
  std::vector<reference_file::StringRef> tags;
  for (const auto& tag : language_tags_) tags.push_back(file_.intern(tag));
  file_.set<reference_file::StringRef>(Section::languages, tags);
  std::sort(spellings_.begin(), spellings_.end());
  std::vector<reference_file::Spelling> spellings;
  for (const auto& [key, entity, form] : spellings_)
    spellings.push_back({file_.intern(key), entity, form});
  file_.set<reference_file::Spelling>(Section::spellings, spellings);
}

std::uint16_t Compiler::language_index(std::string_view tag) {
  const auto found = std::find(language_tags_.begin(), language_tags_.end(), tag);
  if (found == language_tags_.end()) {
    language_tags_.emplace_back(tag);
    return static_cast<std::uint16_t>(language_tags_.size() - 1);
  }
  return static_cast<std::uint16_t>(found - language_tags_.begin());
}

void Compiler::add_name(std::string_view text, NameHit hit) {
  trie_.add(text, hit);
  if (hit.form == NameForm::surname || hit.form == NameForm::city) return;
  const std::string key = lookup_key(text);
  if (!key.empty()) spellings_.emplace_back(key, hit.entity, static_cast<std::uint32_t>(hit.form));
}

void Compiler::count_first_names() {
  for (const auto& person : tables_.persons.rows()) {
    const auto words = split_words(person.name);
    if (words.size() > 1) ++first_names_[lookup_key(words.front())];
  }
}

std::uint8_t Compiler::first_name_bit(std::string_view name) const {
  const auto bearers = first_names_.find(lookup_key(name));
  return bearers != first_names_.end() && bearers->second >= kManyFirstNames ? kFirstName : 0;
}

void Compiler::add_person_names() {
  ReferenceId id = 0;
  for (const auto& person : tables_.persons.rows()) {
    const NationRecord* nation = tables_.nations.find(person.nationalities.substr(0, 3));
    const bool family_first = nation && nation->family_name_first;
    for (const auto& name : person_names(person, tables_.words, family_first)) {
      const auto ambiguous = static_cast<std::uint8_t>(name.ambiguous | first_name_bit(name.text));
      add_name(name.text, {id, name.form, ambiguous, 0});
    }
    ++id;
  }
}

void Compiler::add_city(std::string_view city, ReferenceId club_id) {
  add_name(city, {club_id, NameForm::city, first_name_bit(city), 0});
  const auto names = tables_.city_names.find(fold(city));
  if (names == tables_.city_names.end()) return;
  for (const auto& [tag, name] : names->second) {
    add_name(name, {club_id, NameForm::city, first_name_bit(name), language_index(tag)});
  }
}

void Compiler::add_club_names() {
  ReferenceId id = first_club_;
  for (const auto& record : tables_.clubs.rows()) {
    if (record.kind != "unnamed" && record.kind != "special") {
      for (const auto& name : club_names(record))
        add_name(name.text, {id, name.form, name.ambiguous, 0});
      if (record.kind == "first" && !record.league.empty() && !record.city.empty()) {
        add_city(record.city, id);
      }
    }
    ++id;
  }
  for (const auto& nickname : tables_.nicknames) {
    const ReferenceId named = club(nickname.club);
    if (named == kNoReference) continue;
    for (const auto& name : nickname_names(nickname, tables_.words)) {
      add_name(name.text, {named, name.form, name.ambiguous, language_index(name.language)});
    }
  }
}

// Bared names come last: they are marked where another club has the name, bare or whole.
void Compiler::add_bare_club_names() {
  std::unordered_map<std::string, std::pair<ReferenceId, bool>>
      owners;  // key → a first team; whether others have it
  const auto claim = [&](std::string_view name, ReferenceId id) {
    const auto [owner, added] = owners.try_emplace(lookup_key(name), id, false);
    if (!added && owner->second.first != id) owner->second.second = true;
  };
  const auto for_each_first_team = [&](auto&& act) {
    ReferenceId id = first_club_;
    for (const auto& record : tables_.clubs.rows()) {
      if (record.kind == "first") act(record, id);
      ++id;
    }
  };
  for_each_first_team([&](const ClubRecord& record, ReferenceId id) {
    for (const auto& name : club_names(record)) claim(name.text, id);
    if (const auto bare = bare_club_name(record.name, tables_.words); !bare.empty())
      claim(bare, id);
  });
  for_each_first_team([&](const ClubRecord& record, ReferenceId id) {
    const std::string bare = bare_club_name(record.name, tables_.words);
    if (bare.empty()) return;
    const bool doubtful = record.league.empty() || owners.at(lookup_key(bare)).second;
    add_name(bare,
             {id, NameForm::short_name, doubtful ? std::uint8_t{kBared} : std::uint8_t{0}, 0});
  });
}

void Compiler::add_nation_names() {
  ReferenceId team = first_nation_, nationality = first_nationality_;
  for (const auto& nation : tables_.nations.rows()) {
    for (const auto& [tag, name] : nation.names)
      add_name(name, {team, NameForm::full, first_name_bit(name), 0});
    for (const auto& [tag, word] : nation.demonyms) {
      trie_.add(word, {nationality, NameForm::demonym, 0, language_index(tag)});
    }
    ++team;
    ++nationality;
  }
}

void Compiler::add_competition_names() {
  ReferenceId id = first_competition_;
  for (const auto& record : tables_.competitions.rows()) {
    for (const auto& name : competition_names(record))
      add_name(name.text, {id, name.form, name.ambiguous, 0});
    ++id;
  }
}

void Compiler::add_source_names() {
  ReferenceId id = first_source_;
  for (const auto& record : tables_.sources.rows()) {
    // A club's own account is the club speaking.
    constexpr std::string_view kClubPrefix = "club ";
    const bool of_club = record.kind == "club" && record.outlet.starts_with(kClubPrefix);
    const ReferenceId owner =
        of_club ? club(record.outlet.substr(kClubPrefix.size())) : kNoReference;
    const ReferenceId named = owner == kNoReference ? id : owner;
    for (const auto& name : source_names(record, tables_.words)) {
      add_name(name.text, {named, name.form, name.ambiguous, 0});
    }
    trie_.add_token(fold(record.handle), {named, NameForm::handle, 0, 0});
    ++id;
  }
}

}  // namespace mercato
