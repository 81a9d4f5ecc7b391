#include "8_score/source_record.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <cmath>
#include <set>
#include <tuple>

#include "0_core/json_writer.h"
#include "1_language/language.h"

namespace mercato {
namespace {

constexpr double kStagePrior = 10;
constexpr double kWeakestPrior = 4, kStrongestPrior = 100;

std::size_t at(std::int32_t index) { return static_cast<std::size_t>(index); }

bool is_call(const LedgerClaim& claim, const ClaimType& type) {
  return claim.to != 0 && claim.when == When::current && type.stage > 0;
}

bool is_nobody(const Origin& origin) {
  return origin.name.empty() && origin.outlet.empty() && origin.handle.empty();
}

bool says_no(const LedgerClaim& claim, const ClaimType& type) {
  return claim.polarity == Polarity::denied || type.ends != Ending::none;
}

Origin outlet_origin(const std::string& outlet, const std::string& key) {
  Origin origin;
  origin.key = key;
  origin.kind = SourceKind::outlet;
  origin.name = origin.outlet = outlet;
  return origin;
}

// The calls of one dossier.
class CallCollector {
 public:
  // By source (Origin::key), club and whether it is a denial.
  using Calls = std::map<std::tuple<std::string, Row, bool>, Call>;

  CallCollector(const Dossier& dossier, const ClaimTypes& types)
      : dossier_(dossier), types_(types) {}

  Calls collect() {
    for (const TimelineItem& item : dossier_.timeline) {
      if (item.claim >= 0 && item.origin >= 0) consider(item);
    }
    for (auto& [key, call] : calls_) judge(call);
    return std::move(calls_);
  }

 private:
  void consider(const TimelineItem& item) {
    const LedgerClaim& claim = dossier_.claims[at(item.claim)];
    const ClaimTypeId id = types_.find(claim.type);
    if (id == kNoClaimType || !is_call(claim, types_[id])) return;
    // Unnamed circles, and documents of nobody, are no source that could have a record.
    if (is_nobody(dossier_.origins[at(item.origin)])) return;
    const bool denial = says_no(claim, types_[id]);
    const auto [found, fresh] =
        calls_.try_emplace({dossier_.origins[at(item.origin)].key, claim.to, denial});
    Call& call = found->second;
    if (fresh) begin(call, item, claim, denial);
    if (fresh || types_[id].stage > call.stage) go_further(call, claim, types_[id]);
  }

  void begin(Call& call, const TimelineItem& item, const LedgerClaim& claim, bool denial) const {
    call.person = dossier_.person;
    if (const LedgerEntity* club = dossier_.club(claim.to)) call.club = *club;
    const Origin& origin = dossier_.origins[at(item.origin)];
    const bool freelance = origin.key == "ref:" + origin.reference_id;
    const bool of_outlet =
        origin.kind == SourceKind::journalist && !origin.outlet.empty() && !freelance;
    call.source = of_outlet ? outlet_origin(origin.outlet, origin.key) : origin;
    if (of_outlet) call.journalist = origin.name;
    call.window = dossier_.window.id;
    call.denial = denial;
    if (item.report >= 0) {
      const LedgerDocument& document = dossier_.reports[at(item.report)].document;
      call.said = document.published.known() ? document.published : to_date(document.known_at);
      call.language = document.language;
    }
  }

  static void go_further(Call& call, const LedgerClaim& claim, const ClaimType& type) {
    call.type = type.name;
    call.stage = type.stage;
    call.certainty = claim.certainty;
    call.claim = claim.row;
    call.entry = claim.entry;
  }

  void judge(Call& call) const {
    if (dossier_.resolution == Resolution::open) return;
    const bool came = dossier_.resolution == Resolution::moved && moved_to(call.club);
    call.verdict = came != call.denial ? Verdict::hit : Verdict::miss;
    if (!came || call.denial || !call.said.known()) return;
    if (const Date day = announced(call.club.row); day.known() && day.day != 0)
      call.lead_days = std::max(0, day.days() - call.said.days());
  }

  bool moved_to(const LedgerEntity& club) const {
    return std::any_of(dossier_.suitors.begin(), dossier_.suitors.end(), [&](const Suitor& suitor) {
      return suitor.club.row == club.row && suitor.status == SuitorStatus::done;
    });
  }

  // The first official claim, or the day of the outcome where there is none.
  Date announced(Row club) const {
    for (const Suitor& suitor : dossier_.suitors) {
      if (suitor.club.row != club || suitor.status_claim < 0) continue;
      const Row document = dossier_.claims[at(suitor.status_claim)].document;
      for (const Report& report : dossier_.reports)
        if (report.document.row == document) return report.document.published;
    }
    for (const LedgerOutcome& outcome : dossier_.outcomes)
      if (outcome.to_row == club) return outcome.date;
    return {};
  }

  const Dossier& dossier_;
  const ClaimTypes& types_;
  Calls calls_;
};

// A denial is a stage of its own: it is right more often than any affirmation.
std::string base_key(const Call& call) { return call.denial ? "denial" : call.type; }

struct Rates {
  std::map<std::string, Tally> by_stage;
  double overall = 0;

  double base(const Call& call) const {
    const Tally& tally = by_stage.at(base_key(call));
    return (kStagePrior * overall + tally.hits) / (kStagePrior + tally.resolved());
  }
};

template <typename Records>
Rates rates_of(const Records& records) {
  Rates rates;
  Tally all;
  for (const auto& [key, record] : records) {
    for (const Call& call : record.calls) {
      rates.by_stage[base_key(call)].count(call.verdict);
      all.count(call.verdict);
    }
  }
  rates.overall = all.resolved() ? static_cast<double>(all.hits) / all.resolved() : 0;
  return rates;
}

double expected_rate(const SourceRecord& record, const Rates& rates) {
  double sum = 0;
  for (const Call& call : record.calls)
    if (call.verdict != Verdict::open) sum += rates.base(call);
  return record.all.resolved() ? sum / record.all.resolved() : rates.overall;
}

template <typename Records>
double prior_weight_of(const Records& records, const Rates& rates) {
  double spread = 0, chance = 0, weight = 0;
  for (const auto& [key, record] : records) {
    const double n = record.all.resolved();
    if (n == 0) continue;
    const double q = expected_rate(record, rates), off = record.all.hits / n - q;
    spread += n * off * off;
    chance += q * (1 - q);
    weight += (n - 1) * q * (1 - q);
  }
  const double rho = weight > 0 ? (spread - chance) / weight : 0;
  return rho <= 0 ? kStrongestPrior : std::clamp((1 - rho) / rho, kWeakestPrior, kStrongestPrior);
}

void shrink(SourceRecord& record, double q, double m) {
  const double n = record.all.resolved(), h = record.all.hits;
  record.expected = q;
  record.rate = (m * q + h) / (m + n);
  record.lift = record.rate - q;
  record.too_few = n < kFewestCalls;
  const double a = m * q + h, b = m * (1 - q) + n - h;
  if (a <= 0 || b <= 0) {  // nothing ever hit or missed: the rate is 0 or 1 for all we know
    record.low = 0, record.high = 1;
    return;
  }
  const boost::math::beta_distribution<double> posterior(a, b);
  record.low = boost::math::quantile(posterior, 0.05);
  record.high = boost::math::quantile(posterior, 0.95);
}

void tally(SourceRecord& record) {
  std::vector<int> leads;
  for (const Call& call : record.calls) {
    record.all.count(call.verdict);
    record.by_type[base_key(call)].count(call.verdict);
    record.by_club[call.club.name].count(call.verdict);
    record.by_language[call.language].count(call.verdict);
    record.by_window[call.window].count(call.verdict);
    if (!call.journalist.empty()) record.by_journalist[call.journalist].count(call.verdict);
    if (call.lead_days) leads.push_back(*call.lead_days);
  }
  if (leads.empty()) return;
  const auto middle = leads.begin() + static_cast<std::ptrdiff_t>(leads.size() / 2);
  std::nth_element(leads.begin(), middle, leads.end());
  record.median_lead_days = *middle;
}

auto call_order(const Call& call) {
  return std::make_tuple(call.said, call.person.id, call.person.name, call.window, call.club.id,
                         call.club.name, call.denial, call.claim);
}

void put_tally(JsonWriter& json, const Tally& tally) {
  json.begin_object().key("hits").value(std::int64_t{tally.hits});
  json.key("misses")
      .value(std::int64_t{tally.misses})
      .key("open")
      .value(std::int64_t{tally.open})
      .end_object();
}

void put_tallies(JsonWriter& json, std::string_view name,
                 const std::map<std::string, Tally>& tallies) {
  json.key(name).begin_array();
  for (const auto& [key, tally] : tallies) {
    json.begin_object().key("name").value(key).key("calls");
    put_tally(json, tally);
    json.end_object();
  }
  json.end_array();
}

void put_entity(JsonWriter& json, std::string_view key, const LedgerEntity& entity) {
  json.key(key)
      .begin_object()
      .put("id", entity.id)
      .put("stable_id", stable_id(entity))
      .put("name", entity.name);
  json.end_object();
}

void put_call(JsonWriter& json, const Call& call) {
  json.begin_object();
  put_entity(json, "person", call.person);
  put_entity(json, "club", call.club);
  json.put("window", call.window)
      .put("type", call.type)
      .key("denial")
      .value(std::int64_t{call.denial});
  json.put("certainty", to_string(call.certainty))
      .put("lang", call.language)
      .put("said", call.said.to_string());
  json.key("claim")
      .value(call.claim)
      .key("entry")
      .value(call.entry)
      .put("verdict", to_string(call.verdict));
  if (call.lead_days) json.key("lead_days").value(std::int64_t{*call.lead_days});
  json.end_object();
}

double thousandths(double value) { return std::round(value * 1000) / 1000; }

}  // namespace

std::string_view to_string(Verdict verdict) {
  static constexpr std::string_view kNames[] = {"open", "hit", "miss"};
  return kNames[static_cast<std::size_t>(verdict)];
}

void Tally::count(Verdict verdict) {
  hits += verdict == Verdict::hit;
  misses += verdict == Verdict::miss;
  open += verdict == Verdict::open;
}

void SourceBook::add(const Dossier& dossier) {
  for (auto& [key, call] : CallCollector(dossier, types_).collect())
    add(std::get<std::string>(key), std::move(call));
  count_relays(dossier);
}

void SourceBook::add(const std::string& key, Call call) {
  SourceRecord& record = by_key_[key];
  // Of several spellings the first in order, so that the order of dossiers is no matter.
  if (record.calls.empty() || call.source.name < record.source.name) record.source = call.source;
  record.calls.push_back(std::move(call));
}

void SourceBook::add(const SourceBook& other, const std::function<bool(const Call&)>& takes) {
  for (const auto& [key, record] : other.by_key_)
    for (const Call& call : record.calls)
      if (!takes || takes(call)) add(key, call);
  if (takes) return;
  for (const auto& [key, relays] : other.relays_) count(key, relays);
}

void SourceBook::count_relays(const Dossier& dossier) {
  std::set<Row> drifted;  // documents that say something else than what they cite
  for (const SagaDrift& drift : dossier.drift)
    drifted.insert(dossier.claims[at(drift.claim)].document);
  for (const Report& report : dossier.reports) {
    if (report.kind != ReportKind::relay || report.document.outlet.empty()) continue;
    count(report.publisher,
          {report.document.outlet, 1, static_cast<int>(drifted.count(report.document.row))});
  }
}

void SourceBook::count(const std::string& key, const Relays& more) {
  Relays& relays = relays_[key];
  if (relays.outlet.empty() || more.outlet < relays.outlet) relays.outlet = more.outlet;
  relays.count += more.count;
  relays.drifted += more.drifted;
}

void SourceBook::each(
    const std::function<void(const Origin&, const std::vector<Call>&)>& visit) const {
  for (const auto& [key, record] : by_key_) visit(record.source, record.calls);
  for (const auto& [key, relays] : relays_)
    if (!by_key_.contains(key)) visit(outlet_origin(relays.outlet, key), {});
}

// Relays belong to the record of the outlet that published them, which may have no call of its own.
void SourceBook::add_relays() {
  for (const auto& [key, relays] : relays_) {
    SourceRecord& record = by_key_[key];
    if (record.calls.empty()) record.source = outlet_origin(relays.outlet, key);
    record.relays += relays.count;
    record.drifted += relays.drifted;
  }
}

std::vector<SourceRecord> SourceBook::take_records() {
  add_relays();
  auto by_key = std::move(by_key_);
  by_key_.clear();
  relays_.clear();
  for (auto& [key, record] : by_key) {
    std::sort(record.calls.begin(), record.calls.end(),
              [](const Call& a, const Call& b) { return call_order(a) < call_order(b); });
    tally(record);
  }
  const Rates rates = rates_of(by_key);
  const double m = prior_weight_of(by_key, rates);
  std::vector<SourceRecord> records;
  for (auto& [key, record] : by_key) {
    shrink(record, expected_rate(record, rates), m);
    records.push_back(std::move(record));
  }
  std::stable_sort(records.begin(), records.end(),
                   [](const SourceRecord& a, const SourceRecord& b) {
                     return a.all.resolved() > b.all.resolved();
                   });
  return records;
}

void append_json(const SourceRecord& record, bool with_calls, std::string& out) {
  JsonWriter json(out);
  json.begin_object().key("source").begin_object();
  json.put("kind", to_string(record.source.kind))
      .put("name", record.source.name)
      .put("outlet", record.source.outlet);
  json.put("handle", record.source.handle)
      .put("reference_id", record.source.reference_id)
      .end_object();
  json.key("calls");
  put_tally(json, record.all);
  json.put("verdict", record.too_few ? "too few to say" : "");
  if (record.all.resolved()) {
    json.key("rate").value(thousandths(record.rate)).key("low").value(thousandths(record.low));
    json.key("high")
        .value(thousandths(record.high))
        .key("expected")
        .value(thousandths(record.expected));
    json.key("lift").value(thousandths(record.lift));
  }
  if (record.median_lead_days)
    json.key("median_lead_days").value(std::int64_t{*record.median_lead_days});
  json.key("relays")
      .value(std::int64_t{record.relays})
      .key("drifted")
      .value(std::int64_t{record.drifted});
  put_tallies(json, "by_journalist", record.by_journalist);
  put_tallies(json, "by_type", record.by_type);
  put_tallies(json, "by_club", record.by_club);
  put_tallies(json, "by_language", record.by_language);
  put_tallies(json, "by_window", record.by_window);
  if (with_calls) {
    json.key("list").begin_array();
    for (const Call& call : record.calls) put_call(json, call);
    json.end_array();
  }
  json.end_object();
}

}  // namespace mercato
