#include "6_engine/output.h"

#include <cmath>
#include <cstdlib>

#include "0_core/json_writer.h"

namespace mercato {
namespace {

// Field order is part of the format: see output.h.
class ReadingWriter {
 public:
  ReadingWriter(const Engine& engine, const Document& document, const Reading& reading,
                std::string& out)
      : engine_(engine), document_(document), reading_(reading), json_(out) {}

  void write() {
    json_.begin_object();
    doc();
    json_.list("claims", reading_.claims, [&](const Claim& c) { claim(c); });
    json_.list("facts", reading_.facts, [&](const Fact& f) { fact(f); });
    json_.list("drift", reading_.drift, [&](const Drift& d) { drift(d); });
    if (!document_.posts.empty())
      json_.list("posts", document_.posts, [&](const Post& p) { post(p); });
    if (!document_.problems.empty())
      json_.list("problems", document_.problems, [&](const Problem& p) { problem(p, json_); });
    json_.end_object();
  }

  static void problem(const Problem& p, JsonWriter& json) {
    static constexpr std::string_view kSeverity[] = {"note", "warning", "error"};
    json.begin_object();
    json.put("severity", kSeverity[static_cast<std::size_t>(p.severity)]);
    json.put("where", p.where);
    if (p.line) json.key("line").value(std::int64_t{p.line});
    json.key("offset").value(static_cast<std::int64_t>(p.offset));
    json.key("message").value(p.message);
    json.put("hint", p.hint);
    json.end_object();
  }

 private:
  void doc() {
    const bool known = reading_.language < engine_.languages().size();
    json_.key("doc").begin_object();
    json_.key("id").value(document_.id);
    json_.put("lang", known ? std::string_view(engine_.languages().info(reading_.language).tag)
                            : document_.language);
    json_.put("published", document_.published.to_string());
    json_.put("title", document_.title);
    json_.put("author", document_.author);
    json_.put("outlet", document_.outlet);
    json_.put("section", document_.section);
    json_.put("url", document_.url);
    json_.end_object();
  }

  void entity(std::string_view name, std::int32_t index) {
    const Entity& e = reading_.linked.entities[static_cast<std::size_t>(index)];
    json_.key(name).begin_object();
    json_.key("name").value(e.name);
    if (e.id != kNoReference) json_.key("id").value(engine_.reference().external_id(e.id));
    json_.end_object();
  }

  void evidence(const Evidence& e) {
    json_.begin_object();
    span(e.span);
    json_.key("text").value(slice(document_.text, e.span));
    json_.put("lang", e.language);
    json_.end_object();
  }

  void span(Span s) {
    json_.key("start").value(std::int64_t{s.begin});
    json_.key("end").value(std::int64_t{s.end});
  }

  void source(const Source& s) {
    json_.key("source").begin_object();
    json_.put("name", s.name);
    json_.put("kind", to_string(s.kind));
    json_.put("outlet", s.outlet);
    json_.put("handle", s.handle);
    json_.put("relayed_by", s.relayed_by);
    if (s.post >= 0) json_.key("post").value(std::int64_t{s.post});
    json_.end_object();
  }

  void money(const Money& m) {
    json_.begin_object();
    json_.key("amount").amount(m.amount);
    json_.key("currency").value(m.currency);
    json_.put("kind", to_string(m.kind));
    json_.end_object();
  }

  void claim(const Claim& c) {
    json_.begin_object();
    entity("person", c.person);
    json_.key("type").value(engine_.types()[c.type].name);
    if (c.to >= 0) entity("to", c.to);
    if (c.from >= 0) entity("from", c.from);
    json_.put("polarity", to_string(c.polarity));
    json_.put("certainty", to_string(c.certainty));
    json_.put("when", to_string(c.when));
    json_.put("deal", to_string(c.deal));
    json_.list("money", c.money, [&](const Money& m) { money(m); });
    source(c.source);
    json_.list("evidence", c.evidence, [&](const Evidence& e) { evidence(e); });
    json_.key("confidence").value(std::round(c.confidence * 1000.0) / 1000.0);
    json_.list("rules", c.derivations, [&](const Derivation& d) { json_.value(d.rule); });
    json_.end_object();
  }

  void fact(const Fact& f) {
    json_.begin_object();
    json_.key("predicate").value(f.predicate);
    if (f.subject >= 0) entity("subject", f.subject);
    if (f.object >= 0)
      entity("object", f.object);
    else if (!f.object_name.empty())
      json_.key("object").begin_object().put("name", f.object_name).end_object();
    if (f.numeric && !f.value.empty()) {
      json_.key("value").amount(std::strtod(f.value.c_str(), nullptr));
    } else {
      json_.put("value", f.value);
    }
    json_.put("verdict", to_string(f.verdict));
    if (!f.rows.empty())
      json_.list("rows", f.rows, [&](const std::string& row) { json_.value(row); });
    json_.key("evidence").begin_array();
    evidence(f.evidence);
    json_.end_array();
    json_.end_object();
  }

  void drift(const Drift& d) {
    json_.begin_object();
    json_.key("claim").value(std::int64_t{d.claim});
    json_.key("against").value(std::int64_t{d.against});
    json_.put("kind", to_string(d.kind));
    json_.end_object();
  }

  void post(const Post& p) {
    json_.begin_object();
    json_.put("author", p.author);
    json_.put("handle", p.handle);
    json_.put("platform", p.platform);
    json_.put("published", p.published.to_string());
    span(p.span);
    json_.end_object();
  }

  const Engine& engine_;
  const Document& document_;
  const Reading& reading_;
  JsonWriter json_;
};

}  // namespace

void append_json(const Engine& engine, const Document& document, const Reading& reading,
                 std::string& out) {
  ReadingWriter(engine, document, reading, out).write();
}

void append_json(const Problem& problem, std::string& out) {
  JsonWriter json(out);
  ReadingWriter::problem(problem, json);
}

}  // namespace mercato
