#include "7_ledger/reading_rows.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "7_ledger/json_reading.h"
#include "7_ledger/schema.h"

namespace mercato {
namespace {

// What the predicates of the claims guide speak of; a reading does not say it.
constexpr std::array<std::string_view, 3> kClubSubjects = {"opponents", "qualified_for",
                                                           "not_qualified_for"};
constexpr std::array<std::string_view, 5> kClubObjects = {"plays_for", "played_for", "joined",
                                                          "coach_of", "opponents"};
constexpr std::array<std::string_view, 2> kPersonObjects = {"compatriots", "teammates"};

template <typename Names>
bool among(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

template <typename Enum, int size>
bool parse_by_name(std::string_view name, Enum& out) {
  for (int i = 0; i < size; ++i) {
    if (to_string(static_cast<Enum>(i)) != name) continue;
    out = static_cast<Enum>(i);
    return true;
  }
  return false;
}

template <typename Enum>
bool parse_known(std::string_view name, Enum& out) {
  const auto parsed = parse_enum<Enum>(name);
  if (parsed) out = *parsed;
  return parsed.has_value();
}

NameRow name_row(json::Element object, std::string_view member) {
  json::Element inner;
  if (!json::find(object, member, inner)) return {};
  return {json::text(inner, "name"), json::text(inner, "id")};
}

std::string joined(json::Element object, std::string_view member) {
  std::string out;
  json::each(object, member, [&](json::Element line) {
    std::string_view text;
    if (line.get(text) != simdjson::SUCCESS) return;
    if (!out.empty()) out += '\n';
    out += text;
  });
  return out;
}

// A number as the ledger writes it, or the text.
std::string value_text(json::Element fact) {
  json::Element value;
  if (!json::find(fact, "value", value)) return {};
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  char digits[32];
  std::int64_t whole;
  double real;
  if (value.get(whole) == simdjson::SUCCESS)
    return {digits, std::to_chars(digits, digits + sizeof digits, whole).ptr};
  if (value.get(real) == simdjson::SUCCESS)
    return {digits, std::to_chars(digits, digits + sizeof digits, real).ptr};
  return {};
}

EvidenceRow evidence_row(json::Element e, std::uint32_t claim) {
  return {claim,
          {json::offset(e, "start"), json::offset(e, "end")},
          json::text(e, "text"),
          json::text(e, "lang")};
}

class RowReader {
 public:
  explicit RowReader(ReadingRows& out) : out_(out) {}

  // Empty on success, else what is wrong.
  std::string read(json::Element root) {
    if (!root.is_object()) return "is no JSON object";
    json::Element doc;
    if (!json::find(root, "doc", doc)) return "has no \"doc\"";
    out_.language = json::text(doc, "lang");
    json::each(root, "claims", [&](json::Element e) { claim(e); });
    json::each(root, "facts", [&](json::Element e) { fact(e); });
    json::each(root, "drift", [&](json::Element e) { drift(e); });
    constexpr auto kMost = static_cast<std::size_t>(kPlaces);
    if (std::max({out_.claims.size(), out_.money.size(), out_.evidence.size(), out_.facts.size()}) >
        kMost)
      complain("has more rows of one kind than an entry can number");
    return std::move(wrong_);
  }

 private:
  void complain(std::string what) {
    if (wrong_.empty()) wrong_ = std::move(what);
  }
  void complain_of(std::string_view list, std::size_t index, std::string_view what) {
    complain("has " + std::string(list) + "[" + std::to_string(index) + "] with " +
             std::string(what));
  }

  void claim(json::Element e) {
    const auto index = static_cast<std::uint32_t>(out_.claims.size());
    ClaimRow row;
    row.person = name_row(e, "person");
    row.to = name_row(e, "to");
    row.from = name_row(e, "from");
    row.type = json::text(e, "type");
    if (!row.person.given()) complain_of("claims", index, "no person");
    if (row.type.empty()) complain_of("claims", index, "no type");
    if (!parse_known(json::text(e, "polarity"), row.polarity) ||
        !parse_known(json::text(e, "certainty"), row.certainty) ||
        !parse_known(json::text(e, "when"), row.when) ||
        !parse_known(json::text(e, "deal"), row.deal))
      complain_of("claims", index, "a value that this version does not know");
    source(e, index, row.source);
    row.rules = joined(e, "rules");
    row.confidence = json::real(e, "confidence", 1);
    json::each(e, "money", [&](json::Element m) {
      money(m, index);
      ++row.amounts;
    });
    json::each(e, "evidence",
               [&](json::Element v) { out_.evidence.push_back(evidence_row(v, index)); });
    out_.claims.push_back(std::move(row));
  }

  void source(json::Element claim, std::uint32_t index, SourceRow& row) {
    json::Element e;
    if (!json::find(claim, "source", e)) return complain_of("claims", index, "no source");
    if (!parse_known(json::text(e, "kind"), row.kind))
      complain_of("claims", index, "a kind of source that this version does not know");
    row.name = json::text(e, "name");
    row.outlet = json::text(e, "outlet");
    row.handle = json::text(e, "handle");
    row.relayed_by = json::text(e, "relayed_by");
    const std::int64_t post = json::integer(e, "post", -1);
    if (post < -1 || post > 0x7fff) complain_of("claims", index, "a post beyond the posts");
    row.post = static_cast<std::int32_t>(post);
  }

  void money(json::Element e, std::uint32_t claim) {
    MoneyRow row;
    row.claim = claim;
    row.amount = json::real(e, "amount");
    row.currency = json::text(e, "currency");
    if (!parse_known(json::text(e, "kind"), row.kind))
      complain_of("claims", claim, "money of an unknown kind");
    out_.money.push_back(row);
  }

  void fact(json::Element e) {
    const std::size_t index = out_.facts.size();
    FactRow row;
    row.predicate = json::text(e, "predicate");
    row.subject = name_row(e, "subject");
    row.object = name_row(e, "object");
    row.subject_is_club = among(kClubSubjects, row.predicate);
    row.object_is_club = among(kClubObjects, row.predicate);
    row.value = value_text(e);
    row.reasons = joined(e, "rows");
    if (!parse_by_name<Fact::Verdict, 3>(json::text(e, "verdict"), row.verdict))
      complain_of("facts", index, "an unknown verdict");
    if (row.predicate.empty()) complain_of("facts", index, "no predicate");
    bool first = true;
    json::each(e, "evidence", [&](json::Element v) {
      if (first) row.evidence = evidence_row(v, 0);
      first = false;
    });
    out_.facts.push_back(std::move(row));
  }

  void drift(json::Element e) {
    DriftRow row{json::offset(e, "claim"), json::offset(e, "against"), DriftKind::strengthened};
    if (row.claim >= out_.claims.size() || row.against >= out_.claims.size())
      complain_of("drift", out_.drift.size(), "a claim beyond the claims");
    if (!parse_by_name<DriftKind, 6>(json::text(e, "kind"), row.kind))
      complain_of("drift", out_.drift.size(), "an unknown kind");
    if (row.claim < out_.claims.size()) ++out_.claims[row.claim].drifts;
    out_.drift.push_back(row);
  }

  ReadingRows& out_;
  std::string wrong_;
};

}  // namespace

bool object_is_entity(std::string_view predicate) {
  return among(kClubObjects, predicate) || among(kPersonObjects, predicate);
}

Result<const ReadingRows*> ReadingParser::parse(std::string_view line) {
  rows_.language = {};
  rows_.claims.clear();
  rows_.money.clear();
  rows_.evidence.clear();
  rows_.facts.clear();
  rows_.drift.clear();
  json::Element root;
  if (parser_.max_depth() != json::kMaxDepth &&
      parser_.allocate(parser_.capacity(), json::kMaxDepth))
    return failure({}, "there is too little memory to read a reading");
  if (parser_.parse(line.data(), line.size()).get(root))
    return failure({}, "the reading is no valid JSON");
  if (std::string wrong = RowReader(rows_).read(root); !wrong.empty())
    return failure({}, "the reading " + wrong,
                   "it was written by another version of mercato, or changed afterwards");
  return &rows_;
}

}  // namespace mercato
