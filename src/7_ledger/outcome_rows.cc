#include "7_ledger/outcome_rows.h"

#include "0_core/json_writer.h"
#include "7_ledger/json_reading.h"
#include "7_ledger/schema.h"
#include "7_ledger/utf8.h"

namespace mercato {
namespace {

void write_row(JsonWriter& json, const Outcome& o) {
  const auto put = [&](std::string_view name, const std::string& text) {
    json.put(name, mend_utf8(text));
  };
  json.begin_object();
  put("person_id", o.person_id);
  put("person", o.person);
  put("from_id", o.from_id);
  put("from", o.from);
  put("to_id", o.to_id);
  put("to", o.to);
  json.put("date", o.date.to_string()).put("date_min", o.date_min.to_string());
  json.put("date_max", o.date_max.to_string());
  if (o.fee_eur >= 0) json.key("fee_eur").value(o.fee_eur);
  put("type", o.type);
  json.end_object();
}

Date date_of(json::Element row, std::string_view name) {
  return Date::parse_iso(json::text(row, name)).value_or(Date{});
}

Outcome read_row(json::Element row) {
  Outcome o;
  o.person_id = json::text(row, "person_id");
  o.person = json::text(row, "person");
  o.from_id = json::text(row, "from_id");
  o.from = json::text(row, "from");
  o.to_id = json::text(row, "to_id");
  o.to = json::text(row, "to");
  o.date = date_of(row, "date");
  o.date_min = date_of(row, "date_min");
  o.date_max = date_of(row, "date_max");
  o.fee_eur = json::integer(row, "fee_eur", -1);
  o.type = json::text(row, "type");
  return o;
}

}  // namespace

Result<std::vector<Outcome>> normalise_outcomes(std::vector<Outcome> outcomes) {
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    Outcome& o = outcomes[i];
    if (!o.date_min.known()) o.date_min = o.date.known() ? o.date : o.date_max;
    if (!o.date_max.known()) o.date_max = o.date.known() ? o.date : o.date_min;
    if (!o.date_min.known() || (o.person.empty() && o.person_id.empty())) {
      return failure({}, "outcome " + std::to_string(i + 1) + " has no " +
                             (o.date_min.known() ? "person" : "date"));
    }
    o.date_min = o.date_min.first_day();
    o.date_max = o.date_max.last_day();
  }
  return outcomes;
}

std::string write_outcomes(const std::vector<Outcome>& outcomes, std::string_view origin) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().put("origin", mend_utf8(origin));
  json.key("outcomes").begin_array();
  for (const Outcome& o : outcomes) write_row(json, o);
  json.end_array().end_object();
  return out;
}

Result<std::vector<Outcome>> read_outcomes(std::string_view body) {
  simdjson::dom::parser parser;
  json::Element root;
  if (parser.allocate(body.size() + 1, json::kMaxDepth) ||
      parser.parse(body.data(), body.size()).get(root) || !root.is_object())
    return failure({}, "the outcomes are no valid JSON");
  std::vector<Outcome> out;
  json::each(root, "outcomes", [&](json::Element row) { out.push_back(read_row(row)); });
  if (out.size() > static_cast<std::size_t>(kPlaces))
    return failure({}, "the outcomes are more than an entry can number");
  return out;
}

}  // namespace mercato
