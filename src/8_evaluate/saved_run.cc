// A run's verdicts as NDJSON, and back.
#include <boost/json.hpp>

#include "0_core/json_writer.h"
#include "8_evaluate/evaluate.h"

namespace mercato::evaluation {
namespace {

namespace json = boost::json;

void write_claim(std::string_view key, const LabelClaim& claim, JsonWriter& out) {
  out.key(key).begin_object();
  out.put("person", claim.person).put("to", claim.to).put("type", claim.type);
  out.put("polarity", claim.polarity);
  out.list("evidence", claim.evidence, [&](const std::string& words) { out.value(words); });
  if (!claim.rules.empty())
    out.list("rules", claim.rules, [&](const std::string& rule) { out.value(rule); });
  out.end_object();
}

void write_verdict(const Verdict& verdict, JsonWriter& out) {
  out.begin_object().key("verdict").value(to_string(verdict.outcome));
  if (verdict.outcome != ClaimOutcome::hit) out.key("kind").value(to_string(verdict.kind));
  write_claim("claim", verdict.claim, out);
  if (verdict.other) write_claim("other", *verdict.other, out);
  out.end_object();
}

std::string text_at(const json::object& row, std::string_view key) {
  const json::value* value = row.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::vector<std::string> texts_at(const json::object& row, std::string_view key) {
  std::vector<std::string> out;
  const json::value* value = row.if_contains(key);
  if (!value || !value->is_array()) return out;
  for (const json::value& one : value->get_array())
    if (one.is_string()) out.emplace_back(one.get_string());
  return out;
}

LabelClaim read_claim(const json::object& row) {
  LabelClaim out;
  out.person = text_at(row, "person");
  out.to = text_at(row, "to");
  out.type = text_at(row, "type");
  out.polarity = text_at(row, "polarity");
  out.evidence = texts_at(row, "evidence");
  out.rules = texts_at(row, "rules");
  return out;
}

std::optional<Verdict> read_verdict(const json::value& value) {
  const json::object* row = value.if_object();
  const json::value* claim = row ? row->if_contains("claim") : nullptr;
  if (!claim || !claim->is_object()) return std::nullopt;
  Verdict out;
  const std::string outcome = text_at(*row, "verdict");
  bool known = false;
  for (const ClaimOutcome one : {ClaimOutcome::hit, ClaimOutcome::missed, ClaimOutcome::wrong}) {
    if (outcome != to_string(one)) continue;
    out.outcome = one;
    known = true;
  }
  const auto kind = parse_error_kind(text_at(*row, "kind"));
  if (!known || (out.outcome != ClaimOutcome::hit && !kind)) return std::nullopt;
  if (kind) out.kind = *kind;
  out.claim = read_claim(claim->get_object());
  if (const json::value* other = row->if_contains("other"); other && other->is_object())
    out.other = read_claim(other->get_object());
  return out;
}

std::optional<Evaluator::SavedDocument> read_document_line(std::string_view line) {
  boost::system::error_code error;
  const json::value parsed = json::parse(line, error);
  const json::object* row = error ? nullptr : parsed.if_object();
  const json::value* claims = row ? row->if_contains("claims") : nullptr;
  if (!claims || !claims->is_array()) return std::nullopt;
  Evaluator::SavedDocument out;
  out.id = text_at(*row, "doc");
  for (const json::value& one : claims->get_array()) {
    auto verdict = read_verdict(one);
    if (!verdict) return std::nullopt;
    out.strict.hit += verdict->outcome == ClaimOutcome::hit;
    out.strict.missed += verdict->outcome == ClaimOutcome::missed;
    out.strict.wrong += verdict->outcome == ClaimOutcome::wrong;
    out.verdicts.push_back(std::move(*verdict));
  }
  return out;
}

}  // namespace

std::string save_run(const std::vector<DocumentResult>& results) {
  std::string out;
  for (const DocumentResult& result : results) {
    JsonWriter line(out);
    line.begin_object().key("doc").value(result.id).key("lang").value(result.language);
    line.key("kind").value(result.kind);
    line.list("claims", result.verdicts, [&](const Verdict& one) { write_verdict(one, line); });
    line.end_object();
    out += '\n';
  }
  return out;
}

Result<std::vector<Evaluator::SavedDocument>> Evaluator::read_run(std::string_view bytes,
                                                                  const std::string& file) {
  std::vector<SavedDocument> out;
  for (std::uint32_t number = 1; !bytes.empty(); ++number) {
    const std::size_t end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    auto document = read_document_line(line);
    if (!document)
      return tl::unexpected<Problem>(Problem{Severity::error, file, number, 0,
                                             "the line is none of a saved run",
                                             "`mercato eval --save FILE` writes one"});
    out.push_back(std::move(*document));
  }
  return out;
}

}  // namespace mercato::evaluation
