#include "9_answer/profile.h"

#include "9_answer/entity_json.h"
#include "9_answer/row_json.h"

namespace mercato {
namespace {

namespace json = boost::json;

json::value club_json(const Reference& reference, ReferenceId club) {
  return to_json(LedgerEntity{0, MentionKind::club, std::string(reference.external_id(club)),
                              std::string(reference.name(club))});
}

json::array split(std::string_view list) {
  json::array out;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(';'), list.size());
    if (end) out.push_back(json::string(list.substr(0, end)));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

// The newest contract that was known on the day and still ran.
Date contract_end(const Reference& reference, ReferenceId person, Date day) {
  const ContractRow* newest = nullptr;
  for (const ContractRow& row : reference.contracts(person)) {
    if (row.loan || !row.expires.known() || (row.as_of.known() && row.as_of > day)) continue;
    if (row.expires.last_day() < day) continue;
    if (!newest || newest->as_of <= row.as_of) newest = &row;
  }
  return newest ? newest->expires : Date{};
}

}  // namespace

std::optional<json::object> profile_json(const LedgerEntity& person, const Reference& reference,
                                         Date day) {
  if (person.id.empty()) return std::nullopt;
  const ReferenceId id = reference.find(MentionKind::person, person.id);
  if (id == kNoReference) return std::nullopt;
  const PersonRow row = reference.person(id);
  json::object out{{"day", day.to_string()}};
  put(out, "birth", row.birth.to_string());
  if (row.birth.known()) out["age"] = age_in_years(row.birth, day);
  if (!row.nationalities.empty()) out["nationalities"] = split(row.nationalities);
  put(out, "position", row.position);
  if (const auto at = reference.club_at(id, day); at && at->club != kNoReference) {
    out["club"] = club_json(reference, at->club);
    if (at->loan && at->owner != kNoReference && at->owner != at->club)
      out["on_loan_from"] = club_json(reference, at->owner);
  }
  put(out, "contract_until", contract_end(reference, id, day).to_string());
  if (row.coach_only) out["coach"] = true;
  return out;
}

}  // namespace mercato
