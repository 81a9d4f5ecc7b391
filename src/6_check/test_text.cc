#include "6_check/test_text.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <tuple>

namespace mercato::test {
namespace {

template <typename T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().to_string());
  return std::move(*result);
}

std::shared_ptr<const Reference> small_reference(const std::filesystem::path& source,
                                                 const Languages& languages) {
  const auto file = std::filesystem::temp_directory_path() /
                    ("mercato-check-" + std::to_string(::getpid()) + ".ref");
  must(import_reference({source / "data/reference", source / "tests/check"}, file, languages));
  auto reference = must(Reference::open(file));
  std::filesystem::remove(file);  // the mapping stays
  return reference;
}

CheckWorld load_world() {
  const std::filesystem::path source = MERCATO_SOURCE_DIR, data = source / "data";
  CheckWorld world;
  world.languages = must(Languages::load(data));
  world.lexicon = must(Lexicon::load(data, world.languages));
  world.reference = small_reference(source, *world.languages);
  world.checker = must(FactChecker::create(data, world.languages, world.lexicon, world.reference));
  world.types = must(ClaimTypes::load(data));
  return world;
}

}  // namespace

const CheckWorld& CheckWorld::get() {
  static const CheckWorld world = load_world();
  return world;
}

CheckText::CheckText(std::string_view marked, std::string_view language, Date published) {
  document.language = language;
  document.published = published;
  std::vector<Mention> mentions;
  append(marked, mentions);
  const auto size = static_cast<std::uint32_t>(document.text.size());
  document.blocks.push_back({.span = {0, size},
                             .kind = BlockKind::paragraph,
                             .post = -1,
                             .language = std::string(language)});
  CheckWorld::get().languages->tokenize(document, tokens);
  for (Mention& mention : mentions) {
    mention.first_token = static_cast<std::uint32_t>(tokens.tokens.size());
    for (std::uint32_t t = 0; t < tokens.tokens.size(); ++t) {
      if (!mention.span.contains(tokens.tokens[t].span)) continue;
      mention.first_token = std::min(mention.first_token, t);
      mention.end_token = t + 1;
    }
  }
  std::stable_sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    return std::tuple(a.first_token, b.end_token) < std::tuple(b.first_token, a.end_token);
  });
  linked.mentions = std::move(mentions);
}

// Reads up to a closing bracket or the end.
void CheckText::append(std::string_view& marked, std::vector<Mention>& mentions) {
  while (!marked.empty() && marked.front() != ']') {
    if (marked.front() != '[') {
      document.text += marked.front();
      marked.remove_prefix(1);
      continue;
    }
    marked.remove_prefix(1);
    const auto bar = marked.find('|');
    const auto kind = marked.substr(0, bar);
    marked.remove_prefix(bar + 1);
    const auto next = marked.find_first_of("|]");
    const auto name = marked.substr(0, next);
    if (marked[next] == '|') marked.remove_prefix(next + 1);
    Mention mention;
    mention.span.begin = static_cast<std::uint32_t>(document.text.size());
    append(marked, mentions);
    marked.remove_prefix(1);
    mention.span.end = static_cast<std::uint32_t>(document.text.size());
    mention.entity = target(mention, kind, name);
    mentions.push_back(mention);
  }
}

std::int32_t CheckText::target(Mention& mention, std::string_view kind, std::string_view name) {
  const bool person_words = kind == "described" || kind == "pronoun" || kind == "coach";
  const auto parsed = person_words ? MentionKind::person : parse_enum<MentionKind>(kind);
  if (!parsed) throw std::runtime_error("no such kind of mention: " + std::string(kind));
  mention.kind = *parsed;
  if (kind == "described") mention.form = MentionForm::description;
  if (kind == "pronoun") mention.form = MentionForm::pronoun;
  if (mention.kind == MentionKind::number || mention.kind == MentionKind::money ||
      mention.kind == MentionKind::date) {
    mention.form = MentionForm::value;
    Quantity quantity;
    if (mention.kind == MentionKind::date) {
      quantity.date = Date::parse_iso(name).value();
    } else {
      quantity.amount = std::stod(std::string(name));
      quantity.years = name.ends_with('y');
    }
    linked.quantities.push_back(quantity);
    return static_cast<std::int32_t>(linked.quantities.size()) - 1;
  }
  const auto index = entity(mention.kind, name);
  linked.entities[static_cast<std::size_t>(index)].coach |= kind == "coach";
  return index;
}

std::int32_t CheckText::entity(MentionKind kind, std::string_view name) {
  auto& entities = linked.entities;
  const auto found = std::find_if(entities.begin(), entities.end(), [&](const Entity& e) {
    return e.kind == kind && e.name == name;
  });
  if (found != entities.end()) return static_cast<std::int32_t>(found - entities.begin());
  const Reference& reference = *CheckWorld::get().reference;
  Entity entity;
  entity.kind = kind;
  entity.name = name;
  for (const ReferenceId id : reference.lookup(name, 20)) {
    if (reference.kind(id) != kind || reference.name(id) != name) continue;
    entity.id = id;
    entity.certain = true;
    break;
  }
  entities.push_back(std::move(entity));
  return static_cast<std::int32_t>(entities.size()) - 1;
}

std::vector<Fact> CheckText::facts() const {
  std::vector<Fact> out;
  CheckWorld::get().checker->check(document, tokens, linked, out);
  return out;
}

std::string CheckText::object_of(const Fact& fact) const {
  if (fact.object >= 0) return linked.entities[static_cast<std::size_t>(fact.object)].name;
  return fact.object_name.empty() ? fact.value : fact.object_name;
}

std::vector<std::string> CheckText::told() const {
  std::vector<std::string> out;
  for (const Fact& fact : facts()) {
    out.push_back(fact.predicate + " " +
                  linked.entities[static_cast<std::size_t>(fact.subject)].name + " " +
                  object_of(fact) + " " + std::string(to_string(fact.verdict)));
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace mercato::test
