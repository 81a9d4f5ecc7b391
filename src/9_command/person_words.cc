#include <algorithm>

#include "9_command/dossier_report.h"

namespace mercato {
namespace {

void add(std::string& out, const std::string& part) {
  if (!part.empty()) out += (out.empty() ? "" : ", ") + plain(part);
}

std::string club_words(const Reference& reference, const ClubAt& at) {
  std::string out(reference.name(at.club));
  if (at.loan && at.owner != kNoReference && at.owner != at.club)
    out += " (on loan from " + std::string(reference.name(at.owner)) + ")";
  return out;
}

// The newest contract that was known on the day and still ran.
std::string contract_words(const Reference& reference, ReferenceId person, Date day) {
  const ContractRow* newest = nullptr;
  for (const ContractRow& row : reference.contracts(person)) {
    if (row.loan || !row.expires.known() || (row.as_of.known() && row.as_of > day)) continue;
    if (row.expires.last_day() < day) continue;
    if (!newest || newest->as_of <= row.as_of) newest = &row;
  }
  return newest ? "contract to " + newest->expires.to_string() : "";
}

}  // namespace

std::string person_words(const LedgerEntity& person, const Reference& reference, Date day) {
  if (person.id.empty() || !day.known()) return {};
  const ReferenceId id = reference.find(MentionKind::person, person.id);
  if (id == kNoReference) return {};
  const PersonRow row = reference.person(id);
  std::string out;
  if (row.birth.known()) add(out, std::to_string(age_in_years(row.birth, day)) + " years");
  add(out, std::string(row.nationalities));
  add(out, std::string(row.position));
  const auto at = reference.club_at(id, day);
  if (at && at->club != kNoReference) add(out, club_words(reference, *at));
  add(out, contract_words(reference, id, day));
  return out;
}

}  // namespace mercato
