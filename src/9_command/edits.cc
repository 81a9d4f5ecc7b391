#include "9_command/edits.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "0_core/claim.h"
#include "9_command/claim_words.h"

namespace mercato {
namespace {

namespace json = boost::json;

std::string text_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::string identity_of(const json::object& claim, std::string_view key) {
  const json::value* value = claim.if_contains(key);
  if (!value || !value->is_object()) return {};
  const std::string id = text_of(value->as_object(), "id");
  return id.empty() ? "name " + text_of(value->as_object(), "name") : "id " + id;
}

std::string key_of(const json::object& claim) {
  std::string key;
  const auto add = [&](const std::string& part) { key.append(part).push_back('\n'); };
  add(identity_of(claim, "person"));
  add(identity_of(claim, "to"));
  add(text_of(claim, "type"));
  add(text_of(claim, "polarity"));
  if (const json::value* source = claim.if_contains("source"); source && source->is_object()) {
    for (const char* field : {"kind", "name", "outlet", "handle"})
      add(text_of(source->as_object(), field));
  }
  return key;
}

bool differs(const json::object& a, const json::object& b) {
  for (const char* field : {"certainty", "deal", "money"}) {
    const json::value *x = a.if_contains(field), *y = b.if_contains(field);
    if ((x == nullptr) != (y == nullptr) || (x && *x != *y)) return true;
  }
  return false;
}

std::multimap<std::string, json::value> claims_of(std::string_view reading) {
  std::multimap<std::string, json::value> out;
  boost::system::error_code error;
  const json::value parsed = json::parse(reading, error);
  if (error || !parsed.is_object()) return out;
  const json::value* claims = parsed.as_object().if_contains("claims");
  if (!claims || !claims->is_array()) return out;
  for (const json::value& claim : claims->as_array()) {
    if (claim.is_object()) out.emplace(key_of(claim.as_object()), claim);
  }
  return out;
}

std::vector<Money> money_of(const json::object& claim) {
  std::vector<Money> out;
  const json::value* rows = claim.if_contains("money");
  if (!rows || !rows->is_array()) return out;
  for (const json::value& row : rows->as_array()) {
    Money money;
    if (!row.is_object()) continue;
    const json::value* amount = row.as_object().if_contains("amount");
    if (amount && amount->is_number()) money.amount = amount->to_number<double>();
    money.currency = text_of(row.as_object(), "currency");
    money.kind = parse_enum<MoneyKind>(text_of(row.as_object(), "kind")).value_or(MoneyKind::fee);
    out.push_back(std::move(money));
  }
  return out;
}

LedgerEntity entity_of(const json::object& claim, std::string_view key) {
  LedgerEntity out;
  if (const json::value* value = claim.if_contains(key); value && value->is_object())
    out.name = text_of(value->as_object(), "name");
  return out;
}

std::string words_of(const json::value& value) {
  const json::object& row = value.as_object();
  LedgerClaim claim;
  claim.type = text_of(row, "type");
  claim.polarity = parse_enum<Polarity>(text_of(row, "polarity")).value_or(Polarity::affirmed);
  claim.certainty = parse_enum<Certainty>(text_of(row, "certainty")).value_or(Certainty::asserted);
  claim.when = parse_enum<When>(text_of(row, "when")).value_or(When::current);
  claim.deal = parse_enum<Deal>(text_of(row, "deal")).value_or(Deal::unknown);
  claim.money = money_of(row);
  const LedgerEntity to = entity_of(row, "to"), from = entity_of(row, "from");
  return plain(entity_of(row, "person").name) + ": " +
         claim_words(claim, to.name.empty() ? nullptr : &to, from.name.empty() ? nullptr : &from);
}

std::string evidence_of(const json::value& value) {
  const json::value* evidence = value.as_object().if_contains("evidence");
  if (!evidence || !evidence->is_array() || evidence->as_array().empty()) return {};
  const json::value& first = evidence->as_array().front();
  return first.is_object() ? " “" + plain(text_of(first.as_object(), "text")) + "”" : std::string();
}

Row row_of(const json::object& document, std::string_view key) {
  const json::value* value = document.if_contains(key);
  return value && value->is_int64() ? value->as_int64() : 0;
}

// New versions, and the entry of each document's newest reading.
struct Versions {
  std::vector<json::object> edited;
  std::unordered_map<Row, Row> entries;
};

Result<Versions> read_versions(const Ledger& ledger, Instant as_of, const std::set<Row>& only) {
  Versions out;
  const auto visit = [&](std::string_view line) {
    json::object document = json::parse(line).as_object();
    const Row row = row_of(document, "document");
    out.entries[row] = row_of(document, "entry");
    if (row_of(document, "edit_of") && (only.empty() || only.contains(row)))
      out.edited.push_back(std::move(document));
  };
  if (auto read = ledger.export_table("documents", as_of, visit); !read)
    return tl::unexpected(read.error());
  return out;
}

}  // namespace

ClaimChanges compare_readings(std::string_view before, std::string_view after) {
  ClaimChanges changes;
  auto left = claims_of(before);
  for (auto& [key, claim] : claims_of(after)) {
    const auto same = left.find(key);
    if (same == left.end()) {
      changes.added.push_back(claim);
      continue;
    }
    if (differs(same->second.as_object(), claim.as_object()))
      changes.changed.emplace_back(same->second, claim);
    left.erase(same);
  }
  for (auto& [key, claim] : left) changes.dropped.push_back(std::move(claim));
  return changes;
}

Result<std::vector<Edit>> find_edits(const Ledger& ledger, Instant as_of,
                                     const std::set<Row>& only) {
  auto versions = read_versions(ledger, as_of, only);
  if (!versions) return tl::unexpected(versions.error());
  std::vector<Edit> out;
  for (json::object& document : versions->edited) {
    const auto before = ledger.reading(versions->entries[row_of(document, "edit_of")]);
    const auto after = ledger.reading(row_of(document, "entry"));
    if (!before) return tl::unexpected(before.error());
    if (!after) return tl::unexpected(after.error());
    out.push_back({std::move(document), compare_readings(*before, *after)});
  }
  return out;
}

json::value to_json(const Edit& edit) {
  json::object out = edit.document;
  out["dropped"] = json::array(edit.changes.dropped.begin(), edit.changes.dropped.end());
  out["added"] = json::array(edit.changes.added.begin(), edit.changes.added.end());
  json::array changed;
  for (const auto& [before, after] : edit.changes.changed)
    changed.push_back(json::object{{"before", before}, {"after", after}});
  out["changed"] = std::move(changed);
  return out;
}

std::string to_text(const Edit& edit, const Terminal& terminal) {
  const json::object& document = edit.document;
  std::string name = text_of(document, "outlet");
  const std::string title = text_of(document, "title");
  name += (name.empty() || title.empty() ? "" : ", ") + title;
  std::string out =
      terminal.paint(name.empty() ? text_of(document, "key") : name, Ink::bold) + "  " +
      terminal.paint("version " + std::to_string(row_of(document, "version")) + ", " +
                         text_of(document, "known_at") + ", " + text_of(document, "key"),
                     Ink::dim) +
      "\n";
  const auto line = [&](const std::string& text, Ink ink) {
    for (const std::string& row : wrap(text, terminal.width() - 4))
      out += "    " + terminal.paint(row, ink) + "\n";
  };
  for (const json::value& claim : edit.changes.dropped)
    line("- " + words_of(claim) + evidence_of(claim), Ink::red);
  for (const json::value& claim : edit.changes.added)
    line("+ " + words_of(claim) + evidence_of(claim), Ink::green);
  for (const auto& [before, after] : edit.changes.changed)
    line("~ " + words_of(before) + "  ⇒  " + words_of(after) + evidence_of(after), Ink::yellow);
  if (!edit.changes.any()) line("the same claims in other words", Ink::dim);
  return out;
}

}  // namespace mercato
