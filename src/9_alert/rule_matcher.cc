#include "9_alert/rule_matcher.h"

#include <algorithm>

#include "1_language/language.h"

namespace mercato {
namespace {

std::set<std::string> folded(const std::vector<std::string>& names) {
  std::set<std::string> out;
  for (const std::string& name : names)
    out.insert(fold(name.starts_with('@') ? name.substr(1) : name));
  return out;
}

bool holds(const std::set<std::string>& names, const std::string& name) {
  return !name.empty() && names.contains(fold(name));
}

// How far the move has come where the claim is true: of "bid rejected", the bid.
int stage_of(const ClaimTypes& types, const std::string& name) {
  const ClaimTypeId id = types.find(name);
  if (id == kNoClaimType) return 0;
  const ClaimType& type = types[id];
  const int implied = type.implies == kNoClaimType ? 0 : types[type.implies].stage;
  return std::max(type.stage, implied);
}

}  // namespace

Result<void> RuleMatcher::check(const AlertRule& rule, const ClaimTypes& types) {
  const std::string where = "rule " + rule.name;
  constexpr const char* kHint = "`mercato types` lists them";
  // Of facts, `types` are the predicates: any word.
  for (const std::string& type : rule.types)
    if (rule.subject != AlertSubject::contradicted_fact && types.find(type) == kNoClaimType)
      return failure(where, "there is no claim type '" + type + "'", kHint);
  if (!rule.stage.empty() && stage_of(types, rule.stage) == 0)
    return failure(where, "'" + rule.stage + "' is no stage of a move", kHint);
  return {};
}

Result<RuleMatcher> RuleMatcher::create(const AlertRule& rule, const ClaimTypes& types,
                                        const LedgerView& view) {
  RuleMatcher out(rule, types);
  auto persons = NameSet::resolve(view, MentionKind::person, rule.persons);
  if (!persons) return tl::unexpected(persons.error());
  auto clubs = NameSet::resolve(view, MentionKind::club, rule.clubs);
  if (!clubs) return tl::unexpected(clubs.error());
  out.persons_ = std::move(*persons);
  out.clubs_ = std::move(*clubs);
  out.sources_ = folded(rule.sources);
  out.outlets_ = folded(rule.outlets);
  out.stage_ = rule.stage.empty() ? 0 : stage_of(types, rule.stage);
  out.certainty_ = parse_enum<Certainty>(rule.certainty).value_or(Certainty::question);
  return out;
}

bool RuleMatcher::takes_type(const LedgerClaim& claim) const {
  const auto& wanted = rule_->types;
  if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), claim.type) == wanted.end())
    return false;
  // A stage is reached now: what was once talked of is none.
  return stage_ == 0 || (claim.when == When::current && stage_of(*types_, claim.type) >= stage_);
}

bool RuleMatcher::takes_source(const NewClaim& claim) const {
  const Source& source = claim.claim.source;
  const std::string& self = source.kind == SourceKind::self ? claim.document.outlet : source.name;
  return sources_.empty() || holds(sources_, self) || holds(sources_, source.outlet) ||
         holds(sources_, source.handle);
}

bool RuleMatcher::takes_outlet(const std::string& outlet) const {
  return outlets_.empty() || holds(outlets_, outlet);
}

bool RuleMatcher::takes(const NewClaim& claim) const {
  return claim.claim.certainty >= certainty_ && takes_type(claim.claim) &&
         takes_outlet(claim.document.outlet) && takes_source(claim) &&
         (persons_.empty() || persons_.holds(claim.person)) &&
         (clubs_.empty() || clubs_.holds(claim.to) || clubs_.holds(claim.from));
}

bool RuleMatcher::takes_fact(const std::string& predicate, const LedgerEntity& subject,
                             const LedgerEntity& object, const std::string& outlet) const {
  const auto& wanted = rule_->types;
  const auto either = [&](const NameSet& names, MentionKind kind) {
    return names.empty() || (subject.kind == kind && names.holds(subject)) ||
           (object.kind == kind && names.holds(object));
  };
  return (wanted.empty() || std::find(wanted.begin(), wanted.end(), predicate) != wanted.end()) &&
         takes_outlet(outlet) && either(persons_, MentionKind::person) &&
         either(clubs_, MentionKind::club);
}

std::vector<std::string> RuleMatcher::unclear_names() const {
  std::vector<std::string> out = persons_.unclear();
  out.insert(out.end(), clubs_.unclear().begin(), clubs_.unclear().end());
  return out;
}

}  // namespace mercato
