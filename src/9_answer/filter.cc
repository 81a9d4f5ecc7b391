#include "9_answer/filter.h"

#include <algorithm>

#include "1_language/language.h"
#include "9_answer/making.h"

namespace mercato {
namespace {

bool has(const std::vector<Row>& rows, Row row) {
  return std::find(rows.begin(), rows.end(), row) != rows.end();
}

bool is_called(const std::string& name, const std::string& folded) {
  return !name.empty() && fold(name) == folded;
}

int stage_of(const std::string& type, const ClaimTypes& types) {
  const ClaimTypeId id = types.find(type);
  return id == kNoClaimType ? 0 : types[id].stage;
}

// The filter's types that have at least its stage; of none given, all of those.
std::vector<std::string> types_of(const ClaimFilter& filter, const ClaimTypes& types) {
  if (filter.stage == 0) return filter.types;
  std::vector<std::string> out;
  for (const ClaimType& type : types.all()) {
    const bool named = filter.types.empty() || std::find(filter.types.begin(), filter.types.end(),
                                                         type.name) != filter.types.end();
    if (named && type.stage >= filter.stage) out.push_back(type.name);
  }
  if (out.empty()) out.push_back("");  // none is like that
  return out;
}

}  // namespace

tl::expected<ClaimFilter, Refusal> filter_of(const LedgerView& view, const Asked& asked) {
  ClaimFilter out;
  if (asked.has("person")) {
    const auto person = who(view, MentionKind::person, asked.text("person"), "person");
    if (!person) return refused(person.error());
    out.persons.push_back(person->row);
  }
  if (asked.has("club")) {
    const auto club = who(view, MentionKind::club, asked.text("club"), "club");
    if (!club) return refused(club.error());
    out.clubs.push_back(club->row);
  }
  if (const std::string type = asked.text("type"); !type.empty()) {
    if (view.types->find(type) == kNoClaimType)
      return refused(refuse(Refusal::Kind::malformed, "type", "is no claim type",
                            "the question \"types\" lists them"));
    out.types.push_back(type);
  }
  const auto stage = stage_asked(asked, *view.types);
  if (!stage) return refused(stage.error());
  out.stage = *stage;
  out.source = fold(asked.text("source"));
  if (out.source.starts_with("@")) out.source.erase(0, 1);
  out.language = asked.text("language");
  return out;
}

ClaimQuery query_of(const ClaimFilter& filter, const ClaimTypes& types) {
  ClaimQuery query;
  query.persons = filter.persons;
  query.clubs = filter.clubs;
  query.types = types_of(filter, types);
  query.language = filter.language;
  if (!filter.source.empty()) {
    query.takes = [source = filter.source](const LedgerClaim& claim,
                                           const LedgerDocument& document) {
      return says_so(claim, document, source);
    };
  }
  return query;
}

bool says_so(const LedgerClaim& claim, const LedgerDocument& document, const std::string& source) {
  const Source& said = claim.source;
  if (is_called(said.name, source) || is_called(said.outlet, source) ||
      is_called(said.handle, source))
    return true;
  const bool own = said.kind == SourceKind::self;
  return own && (is_called(document.outlet, source) || is_called(document.author, source));
}

bool passes(const NewClaim& claim, const ClaimFilter& filter, const ClaimTypes& types) {
  const LedgerClaim& one = claim.claim;
  const bool club =
      filter.clubs.empty() || has(filter.clubs, one.to) || has(filter.clubs, one.from);
  const bool type = filter.types.empty() || std::find(filter.types.begin(), filter.types.end(),
                                                      one.type) != filter.types.end();
  return (filter.persons.empty() || has(filter.persons, one.person)) && club && type &&
         (filter.stage == 0 || stage_of(one.type, types) >= filter.stage) &&
         (filter.source.empty() || says_so(one, claim.document, filter.source)) &&
         (filter.language.empty() || claim.document.language == filter.language);
}

}  // namespace mercato
