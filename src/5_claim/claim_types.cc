#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <tuple>

#include "5_claim/extractor.h"

namespace mercato {
namespace {

std::optional<ClaimType::To> parse_to(std::string_view name) {
  if (name == "required") return ClaimType::To::required;
  if (name == "optional") return ClaimType::To::optional;
  if (name == "never") return ClaimType::To::never;
  if (name == "present_club") return ClaimType::To::present_club;
  return std::nullopt;
}

Result<ClaimType> load_type(const std::filesystem::path& file) {
  const toml::parse_result table = toml::parse_file(file.string());
  if (!table) {
    return tl::unexpected(Problem{Severity::error,
                                  file.string(),
                                  table.error().source().begin.line,
                                  0,
                                  std::string(table.error().description()),
                                  {}});
  }
  ClaimType type;
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
  return type;
}

}  // namespace

Result<std::shared_ptr<const ClaimTypes>> ClaimTypes::load(const std::filesystem::path& data) {
  auto out = std::make_shared<ClaimTypes>();
  if (!std::filesystem::is_directory(data / "claims"))
    return failure((data / "claims").string(), "there is no such folder");
  for (const auto& entry : std::filesystem::directory_iterator(data / "claims")) {
    if (entry.path().extension() != ".toml") continue;
    auto type = load_type(entry.path());
    if (!type) return tl::unexpected(type.error());
    out->types_.push_back(std::move(*type));
  }
  const auto order = [](const ClaimType& t) {
    return std::make_tuple(t.stage == 0, t.stage, t.name);
  };
  std::sort(out->types_.begin(), out->types_.end(),
            [&](const ClaimType& a, const ClaimType& b) { return order(a) < order(b); });
  return out;
}

ClaimTypeId ClaimTypes::find(std::string_view name) const {
  for (std::size_t i = 0; i < types_.size(); ++i) {
    if (types_[i].name == name) return static_cast<ClaimTypeId>(i);
  }
  return kNoClaimType;
}

}  // namespace mercato
