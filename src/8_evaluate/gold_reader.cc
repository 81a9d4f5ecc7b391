#include "8_evaluate/gold_reader.h"

#include <boost/json.hpp>
#include <charconv>

namespace mercato::evaluation {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostRows = 1000;  // claims, and facts, of one document
constexpr std::size_t kLongestName = 1000;

std::string text_of(const json::object& row, std::string_view key) {
  const json::value* value = row.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

// A name, or an object that has one.
std::string name_of(const json::value* value) {
  if (!value) return {};
  if (value->is_string()) return std::string(value->get_string());
  if (!value->is_object()) return {};
  const json::object& row = value->get_object();
  if (text_of(row, "kind") == "self") return "self";
  for (const char* key : {"name", "outlet", "handle"})
    if (std::string text = text_of(row, key); !text.empty()) return text;
  return {};
}

std::string number_text(double number) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  std::string out(buffer, end);
  return out.find_first_of(".en") == std::string::npos ? out + ".0" : out;
}

std::string object_of(const json::object& fact) {
  const std::string object = name_of(fact.if_contains("object"));
  if (!object.empty()) return object;
  const json::value* value = fact.if_contains("value");
  if (!value) return {};
  if (value->is_string()) return std::string(value->get_string());
  if (value->is_int64()) return std::to_string(value->get_int64());
  if (value->is_uint64()) return std::to_string(value->get_uint64());
  return value->is_double() ? number_text(value->get_double()) : std::string();
}

bool truth_of(const json::object& row, std::string_view key) {
  const json::value* value = row.if_contains(key);
  return value && value->is_bool() && value->get_bool();
}

std::vector<std::string> source_names_of(const json::value* value) {
  std::vector<std::string> out;
  if (value && value->is_object()) {
    const json::object& row = value->get_object();
    if (text_of(row, "kind") == "self") return {"self"};
    for (const char* key : {"name", "outlet", "handle"}) {
      std::string name = text_of(row, key);
      if (!name.empty() && name != "unnamed") out.push_back(std::move(name));
    }
    return out;
  }
  std::string name = name_of(value);
  out.push_back(name.empty() ? "self" : std::move(name));
  return out;
}

std::vector<std::string> evidence_of(const json::value* value) {
  std::vector<std::string> out;
  const auto add = [&](const json::value& one) {
    if (one.is_string()) out.emplace_back(one.get_string());
    if (one.is_object()) out.push_back(text_of(one.get_object(), "text"));
  };
  if (value && value->is_array()) {
    for (const json::value& one : value->get_array()) add(one);
  } else if (value) {
    add(*value);
  }
  return out;
}

class GoldLine {
 public:
  GoldLine(const Engine& engine, const LabelNames& names, const std::string& file,
           std::uint32_t line)
      : engine_(engine), names_(names), file_(file), line_(line) {}

  Result<void> read(const json::object& row, GoldDocument& out) const {
    out.language = or_unknown(text_of(row, "lang"));
    out.kind = or_unknown(text_of(row, "kind"));
    out.outlet = text_of(row, "outlet");
    const json::value* claims = row.if_contains("claims");
    if (!claims || !claims->is_array())
      return failed("has no list \"claims\"",
                    "a labelled document has one, empty where it claims nothing");
    if (auto ok = each(claims->get_array(), "claim",
                       [&](const json::object& one) { return claim(one, out); });
        !ok)
      return ok;
    const json::value* facts = row.if_contains("facts");
    out.has_facts = facts && facts->is_array();
    if (!out.has_facts) return {};
    return each(facts->get_array(), "fact",
                [&](const json::object& one) { return fact(one, out); });
  }

  tl::unexpected<Problem> failed(std::string message, std::string hint = {}) const {
    return tl::unexpected<Problem>(
        Problem{Severity::error, file_, line_, 0, std::move(message), std::move(hint)});
  }

 private:
  static std::string or_unknown(std::string text) { return text.empty() ? "?" : text; }

  template <typename Read>
  Result<void> each(const json::array& rows, const char* what, Read read) const {
    if (rows.size() > kMostRows)
      return failed("has " + std::to_string(rows.size()) + " " + what + "s, more than " +
                    std::to_string(kMostRows));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string place = std::string(what) + " " + std::to_string(i + 1);
      if (!rows[i].is_object()) return failed(place + " is no object");
      if (std::string wrong = read(rows[i].get_object()); !wrong.empty())
        return failed(place + ": " + wrong, "docs/formats/eval.md describes the form");
    }
    return {};
  }

  template <typename Enum>
  static std::string take_enum(const json::object& row, const char* key, std::string& into) {
    const std::string given = text_of(row, key);
    if (given.empty()) return {};
    if (!parse_enum<Enum>(given))
      return std::string("\"") + key + "\" is \"" + given + "\", which is none of its values";
    into = given;
    return {};
  }

  static std::string too_long(std::initializer_list<const std::string*> texts) {
    for (const std::string* text : texts)
      if (text->size() > kLongestName)
        return "a name has more than " + std::to_string(kLongestName) + " bytes";
    return {};
  }

  // Empty on success, else what is wrong. So fact().
  std::string claim(const json::object& row, GoldDocument& out) const {
    LabelClaim c;
    c.person = name_of(row.if_contains("person"));
    c.to = name_of(row.if_contains("to"));
    c.from = name_of(row.if_contains("from"));
    c.type = text_of(row, "type");
    if (c.person.empty()) return "has no \"person\"";
    if (engine_.types().find(c.type) == kNoClaimType)
      return "\"type\" is \"" + c.type + "\", no claim type (`mercato types` lists them)";
    for (std::string wrong :
         {take_enum<Polarity>(row, "polarity", c.polarity),
          take_enum<Certainty>(row, "certainty", c.certainty), take_enum<When>(row, "when", c.when),
          take_enum<Deal>(row, "deal", c.deal), too_long({&c.person, &c.to, &c.from})})
      if (!wrong.empty()) return wrong;
    sources(row, out.outlet, c);
    money(row, c);
    c.optional = truth_of(row, "optional");
    c.evidence = evidence_of(row.if_contains("evidence"));
    out.claims.push_back(std::move(c));
    return {};
  }

  void sources(const json::object& row, const std::string& outlet, LabelClaim& c) const {
    add_sources(source_names_of(row.if_contains("source")), outlet, c);
    if (const json::value* also = row.if_contains("source_also"))
      add_sources(source_names_of(also), outlet, c);
  }

  void add_sources(std::vector<std::string> named, const std::string& outlet, LabelClaim& c) const {
    bool own = named.empty();
    for (std::string& name : named) {
      own |= names_.is_own_outlet(name, outlet);
      c.sources.push_back(std::move(name));
    }
    if (own) c.sources.push_back("self");
  }

  static void money(const json::object& row, LabelClaim& c) {
    const json::value* list = row.if_contains("money");
    if (!list || !list->is_array()) return;
    for (const json::value& one : list->get_array()) {
      if (!one.is_object()) continue;
      const json::value* amount = one.get_object().if_contains("amount");
      const double number = amount && amount->is_number() ? amount->to_number<double>() : 0;
      c.money.push_back({number, text_of(one.get_object(), "currency")});
    }
  }

  std::string fact(const json::object& row, GoldDocument& out) const {
    LabelFact f{text_of(row, "predicate"), name_of(row.if_contains("subject")), object_of(row),
                truth_of(row, "optional")};
    if (f.predicate.empty()) return "has no \"predicate\"";
    if (std::string wrong = too_long({&f.subject, &f.object}); !wrong.empty()) return wrong;
    out.facts.push_back(std::move(f));
    return {};
  }

  const Engine& engine_;
  const LabelNames& names_;
  const std::string& file_;
  const std::uint32_t line_;
};

}  // namespace

Result<GoldDocument> read_gold_line(const Engine& engine, const LabelNames& names,
                                    std::string_view line, const std::string& file,
                                    std::uint32_t number) {
  GoldDocument out;
  ReadOptions options;
  options.format = Format::ndjson;
  options.name = file;
  if (auto ok = engine.reader().read_ndjson_line(line, options, number, out.document); !ok)
    return tl::unexpected(ok.error());
  const GoldLine reader(engine, names, file, number);
  boost::system::error_code error;
  const json::value parsed = json::parse(line, error);
  if (error || !parsed.is_object()) return reader.failed("the line is no valid JSON");
  if (auto ok = reader.read(parsed.get_object(), out); !ok) return tl::unexpected(ok.error());
  return out;
}

}  // namespace mercato::evaluation
