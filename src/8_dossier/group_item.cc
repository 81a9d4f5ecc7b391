// From a reading to what grouping needs of it.
#include <algorithm>

#include "8_dossier/grouping.h"

namespace mercato {
namespace {

constexpr std::int32_t kRecentMove = 60;  // days
constexpr std::uint32_t kLongWord = 4;    // letters

// Reference id, else the folded words behind a mark that no id has.
std::string entity_key(const Entity& entity, const Reference& reference) {
  if (entity.id != kNoReference) return std::string(reference.external_id(entity.id));
  return "~" + fold(entity.name);
}

class ItemMaker {
 public:
  ItemMaker(const Document& document, const Reading& reading, const Reference& reference)
      : document_(document), reading_(reading), reference_(reference) {
    place_.assign(reading.linked.entities.size(), -1);
    named_.assign(reading.tokens.tokens.size(), false);
  }

  GroupItem make() {
    item_.day = document_.published.known() ? document_.published.days() : 0;
    for (const Mention& mention : reading_.linked.mentions) add(mention);
    for (const Claim& claim : reading_.claims) add(claim);
    add_words();
    return std::move(item_);
  }

 private:
  const Entity& entity(std::int32_t at) const {
    return reading_.linked.entities[static_cast<std::size_t>(at)];
  }

  void add(const Mention& mention) {
    if (mention.kind != MentionKind::person && mention.kind != MentionKind::club) return;
    if (mention.entity < 0 || mention.form == MentionForm::pronoun) return;
    for (std::uint32_t at = mention.first_token; at < mention.end_token; ++at) named_[at] = true;
    if (mention.kind == MentionKind::club) return add_club(mention);
    add_person(mention);
  }

  void add_club(const Mention& mention) {
    std::int32_t& place = place_[static_cast<std::size_t>(mention.entity)];
    if (place >= 0 || item_.clubs.size() >= kGroupClubs) return;
    place = static_cast<std::int32_t>(item_.clubs.size());
    item_.clubs.push_back(
        {entity_key(entity(mention.entity), reference_), entity(mention.entity).name});
  }

  void add_person(const Mention& mention) {
    std::int32_t& place = place_[static_cast<std::size_t>(mention.entity)];
    const bool whole = mention.form == MentionForm::full_name;
    if (place >= 0) {
      item_.persons[static_cast<std::size_t>(place)].whole_name |= whole;
      return;
    }
    if (item_.persons.size() >= kGroupPersons) return;
    place = static_cast<std::int32_t>(item_.persons.size());
    const Entity& named = entity(mention.entity);
    GroupPerson person;
    person.key = entity_key(named, reference_);
    person.name = named.name;
    person.certain = named.certain;
    person.whole_name = whole;
    person.coach = named.coach;
    if (whole || mention.form == MentionForm::surname || mention.form == MentionForm::short_name ||
        mention.form == MentionForm::provisional)
      person.surname = reading_.tokens.tokens[mention.end_token - 1].hash;
    if (named.id != kNoReference) add_holders(named.id, person);
    item_.persons.push_back(std::move(person));
  }

  // Whoever moved within the last weeks is still news as the one who comes; a coach speaks for
  // the club of the day.
  void add_holders(ReferenceId id, GroupPerson& person) {
    Date day = document_.published;
    auto at = reference_.club_at(id, day);
    if (!person.coach && day.known())
      if (auto before = reference_.club_at(id, Date::from_days(item_.day - kRecentMove)))
        at = before;
    if (!at) return;
    for (const ReferenceId club : {at->club, at->owner})
      if (club != kNoReference) add_once(person.holders, std::string(reference_.external_id(club)));
  }

  static void add_once(std::vector<std::string>& keys, std::string key) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
  }

  void add(const Claim& claim) {
    if (claim.person < 0 || claim.when != When::current) return;
    const std::int32_t place = place_[static_cast<std::size_t>(claim.person)];
    if (place < 0 || entity(claim.person).kind != MentionKind::person) return;
    item_.persons[static_cast<std::size_t>(place)].subject = true;
    if (claim.to >= 0)
      add_once(item_.persons[static_cast<std::size_t>(place)].claimed,
               entity_key(entity(claim.to), reference_));
  }

  void add_words() {
    for (std::size_t at = 0; at < named_.size() && item_.words.size() < kGroupWords; ++at) {
      const Token& token = reading_.tokens.tokens[at];
      if (!named_[at] && token.kind == TokenKind::word && token.folded_size >= kLongWord)
        item_.words.push_back(token.hash);
    }
  }

  const Document& document_;
  const Reading& reading_;
  const Reference& reference_;
  GroupItem item_;
  std::vector<std::int32_t> place_;  // by entity: index into persons or clubs
  std::vector<bool> named_;          // by token: inside a name
};

}  // namespace

GroupItem group_item(const Document& document, const Reading& reading, const Reference& reference) {
  return ItemMaker(document, reading, reference).make();
}

}  // namespace mercato
