#include "5_claim/claim_trait.h"

namespace mercato {
namespace {

// Sets a value that an attribute names; false where it names none.
template <typename Enum>
bool set(std::optional<Enum>& field, std::string_view value) {
  field = parse_enum<Enum>(value);
  return field.has_value();
}

bool read_attribute(std::string_view key, std::string_view value, ClaimTrait& trait) {
  if (key == "certainty") return set(trait.certainty, value);
  if (key == "polarity") return set(trait.polarity, value);
  if (key == "when") return set(trait.when, value);
  if (key == "deal") return set(trait.deal, value);
  if (key == "weak" && value == "yes") return trait.weak = true;
  if (key == "weak" && value == "document") return trait.weak = trait.fallback = true;
  if (key == "local" && value == "yes") return trait.local = true;
  if (key == "close") return !value.empty();  // read by the rule book
  if (key == "needs" && value == "role") return trait.needs_role = true;
  if (key == "to" && value == "none") return trait.no_to = true;
  if (key == "to" && value == "optional") return trait.optional_to = true;
  if (key == "negation" && value == "own") return trait.own_negation = true;
  return false;
}

}  // namespace

Result<ClaimTrait> read_claim_trait(const Rule& rule, const ClaimTypes& types) {
  ClaimTrait trait;
  if (rule.topic != "none") {
    trait.type = types.find(rule.topic);
    if (trait.type == kNoClaimType)
      return failure(rule.id, "'" + rule.topic + "' is no claim type", "see `mercato types`");
  }
  for (const auto& [key, value] : rule.attributes) {
    if (!read_attribute(key, value, trait)) {
      return failure(rule.id, "the attribute " + key + "=" + value + " is not known to a claim");
    }
  }
  return trait;
}

}  // namespace mercato
