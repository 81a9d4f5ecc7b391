#include "9_alert/document_findings.h"

#include <boost/json.hpp>

#include "9_alert/claim_identity.h"

namespace mercato {
namespace {

namespace json = boost::json;

std::string text_of(const json::object& from, std::string_view key) {
  const json::value* value = from.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

const json::object* object_of(const json::object& from, std::string_view key) {
  const json::value* value = from.if_contains(key);
  return value ? value->if_object() : nullptr;
}

const json::array& array_of(const json::object& from, std::string_view key) {
  static const json::array kNone;
  const json::value* value = from.if_contains(key);
  return value && value->is_array() ? value->get_array() : kNone;
}

LedgerEntity entity_of(const json::object* from) {
  LedgerEntity out;
  if (!from) return out;
  out.id = text_of(*from, "id");
  out.name = text_of(*from, "name");
  out.kind =
      text_of(*from, "stable_id").starts_with("C-") ? MentionKind::club : MentionKind::person;
  out.row = from->contains("stable_id") ? 1 : 0;  // one of the ledger's; which row is not told
  return out;
}

std::vector<std::string> evidence_of(const json::object& from) {
  std::vector<std::string> out;
  for (const json::value& one : array_of(from, "evidence"))
    if (one.is_object()) out.push_back(text_of(one.get_object(), "text"));
  return out;
}

NewClaim claim_of(const json::object& from) {
  NewClaim out;
  out.claim.type = text_of(from, "type");
  out.claim.polarity = parse_enum<Polarity>(text_of(from, "polarity")).value_or(Polarity::affirmed);
  out.claim.certainty =
      parse_enum<Certainty>(text_of(from, "certainty")).value_or(Certainty::question);
  out.claim.when = parse_enum<When>(text_of(from, "when")).value_or(When::current);
  out.person = entity_of(object_of(from, "person"));
  out.to = entity_of(object_of(from, "to"));
  out.from = entity_of(object_of(from, "from"));
  if (const json::object* source = object_of(from, "source")) {
    out.claim.source.kind =
        parse_enum<SourceKind>(text_of(*source, "kind")).value_or(SourceKind::self);
    out.claim.source.name = text_of(*source, "name");
    out.claim.source.outlet = text_of(*source, "outlet");
    out.claim.source.handle = text_of(*source, "handle");
  }
  return out;
}

std::string spaced(std::string name) {
  for (char& c : name)
    if (c == '_') c = ' ';
  return name;
}

std::string claim_words(const NewClaim& claim) {
  std::string out = claim.claim.polarity == Polarity::denied ? "denied, " : "";
  out += spaced(claim.claim.type);
  if (claim.to.row) out += " → " + claim.to.name;
  return out;
}

// What all findings of one document share.
Finding about_document(const json::object& document) {
  Finding out;
  if (const json::value* row = document.if_contains("document"); row && row->is_int64())
    out.document = row->get_int64();
  out.title = text_of(document, "title");
  out.outlet = text_of(document, "outlet");
  out.url = text_of(document, "url");
  out.published = text_of(document, "published");
  out.identity = text_of(document, "key");
  return out;
}

std::pair<Finding, DocumentFindings::About> fact_of(const json::object& fact, Finding finding) {
  DocumentFindings::About about{text_of(fact, "predicate"), entity_of(object_of(fact, "subject")),
                                entity_of(object_of(fact, "object"))};
  std::string said = text_of(fact, "value");
  if (const json::value* value = fact.if_contains("value"); value && value->is_number())
    said = json::serialize(*value);
  if (said.empty()) said = about.object.name;
  finding.identity = digest_of(
      {finding.identity, about.predicate, about.subject.row ? stable_id(about.subject) : "", said});
  finding.headline = about.subject.name + ": " + spaced(about.predicate) + " " + said +
                     " is contradicted by the reference";
  finding.evidence = evidence_of(fact);
  finding.json = json::serialize(fact);
  return {std::move(finding), std::move(about)};
}

std::string identity_part(const NewClaim& claim) {
  return digest_of({stable_id(claim.person), claim.to.row ? stable_id(claim.to) : "",
                    claim.claim.type, to_string(claim.claim.polarity), claim.claim.source.name,
                    claim.claim.source.outlet, claim.claim.source.handle});
}

std::pair<Finding, NewClaim> drift_of(const json::object& says, const json::object& cites,
                                      const std::string& kind, Finding finding) {
  NewClaim claim = claim_of(says);
  const NewClaim cited = claim_of(cites);
  claim.document.outlet = finding.outlet;
  finding.identity =
      digest_of({finding.identity, kind, identity_part(claim), identity_part(cited)});
  finding.headline = claim.person.name + ": " + spaced(kind) + ", says " + claim_words(claim) +
                     ", cites " + claim_words(cited);
  finding.evidence = evidence_of(says);
  for (std::string& words : evidence_of(cites)) finding.evidence.push_back(std::move(words));
  finding.json = json::serialize(json::object{{"kind", kind}, {"says", says}, {"cites", cites}});
  return {std::move(finding), std::move(claim)};
}

// The claim of the list that a drift names by its number.
const json::object* numbered(const json::array& claims, const json::object& drift,
                             std::string_view key) {
  const json::value* number = drift.if_contains(key);
  for (const json::value& one : claims) {
    const json::object* claim = one.if_object();
    const json::value* own = claim ? claim->if_contains("claim") : nullptr;
    if (number && own && *own == *number) return claim;
  }
  return nullptr;
}

}  // namespace

Result<DocumentFindings> read_findings(std::string_view answer) {
  boost::system::error_code error;
  const json::value parsed = json::parse(answer, error);
  const json::object* root = parsed.if_object();
  if (error || !root) return failure("", "the answer about a document cannot be read");
  const Finding finding = about_document(*root);
  DocumentFindings out;
  for (const json::value& one : array_of(*root, "facts"))
    if (const auto* fact = one.if_object(); fact && text_of(*fact, "verdict") == "contradicted")
      out.facts.push_back(fact_of(*fact, finding));
  const json::array& claims = array_of(*root, "claims");
  for (const json::value& one : array_of(*root, "drift")) {
    const auto* drift = one.if_object();
    const auto* says = drift ? numbered(claims, *drift, "claim") : nullptr;
    const auto* cites = drift ? numbered(claims, *drift, "against") : nullptr;
    if (says && cites)
      out.drift.push_back(drift_of(*says, *cites, text_of(*drift, "kind"), finding));
  }
  return out;
}

Result<std::optional<DocumentFindings>> find_in_document(const Answers& answers, Row document) {
  const Question* const question = find_question("document");
  if (!question) return failure("", "there is no question \"document\"");
  const auto answered = answers.ask(*question, {{"document", std::to_string(document)}});
  if (!answered && answered.error().kind == Refusal::Kind::unknown) return std::nullopt;
  if (!answered) return tl::unexpected(answered.error().problem);
  auto findings = read_findings(*answered->body);
  if (!findings) return tl::unexpected(findings.error());
  return std::optional(std::move(*findings));
}

}  // namespace mercato
