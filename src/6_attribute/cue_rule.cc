#include "6_attribute/cue_rule.h"

#include <charconv>
#include <string_view>

namespace mercato {
namespace {

std::optional<Scope> parse_scope(std::string_view value) {
  constexpr std::pair<std::string_view, Scope> kScopes[] = {
      {"none", Scope::none},     {"sentence", Scope::sentence}, {"after", Scope::after},
      {"before", Scope::before}, {"between", Scope::between},   {"previous", Scope::previous},
      {"block", Scope::block}};
  for (const auto& [name, scope] : kScopes) {
    if (name == value) return scope;
  }
  return std::nullopt;
}

std::optional<SourceOrder> parse_order(std::string_view value) {
  if (value == "subject") return SourceOrder::subject;
  if (value == "inverted") return SourceOrder::inverted;
  return std::nullopt;
}

bool set_flag(CueRule& rule, std::string_view key, std::string_view value) {
  const std::pair<std::string_view, bool CueRule::*> flags[] = {
      {"speech", &CueRule::speech},      {"hedges", &CueRule::hedges},
      {"continue", &CueRule::continues}, {"goes_on", &CueRule::goes_on},
      {"venue", &CueRule::venue},        {"relay", &CueRule::relay},
      {"adjacent", &CueRule::adjacent},  {"label", &CueRule::label},
      {"known", &CueRule::known}};
  for (const auto& [name, member] : flags) {
    if (name == key && value == "yes") return rule.*member = true;
  }
  return false;
}

bool set_attribute(CueRule& rule, std::string_view key, std::string_view value) {
  if (key == "scope") {
    const auto scope = parse_scope(value);
    if (scope) rule.scope = *scope;
    return scope.has_value();
  }
  if (key == "order") {
    const auto order = parse_order(value);
    if (order) rule.order = *order;
    return order.has_value();
  }
  if (key == "kind") return (rule.kind = parse_enum<SourceKind>(value)).has_value();
  if (key == "near")
    return std::from_chars(value.data(), value.data() + value.size(), rule.near).ec == std::errc{};
  return set_flag(rule, key, value);
}

}  // namespace

std::vector<RoleSpec> attribution_roles() {
  const std::uint32_t press = kind_bit(MentionKind::outlet) | kind_bit(MentionKind::journalist) |
                              kind_bit(MentionKind::handle);
  const std::uint32_t clubs = kind_bit(MentionKind::club) | kind_bit(MentionKind::national_team);
  const std::uint32_t people = kind_bit(MentionKind::person) | kind_bit(MentionKind::agent) |
                               kind_bit(MentionKind::journalist);
  std::vector<RoleSpec> roles(kAttributionRoles);
  roles[kSourceRole] = {"SOURCE", press | clubs | people};
  roles[kPressRole] = {"PRESS", press};
  roles[kSpeakerRole] = {"SPEAKER", clubs | people};
  roles[kClubRole] = {"CLUB", clubs};
  roles[kOutletRole] = {"OUTLET", kind_bit(MentionKind::outlet)};
  roles[kRelayRole] = {"RELAY", press};
  return roles;
}

Result<std::vector<CueRule>> read_cue_rules(const RuleBook& book) {
  std::vector<CueRule> rules;
  for (const Rule& rule : book.rules()) {
    CueRule cue;
    for (const auto& [key, value] : rule.attributes) {
      if (!set_attribute(cue, key, value)) {
        return failure(
            rule.id, "the attribute " + key + "=" + value + " is unknown",
            "cue_rule.h and docs/formats/rules.md list the attributes of attribution rules");
      }
    }
    rules.push_back(cue);
  }
  return rules;
}

}  // namespace mercato
