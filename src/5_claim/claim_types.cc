#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

#include "5_claim/extractor.h"

namespace mercato {
namespace {

template <typename Enum>
using Names = std::initializer_list<std::pair<std::string_view, Enum>>;

template <typename Enum>
std::optional<Enum> parse(std::string_view name, Names<Enum> names) {
  for (const auto& [known, value] : names)
    if (known == name) return value;
  return std::nullopt;
}

std::optional<ClaimType::To> parse_to(std::string_view name) {
  using To = ClaimType::To;
  return parse<To>(name, {{"required", To::required},
                          {"optional", To::optional},
                          {"never", To::never},
                          {"present_club", To::present_club}});
}

// A type as its file gives it: names of other types are looked up once all are known.
struct LoadedType {
  ClaimType type;
  std::filesystem::path file;
  std::string implies;
  std::vector<std::string> contradicts;
};

// What the type does to a dossier; false where a word is unknown.
bool read_dossier_fields(const toml::table& table, LoadedType& out) {
  const auto word = [&](std::string_view key) { return table[key].value_or(std::string_view{}); };
  const auto state = parse<Standing>(word("state"), {{"", Standing::none},
                                                     {"open", Standing::open},
                                                     {"advanced", Standing::advanced},
                                                     {"agreed", Standing::agreed},
                                                     {"done", Standing::done},
                                                     {"stayed", Standing::stayed}});
  const auto ends = parse<Ending>(
      word("ends"),
      {{"", Ending::none}, {"collapsed", Ending::collapsed}, {"refused", Ending::refused}});
  const auto half = parse<AgreementHalf>(word("half"), {{"", AgreementHalf::none},
                                                        {"clubs", AgreementHalf::clubs},
                                                        {"person", AgreementHalf::person}});
  const auto actor = parse<Actor>(
      word("actor"), {{"", Actor::none}, {"owner", Actor::owner}, {"suitor", Actor::suitor}});
  if (!state || !ends || !half || !actor) return false;
  ClaimType& type = out.type;
  type.state = *state;
  type.ends = *ends;
  type.half = *half;
  type.actor = *actor;
  type.suitor = table["suitor"].value_or(true) && type.to != ClaimType::To::present_club;
  type.exclusive = table["exclusive"].value_or(false);
  out.implies = word("implies");
  if (const toml::array* names = table["contradicts"].as_array())
    for (const toml::node& name : *names) out.contradicts.push_back(name.value_or(""));
  return true;
}

Result<LoadedType> load_type(const std::filesystem::path& file) {
  const toml::parse_result table = toml::parse_file(file.string());
  if (!table) {
    return tl::unexpected(Problem{Severity::error,
                                  file.string(),
                                  table.error().source().begin.line,
                                  0,
                                  std::string(table.error().description()),
                                  {}});
  }
  LoadedType out;
  out.file = file;
  ClaimType& type = out.type;
  type.name = file.stem().string();
  type.meaning = table["meaning"].value_or("");
  type.group = table["group"].value_or("");
  type.stage = table["stage"].value_or(-1);
  type.denial = table["denial"].value_or(false);
  const auto to = parse_to(table["to"].value_or(""));
  if (type.meaning.empty() || type.group.empty() || type.stage < 0 || !to) {
    return failure(file.string(), "a claim type needs meaning, group, stage and to",
                   "to is required, optional, never or present_club");
  }
  type.to = *to;
  if (!read_dossier_fields(table, out))
    return failure(file.string(), "state, ends, half or actor has a word that is not known",
                   "docs/formats/dossier.md lists them");
  return out;
}

}  // namespace

Result<std::shared_ptr<const ClaimTypes>> ClaimTypes::load(const std::filesystem::path& data) {
  auto out = std::make_shared<ClaimTypes>();
  if (!std::filesystem::is_directory(data / "claims"))
    return failure((data / "claims").string(), "there is no such folder");
  std::vector<LoadedType> loaded;
  for (const auto& entry : std::filesystem::directory_iterator(data / "claims")) {
    if (entry.path().extension() != ".toml") continue;
    auto type = load_type(entry.path());
    if (!type) return tl::unexpected(type.error());
    loaded.push_back(std::move(*type));
  }
  const auto order = [](const ClaimType& t) {
    return std::make_tuple(t.stage == 0, t.stage, t.name);
  };
  std::sort(loaded.begin(), loaded.end(), [&](const LoadedType& a, const LoadedType& b) {
    return order(a.type) < order(b.type);
  });
  for (const LoadedType& type : loaded) out->types_.push_back(type.type);
  for (std::size_t i = 0; i < loaded.size(); ++i) {
    auto related =
        out->relate(static_cast<ClaimTypeId>(i), loaded[i].implies, loaded[i].contradicts);
    if (!related) return failure(loaded[i].file.string(), related.error().message);
  }
  return out;
}

Result<void> ClaimTypes::relate(ClaimTypeId id, const std::string& implies,
                                const std::vector<std::string>& contradicts) {
  const auto add = [](std::vector<ClaimTypeId>& list, ClaimTypeId type) {
    if (std::find(list.begin(), list.end(), type) == list.end()) list.push_back(type);
  };
  if (!implies.empty()) {
    types_[id].implies = find(implies);
    if (types_[id].implies == kNoClaimType) return failure({}, "there is no type " + implies);
  }
  for (const std::string& name : contradicts) {
    const ClaimTypeId other = find(name);
    if (other == kNoClaimType || other == id)
      return failure({}, "a type cannot contradict " + name);
    add(types_[id].contradicts, other);
    add(types_[other].contradicts, id);
  }
  return {};
}

ClaimTypeId ClaimTypes::find(std::string_view name) const {
  for (std::size_t i = 0; i < types_.size(); ++i) {
    if (types_[i].name == name) return static_cast<ClaimTypeId>(i);
  }
  return kNoClaimType;
}

}  // namespace mercato
