#include "8_evaluate/reading_labels.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace mercato::evaluation {
namespace {

const Entity* entity_at(const Reading& reading, std::int32_t index) {
  return index < 0 ? nullptr : &reading.linked.entities[static_cast<std::size_t>(index)];
}

std::string name_at(const Reading& reading, std::int32_t index) {
  const Entity* entity = entity_at(reading, index);
  return entity ? entity->name : std::string();
}

std::vector<std::string> sources_of(const Source& source, const std::string& outlet,
                                    const LabelNames& names) {
  if (source.kind == SourceKind::self) return {"self"};
  std::vector<std::string> out;
  bool own = false;
  for (const std::string* name : {&source.name, &source.outlet, &source.handle}) {
    if (name->empty() || *name == "unnamed") continue;
    own |= names.is_own_outlet(*name, outlet);
    out.push_back(*name);
  }
  if (own || out.empty()) out.push_back("self");
  return out;
}

// A number as JSON writes it: "25", "2.5".
std::string number_in_json(const std::string& value) {
  double number = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
  if (read.ec != std::errc() || !std::isfinite(number)) return value;
  constexpr double kLargestWhole = 9e15;
  if (number == std::floor(number) && std::abs(number) < kLargestWhole)
    return std::to_string(static_cast<std::int64_t>(number));
  char buffer[64];
  return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr);
}

void add_once(const std::string& name, std::vector<std::string>& names) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace

std::vector<LabelClaim> claims_of(const Engine& engine, const Document& document,
                                  const Reading& reading, const std::string& outlet,
                                  const LabelNames& names) {
  std::vector<LabelClaim> out;
  for (const Claim& claim : reading.claims) {
    LabelClaim one;
    one.person = name_at(reading, claim.person);
    one.to = name_at(reading, claim.to);
    one.from = name_at(reading, claim.from);
    one.type = engine.types()[claim.type].name;
    one.polarity = to_string(claim.polarity);
    one.certainty = to_string(claim.certainty);
    one.when = to_string(claim.when);
    one.deal = to_string(claim.deal);
    one.sources = sources_of(claim.source, outlet, names);
    for (const Money& money : claim.money) one.money.push_back({money.amount, money.currency});
    for (const Evidence& evidence : claim.evidence)
      one.evidence.emplace_back(slice(document.text, evidence.span));
    for (const Derivation& derivation : claim.derivations) add_once(derivation.rule, one.rules);
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<LabelFact> facts_of(const Reading& reading) {
  std::vector<LabelFact> out;
  for (const Fact& fact : reading.facts) {
    LabelFact one{fact.predicate, name_at(reading, fact.subject), name_at(reading, fact.object),
                  false};
    if (one.object.empty()) one.object = fact.object_name;
    if (one.object.empty()) one.object = fact.numeric ? number_in_json(fact.value) : fact.value;
    out.push_back(std::move(one));
  }
  return out;
}

NamesFound names_found(const Reading& reading) {
  NamesFound out;
  for (const Mention& mention : reading.linked.mentions) {
    if (mention.form == MentionForm::value) continue;
    const Entity* entity = entity_at(reading, mention.entity);
    if (!entity) continue;
    const MentionKind kind = entity->kind;
    if (kind == MentionKind::club || kind == MentionKind::national_team)
      add_once(entity->name, out.clubs);
    if (kind == MentionKind::person || kind == MentionKind::agent ||
        kind == MentionKind::journalist)
      add_once(entity->name, out.persons);
  }
  return out;
}

}  // namespace mercato::evaluation
