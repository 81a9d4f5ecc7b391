#include <algorithm>
#include <cmath>

#include "0_core/json_writer.h"
#include "9_command/eval_report.h"

namespace mercato {
namespace {

using namespace evaluation;

double rounded(double value) { return std::round(value * 1e6) / 1e6; }

class EvalWriter {
 public:
  EvalWriter(const EvalAnswer& answer, std::size_t limit, std::string& out)
      : answer_(answer), limit_(limit), json_(out) {}

  void write() {
    json_.begin_object();
    count("documents", answer_.documents);
    json_.list("groups", answer_.summary.groups, [&](const GroupFigures& g) { group(g); });
    json_.key("types").begin_object();
    for (const auto& [name, n] : answer_.summary.types) {
      json_.key(name);
      counts(n);
    }
    json_.end_object();
    kinds();
    if (answer_.errors) errors();
    if (answer_.comparison) comparison();
    json_.end_object();
  }

 private:
  void count(std::string_view name, std::uint64_t n) {
    json_.key(name).value(static_cast<std::int64_t>(n));
  }

  void counts(const HitCounts& n) {
    json_.begin_object();
    count("hit", n.hit);
    count("missed", n.missed);
    count("wrong", n.wrong);
    json_.end_object();
  }

  void interval(std::string_view name, const FigureInterval& f) {
    json_.key(name).begin_object().key("value").value(rounded(f.value));
    json_.key("low").value(rounded(f.low)).key("high").value(rounded(f.high)).end_object();
  }

  void level(std::string_view name, const LevelFigures& f) {
    json_.key(name).begin_object();
    count("hit", f.counts.hit);
    count("missed", f.counts.missed);
    count("wrong", f.counts.wrong);
    interval("precision", f.precision);
    interval("recall", f.recall);
    interval("f1", f.f1);
    json_.end_object();
  }

  void group(const GroupFigures& g) {
    json_.begin_object().key("by").value(g.by).key("name").value(g.name);
    count("documents", g.documents);
    for (std::size_t i = 0; i < kLevels; ++i) level(kLevelNames[i], g.levels[i]);
    level("facts", g.facts);
    json_.key("attributes").begin_object();
    for (std::size_t a = 0; a < kAttributes; ++a) {
      json_.key(kAttributeNames[a]).begin_object();
      count("right", g.attributes[a].right);
      count("all", g.attributes[a].all);
      json_.end_object();
    }
    json_.end_object().end_object();
  }

  void kinds() {
    json_.key("kinds").begin_array();
    for (const auto& [language, n] : answer_.summary.error_kinds) {
      for (std::size_t kind = 0; kind < kErrorKinds; ++kind) {
        json_.begin_object().key("lang").value(language);
        json_.key("kind").value(to_string(static_cast<ErrorKind>(kind)));
        count("missed", n.missed[kind]);
        count("wrong", n.wrong[kind]);
        json_.end_object();
      }
    }
    json_.end_array();
  }

  void claim(std::string_view name, const LabelClaim& c) {
    json_.key(name).begin_object().put("person", c.person).put("to", c.to).put("type", c.type);
    json_.put("polarity", c.polarity);
    json_.list("evidence", c.evidence, [&](const std::string& words) { json_.value(words); });
    if (!c.rules.empty())
      json_.list("rules", c.rules, [&](const std::string& rule) { json_.value(rule); });
    json_.end_object();
  }

  // The fields of an error; the object is the caller's.
  void verdict(const std::string& document, const std::string& language, const Verdict& v) {
    json_.key("doc").value(document).key("lang").value(language);
    json_.key("verdict").value(to_string(v.outcome)).key("kind").value(to_string(v.kind));
    claim("claim", v.claim);
    if (v.other) claim("other", *v.other);
  }

  std::size_t shown(std::size_t all) const { return limit_ ? std::min(all, limit_) : all; }

  void errors() {
    json_.key("errors").begin_array();
    for (std::size_t i = 0; i < shown(answer_.errors->size()); ++i) {
      const EvalError& one = (*answer_.errors)[i];
      json_.begin_object();
      verdict(one.document->id, one.document->language, *one.verdict);
      json_.end_object();
    }
    json_.end_array();
  }

  void comparison() {
    const auto& c = *answer_.comparison;
    json_.key("against").begin_object();
    count("only_before", c.only_before);
    count("only_now", c.only_now);
    count("relabelled", c.relabelled);
    json_.key("languages").begin_object();
    for (const auto& [language, n] : c.languages) {
      json_.key(language).begin_object();
      count("documents", n.documents);
      count("fixed_missed", n.fixed_missed);
      count("fixed_wrong", n.fixed_wrong);
      count("broken_missed", n.broken_missed);
      count("broken_wrong", n.broken_wrong);
      json_.key("before");
      counts(n.before);
      json_.key("now");
      counts(n.now);
      json_.end_object();
    }
    json_.end_object().key("changes").begin_array();
    for (std::size_t i = 0; i < shown(c.changes.size()); ++i) {
      json_.begin_object().key("change").value(c.changes[i].fixed ? "fixed" : "broken");
      verdict(c.changes[i].document, c.changes[i].language, c.changes[i].verdict);
      if (c.changes[i].right) claim("right", *c.changes[i].right);
      json_.end_object();
    }
    json_.end_array().end_object();
  }

  const EvalAnswer& answer_;
  const std::size_t limit_;
  JsonWriter json_;
};

}  // namespace

std::string eval_json(const EvalAnswer& answer, std::size_t limit) {
  std::string out;
  EvalWriter(answer, limit, out).write();
  return out + "\n";
}

}  // namespace mercato
