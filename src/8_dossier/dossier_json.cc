// The dossier as JSON: docs/formats/dossier.md gives the fields, whose order is fixed.
#include <cmath>

#include "0_core/json_writer.h"
#include "8_dossier/dossier.h"

namespace mercato {
namespace {

class DossierWriter {
 public:
  DossierWriter(const Dossier& dossier, std::string& out) : dossier_(dossier), json_(out) {}

  void write() {
    json_.begin_object();
    entity("person", dossier_.person);
    window();
    if (!dossier_.holder.name.empty()) entity("holder", dossier_.holder);
    json_.key("state").value(to_string(dossier_.state));
    json_.key("resolution").value(to_string(dossier_.resolution));
    json_.list("history", dossier_.history, [&](const StateChange& c) { change(c); });
    json_.list("suitors", dossier_.suitors, [&](const Suitor& s) { suitor(s); });
    json_.list("positions", dossier_.positions, [&](const Position& p) { position(p); });
    json_.list("origins", dossier_.origins, [&](const Origin& o) { origin(o); });
    json_.list("reports", dossier_.reports, [&](const Report& r) { report(r); });
    json_.list("claims", dossier_.timeline, [&](const TimelineItem& i) { claim(i); });
    json_.list("answers", dossier_.answers, [&](const Answer& a) { answer(a); });
    json_.list("retractions", dossier_.retractions, [&](const Retraction& r) { retraction(r); });
    json_.list("dropped", dossier_.dropped, [&](const PersonHistory::Dropped& d) { dropped(d); });
    json_.list("drift", dossier_.drift, [&](const SagaDrift& d) { drift(d); });
    json_.list("facts", dossier_.facts, [&](const LedgerFact& f) { fact(f); });
    json_.list("outcomes", dossier_.outcomes, [&](const LedgerOutcome& o) { outcome(o); });
    json_.end_object();
  }

 private:
  void indexes(std::string_view name, const std::vector<std::int32_t>& values) {
    json_.list(name, values, [&](std::int32_t v) { json_.value(std::int64_t{v}); });
  }
  void number(std::string_view name, std::int64_t value) { json_.key(name).value(value); }
  // An index, left out where there is none.
  void index(std::string_view name, std::int32_t value) {
    if (value >= 0) number(name, value);
  }
  void flag(std::string_view name, bool value) { json_.key(name).truth(value); }

  void entity(std::string_view name, const LedgerEntity& entity) {
    json_.key(name).begin_object();
    json_.put("id", entity.id);
    json_.key("stable_id").value(stable_id(entity));
    json_.key("name").value(entity.name);
    json_.end_object();
  }
  void club(std::string_view name, Row row) {
    if (const LedgerEntity* entity = dossier_.club(row)) this->entity(name, *entity);
  }
  // Outcomes name clubs that the ledger may have no claims of.
  void club_of_outcome(std::string_view name, Row row, const std::string& id,
                       const std::string& words) {
    if (dossier_.club(row)) return club(name, row);
    if (id.empty() && words.empty()) return;
    entity(name, {0, MentionKind::club, id, words});
  }

  void window() {
    const Window& window = dossier_.window;
    json_.key("window").begin_object();
    json_.key("id").value(window.id);
    json_.put("opens", window.opens.to_string());
    json_.put("closes", window.closes.to_string());
    flag("approximate", window.approximate);
    json_.end_object();
  }

  void change(const StateChange& change) {
    json_.begin_object();
    json_.key("state").value(to_string(change.state));
    json_.put("on", change.on.to_string());
    if (change.entry) number("entry", change.entry);
    index("claim", change.claim);
    index("outcome", change.outcome);
    json_.end_object();
  }

  void suitor(const Suitor& suitor) {
    json_.begin_object();
    entity("club", suitor.club);
    json_.key("status").value(to_string(suitor.status));
    index("status_claim", suitor.status_claim);
    json_.put("furthest", suitor.furthest);
    number("stage", suitor.stage);
    if (suitor.furthest_claim >= 0) json_.put("certainty", to_string(suitor.certainty));
    index("furthest_claim", suitor.furthest_claim);
    index("first_claim", suitor.first_claim);
    index("last_claim", suitor.last_claim);
    indexes("claims", suitor.claims);
    indexes("origins", suitor.origins);
    json_.list("prices", suitor.prices, [&](const Price& p) { price(p); });
    json_.end_object();
  }

  void amount(const Money& money) {
    json_.key("amount").amount(money.amount);
    json_.key("currency").value(money.currency);
    json_.put("kind", to_string(money.kind));
  }
  void price(const Price& price) {
    json_.begin_object();
    index("claim", price.claim);
    amount(price.money);
    json_.end_object();
  }

  void position(const Position& position) {
    json_.begin_object();
    json_.put("type", position.type);
    json_.put("polarity", to_string(position.polarity));
    index("claim", position.claim);
    flag("current", position.current);
    json_.end_object();
  }

  void origin(const Origin& origin) {
    json_.begin_object();
    json_.put("kind", to_string(origin.kind));
    json_.key("name").value(origin.name);
    json_.put("outlet", origin.outlet);
    json_.put("handle", origin.handle);
    json_.put("reference_id", origin.reference_id);
    index("first_claim", origin.first_claim);
    json_.end_object();
  }

  void report(const Report& report) {
    const LedgerDocument& document = report.document;
    json_.begin_object();
    json_.key("key").value(document.key);
    number("version", document.version);
    json_.put("id", document.id);
    json_.put("title", document.title);
    json_.put("author", document.author);
    json_.put("outlet", document.outlet);
    json_.put("url", document.url);
    json_.put("lang", document.language);
    json_.put("published", document.published.to_string());
    json_.key("known_at").value(to_string(document.known_at));
    json_.put("digest", document.digest);
    json_.key("kind").value(to_string(report.kind));
    index("derived_from", report.derived_from);
    indexes("origins", report.origins);
    json_.end_object();
  }

  void source(const Source& source) {
    json_.key("source").begin_object();
    json_.put("name", source.name);
    json_.put("kind", to_string(source.kind));
    json_.put("outlet", source.outlet);
    json_.put("handle", source.handle);
    json_.put("relayed_by", source.relayed_by);
    if (source.post >= 0) number("post", source.post);
    json_.end_object();
  }

  void evidence(const LedgerEvidence& evidence) {
    json_.begin_object();
    number("start", evidence.span.begin);
    number("end", evidence.span.end);
    json_.key("text").value(evidence.text);
    json_.put("lang", evidence.language);
    json_.end_object();
  }

  // The fields of `mercato extract`, but for the person.
  void words(const LedgerClaim& claim) {
    number("entry", claim.entry);
    number("index", claim.index);
    json_.put("type", claim.type);
    club("to", claim.to);
    club("from", claim.from);
    json_.put("polarity", to_string(claim.polarity));
    json_.put("certainty", to_string(claim.certainty));
    json_.put("when", to_string(claim.when));
    json_.put("deal", to_string(claim.deal));
    json_.list("money", claim.money, [&](const Money& m) {
      json_.begin_object();
      amount(m);
      json_.end_object();
    });
    source(claim.source);
    json_.list("evidence", claim.evidence, [&](const LedgerEvidence& e) { evidence(e); });
    json_.key("confidence").value(std::round(claim.confidence * 1000.0) / 1000.0);
  }

  void claim(const TimelineItem& item) {
    json_.begin_object();
    index("report", item.report);
    index("origin", item.origin);
    flag("first_of_origin", item.first_of_origin);
    index("restates", item.restates);
    index("restates_dropped", item.restates_dropped);
    words(dossier_.claims[static_cast<std::size_t>(item.claim)]);
    json_.end_object();
  }

  void answer(const Answer& answer) {
    json_.begin_object();
    index("claim", answer.claim);
    index("to", answer.to);
    json_.key("kind").value(to_string(answer.kind));
    json_.end_object();
  }

  void retraction(const Retraction& retraction) {
    json_.begin_object();
    json_.key("kind").value(to_string(retraction.kind));
    json_.put("on", retraction.on.to_string());
    index(retraction.kind == RetractionKind::edited_away ? "dropped" : "claim", retraction.claim);
    index("by", retraction.by);
    json_.end_object();
  }

  void dropped(const PersonHistory::Dropped& dropped) {
    json_.begin_object();
    for (std::size_t i = 0; i < dossier_.reports.size(); ++i)
      if (dossier_.reports[i].document.row == dropped.dropped_by)
        index("report", static_cast<std::int32_t>(i));
    words(dropped.claim);
    json_.end_object();
  }

  void drift(const SagaDrift& drift) {
    json_.begin_object();
    index("claim", drift.claim);
    index("against", drift.against);
    json_.key("kind").value(to_string(drift.kind));
    flag("within", drift.within);
    json_.end_object();
  }

  void fact(const LedgerFact& fact) {
    json_.begin_object();
    for (std::size_t i = 0; i < dossier_.reports.size(); ++i)
      if (dossier_.reports[i].document.row == fact.document)
        index("report", static_cast<std::int32_t>(i));
    number("entry", fact.entry);
    json_.put("predicate", fact.predicate);
    json_.put("object", fact.object_name);
    json_.put("value", fact.value);
    json_.put("verdict", to_string(fact.verdict));
    json_.list("rows", fact.rows, [&](const std::string& row) { json_.value(row); });
    json_.key("evidence").begin_array();
    evidence(fact.evidence);
    json_.end_array();
    json_.end_object();
  }

  void outcome(const LedgerOutcome& outcome) {
    json_.begin_object();
    number("entry", outcome.entry);
    json_.put("date", outcome.date.to_string());
    json_.put("date_min", outcome.date_min.to_string());
    json_.put("date_max", outcome.date_max.to_string());
    club_of_outcome("from", outcome.from_row, outcome.from_id, outcome.from);
    club_of_outcome("to", outcome.to_row, outcome.to_id, outcome.to);
    if (outcome.fee_eur >= 0) number("fee_eur", outcome.fee_eur);
    json_.put("type", outcome.type);
    json_.end_object();
  }

  const Dossier& dossier_;
  JsonWriter json_;
};

}  // namespace

void append_json(const Dossier& dossier, std::string& out) { DossierWriter(dossier, out).write(); }

}  // namespace mercato
