#include "9_answer/row_json.h"

#include <cmath>

#include "9_answer/entity_json.h"

namespace mercato {
namespace {

namespace json = boost::json;

void put_entity(json::object& out, std::string_view name, const LedgerEntity* entity) {
  if (entity) out[name] = to_json(*entity);
}

// Whole sums as whole numbers.
json::value amount_json(double amount) {
  if (!std::isfinite(amount)) return 0;
  if (std::abs(amount) < 1e15 && amount == std::floor(amount))
    return static_cast<std::int64_t>(amount);
  return amount;
}

json::object money_json(const Money& money) {
  return {{"amount", amount_json(money.amount)},
          {"currency", money.currency},
          {"kind", to_string(money.kind)}};
}

json::object source_json(const Source& source) {
  json::object out{{"kind", to_string(source.kind)}};
  put(out, "name", source.name);
  put(out, "outlet", source.outlet);
  put(out, "handle", source.handle);
  put(out, "relayed_by", source.relayed_by);
  if (source.post >= 0) out["post"] = source.post;
  return out;
}

json::object evidence_json(const LedgerEvidence& evidence) {
  json::object out = span_json(evidence.span);
  out["text"] = evidence.text;
  put(out, "lang", evidence.language);
  return out;
}

const char* kind_name(BlockKind kind) {
  static constexpr const char* kNames[] = {"metadata", "title", "heading",  "paragraph",
                                           "quote",    "post",  "list_item"};
  return kNames[static_cast<std::size_t>(kind)];
}

template <typename Rows, typename Write>
json::array list(const Rows& rows, Write write) {
  json::array out;
  for (const auto& row : rows) out.push_back(write(row));
  return out;
}

}  // namespace

void put(json::object& out, std::string_view name, std::string_view text) {
  if (!text.empty()) out[name] = text;
}

json::object span_json(Span span) { return {{"start", span.begin}, {"end", span.end}}; }

json::object document_json(const LedgerDocument& document) {
  json::object out{
      {"document", document.row}, {"key", document.key}, {"version", document.version}};
  if (document.edit_of) out["edit_of"] = document.edit_of;
  put(out, "id", document.id);
  put(out, "title", document.title);
  put(out, "author", document.author);
  put(out, "outlet", document.outlet);
  put(out, "url", document.url);
  put(out, "lang", document.language);
  put(out, "published", document.published.to_string());
  out["known_at"] = to_string(document.known_at);
  out["recorded_at"] = to_string(document.recorded_at);
  return out;
}

json::object claim_words_json(const LedgerClaim& claim, const EntityOf& entity,
                              const ClaimTypes& types) {
  json::object out{{"claim", claim.row}, {"entry", claim.entry}};
  put_entity(out, "person", entity(claim.person));
  out["type"] = claim.type;
  const ClaimTypeId type = types.find(claim.type);
  out["stage"] = type == kNoClaimType ? 0 : types[type].stage;
  if (type != kNoClaimType) put(out, "group", types[type].group);
  if (claim.to) put_entity(out, "to", entity(claim.to));
  if (claim.from) put_entity(out, "from", entity(claim.from));
  out["polarity"] = to_string(claim.polarity);
  out["certainty"] = to_string(claim.certainty);
  out["when"] = to_string(claim.when);
  out["deal"] = to_string(claim.deal);
  out["money"] = list(claim.money, money_json);
  out["source"] = source_json(claim.source);
  out["evidence"] = list(claim.evidence, evidence_json);
  out["rules"] = json::array(claim.rules.begin(), claim.rules.end());
  out["confidence"] = std::round(claim.confidence * 1000) / 1000;
  return out;
}

json::object claim_json(const LedgerClaim& claim, const LedgerDocument* document,
                        const EntityOf& entity, const ClaimTypes& types) {
  json::object out = claim_words_json(claim, entity, types);
  if (document) out["document"] = document_json(*document);
  return out;
}

json::object fact_json(const LedgerFact& fact, const EntityOf& entity) {
  json::object out{{"predicate", fact.predicate}};
  put_entity(out, "subject", entity(fact.subject));
  if (const LedgerEntity* object = fact.object ? entity(fact.object) : nullptr)
    out["object"] = to_json(*object);
  else if (!fact.object_name.empty())
    out["object"] = json::object{{"name", fact.object_name}};
  put(out, "value", fact.value);
  out["verdict"] = to_string(fact.verdict);
  out["rows"] = json::array(fact.rows.begin(), fact.rows.end());
  out["evidence"] = json::array{evidence_json(fact.evidence)};
  return out;
}

json::array blocks_json(const Document& document, std::size_t shown) {
  json::array out;
  for (const Block& block : document.blocks) {
    if (block.span.end > shown) break;
    json::object row = span_json(block.span);
    row["kind"] = kind_name(block.kind);
    if (block.post >= 0) row["post"] = block.post;
    put(row, "lang", block.language);
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace mercato
