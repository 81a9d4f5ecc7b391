#include "8_score/forecast_features.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace mercato::forecast {
namespace {

// How far a move stands, in coarse steps: the differences inside a step are too fine for what some
// hundred outcomes can tell.
enum Step : int {
  kNone = 0,
  kApproach = 1,
  kContact = 3,
  kNegotiation = 4,
  kHalf = 5,
  kAgreed = 6
};

struct TypeStep {
  std::string_view type;
  Step step;
};
constexpr std::array kSteps = {
    TypeStep{"offered", kApproach},     TypeStep{"monitoring", kApproach},
    TypeStep{"interest", kApproach},    TypeStep{"contact", kContact},
    TypeStep{"bid_rejected", kContact}, TypeStep{"talks", kNegotiation},
    TypeStep{"bid", kNegotiation},      TypeStep{"bid_accepted", kHalf},
    TypeStep{"personal_terms", kHalf},  TypeStep{"agreement", kAgreed},
    TypeStep{"medical", kAgreed},       TypeStep{"official", kAgreed},
};

using Types = std::initializer_list<std::string_view>;
constexpr double kMostReports = 5;  // more of them say no more
constexpr int kRivalDays = 120;
constexpr double kFarDays = 30;

int step_of(const ForecastClaim& claim) {
  if (claim.polarity == Polarity::denied || claim.when == When::past) return kNone;
  for (const TypeStep& known : kSteps)
    if (known.type == claim.type) return known.step;
  return kNone;
}

bool is_one_of(const ForecastClaim& claim, Types types) {
  return claim.polarity == Polarity::affirmed && claim.when == When::current &&
         std::find(types.begin(), types.end(), claim.type) != types.end();
}

bool is_seen(const ForecastReport& report, Date day) {
  return report.date.known() && report.date.days() <= day.days();
}

bool is_loan(Deal deal) {
  return deal == Deal::loan || deal == Deal::loan_option || deal == Deal::loan_obligation;
}

// What the reports say of one suitor.
class SuitorView {
 public:
  SuitorView(const ForecastQuestion& question, int club) : question_(question), club_(club) {}

  // Where the report is about this suitor alone, a claim "to" the club that already holds the
  // person can only have mistaken the direction.
  bool is_to(const ForecastReport& report, const ForecastClaim& claim) const {
    return claim.to == club_ ||
           (claim.to >= 0 && claim.to == question_.from && report.about.size() == 1);
  }
  int step(const ForecastReport& report) const {
    int furthest = kNone;
    for (const ForecastClaim& claim : report.claims)
      if (is_to(report, claim)) furthest = std::max(furthest, step_of(claim));
    return furthest;
  }
  bool names_rival(const ForecastReport& report) const {
    return std::any_of(report.claims.begin(), report.claims.end(), [&](const ForecastClaim& c) {
      return c.to >= 0 && c.to != club_ && c.to != question_.from &&
             c.polarity == Polarity::affirmed && step_of(c) > kNone;
    });
  }
  bool ended(const ForecastReport& report) const {
    return has(report, [&](const ForecastClaim& c) {
      return c.to == club_ && is_one_of(c, {"collapsed", "person_refused"});
    });
  }
  bool says(const ForecastReport& report, Types types) const {
    return has(report, [&](const ForecastClaim& c) { return is_one_of(c, types); });
  }
  bool says_to(const ForecastReport& report, Types types) const {
    return has(report,
               [&](const ForecastClaim& c) { return is_to(report, c) && is_one_of(c, types); });
  }
  template <typename Test>
  static bool has(const ForecastReport& report, const Test& test) {
    return std::any_of(report.claims.begin(), report.claims.end(), test);
  }
  int club() const { return club_; }

 private:
  const ForecastQuestion& question_;
  int club_;
};

class Filler {
 public:
  explicit Filler(FeatureVector& out) : out_(out) {}
  void set(std::string_view name, double value) { out_[find_feature(name)] = value; }
  void max(std::string_view name, bool value) {
    double& slot = out_[find_feature(name)];
    slot = std::max(slot, value ? 1.0 : 0.0);
  }

 private:
  FeatureVector& out_;
};

void add_present(const SuitorView& view, const ForecastReport& now, Filler& fill) {
  const auto any = [&](const auto& test) { return SuitorView::has(now, test); };
  const int step = view.step(now);
  const auto named = [&](const ForecastClaim& c) { return c.to == view.club(); };
  fill.set("now_negotiating", step >= kNegotiation);
  fill.set("now_agreed", step >= kAgreed);
  fill.set("now_no_stage", step == kNone);
  fill.set("now_hedged",
           any([&](const auto& c) { return named(c) && c.certainty == Certainty::hedged; }));
  fill.set("now_conditional",
           any([&](const auto& c) { return named(c) && c.certainty < Certainty::hedged; }));
  fill.set("now_denied",
           any([&](const auto& c) { return named(c) && c.polarity == Polarity::denied; }));
  fill.set("now_ended", view.ended(now));
  fill.set("now_bid_rejected", view.says_to(now, {"bid_rejected"}));
  fill.set("now_not_for_sale", view.says(now, {"not_for_sale"}));
  fill.set("now_stays", view.says(now, {"stay", "renewal", "renewal_talks"}));
  fill.set("now_wants_club", view.says_to(now, {"wants_club"}));
  fill.set("now_loan", any([](const auto& c) { return is_loan(c.deal); }));
  fill.set("now_free", any([](const auto& c) { return c.deal == Deal::free; }));
  fill.set("now_rival", view.names_rival(now));
}

// What was said of the person before, whatever the club.
void add_position(const SuitorView& view, const ForecastReport& then, Filler& fill) {
  fill.max("before_stays", view.says(then, {"stay", "renewal", "renewal_talks"}));
  fill.max("before_leaving", view.says(then, {"wants_out", "for_sale", "released"}));
}

void add_past(const SuitorView& view, const ForecastReport& then, Filler& fill) {
  fill.max("before_agreed", view.step(then) >= kAgreed);
  fill.max("before_ended", view.ended(then));
  fill.max("before_bid_rejected", view.says_to(then, {"bid_rejected"}));
  add_position(view, then, fill);
}

void add_ever(const SuitorView& view, const ForecastReport& report, Filler& fill) {
  const int step = view.step(report);
  fill.max("ever_negotiating", step >= kNegotiation);
  fill.max("ever_half_agreed", step >= kHalf);
  fill.max("ever_agreed", step >= kAgreed);
}

void add_sources(const std::vector<const ForecastReport*>& reports, const Outlets& outlets,
                 Filler& fill) {
  std::set<std::string> origins;
  for (const ForecastReport* report : reports)
    origins.insert(outlet_key(report->origin.empty() ? report->outlet : report->origin));
  const auto count = static_cast<double>(reports.size());
  fill.set("reports", std::log(std::min(kMostReports, count)));
  fill.set("origins", std::log(std::min(2 * kMostReports, static_cast<double>(origins.size()))));
  const std::string outlet = outlet_key(reports.back()->outlet);
  fill.set("popular_press", outlets.popular.contains(outlet));
  if (const auto found = outlets.records.find(outlet); found != outlets.records.end())
    fill.set("outlet_record", found->second);
}

void add_rivals(const ForecastQuestion& question, int club, Filler& fill) {
  for (const int rival : question.suitors) {
    if (rival == club) continue;
    const SuitorView view(question, rival);
    for (const ForecastReport* report : reports_about(question, rival)) {
      if (question.day.days() - report->date.days() > kRivalDays) continue;
      fill.max("rival_negotiating", view.step(*report) >= kNegotiation);
      fill.max("rival_agreed", view.step(*report) >= kAgreed);
    }
  }
}

void add_window(const ForecastClub& club, Date day, Filler& fill) {
  if (!club.opens.known()) return;
  const double until = club.opens.days() - day.days();
  fill.set("window_open", until <= 0);
  fill.set("window_far", std::clamp(until / kFarDays, 0.0, 1.0));
}

// Known on the day: the row's last possible day lies before it.
bool is_before(const MoveRow& move, Date day) {
  const Date last = move.date_max.known() ? move.date_max : move.date;
  return last.known() && last.last_day().days() < day.days();
}

void add_moves(const ForecastQuestion& question, ReferenceId club, const Reference& reference,
               Filler& fill) {
  if (question.person == kNoReference || club == kNoReference) return;
  const MoveRow* latest = nullptr;
  for (const MoveRow& move : reference.moves(question.person)) {
    if (!is_before(move, question.day)) continue;
    fill.max("was_at_club", move.to == club || move.from == club);
    if (!latest || move.date_max >= latest->date_max) latest = &move;
  }
  fill.set("at_club_now", latest && latest->to == club);
}

bool is_common_label(std::string_view label) {
  constexpr std::array kLabels = {"www", "m",  "amp", "en", "com", "co", "uk", "net",  "org",
                                  "fr",  "it", "es",  "de", "pt",  "nl", "ru", "info", "tv"};
  return std::find(kLabels.begin(), kLabels.end(), label) != kLabels.end();
}

}  // namespace

std::size_t find_feature(std::string_view name) {
  return static_cast<std::size_t>(
      std::find_if(kFeatures.begin(), kFeatures.end(),
                   [&](const FeatureInfo& info) { return info.name == name; }) -
      kFeatures.begin());
}

std::string outlet_key(std::string_view outlet) {
  std::string key, label;
  const bool host =
      outlet.find('.') != std::string_view::npos && outlet.find(' ') == std::string_view::npos;
  const auto flush = [&] {
    if (!host || !is_common_label(label)) key += label;
    label.clear();
  };
  for (const char c : outlet) {
    const auto byte = static_cast<unsigned char>(c);
    if (host && c == '.') flush();
    if (byte >= 'A' && byte <= 'Z') label += static_cast<char>(byte - 'A' + 'a');
    if (byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) label += c;
  }
  flush();
  return key;
}

std::vector<const ForecastReport*> reports_about(const ForecastQuestion& question, int club) {
  std::vector<const ForecastReport*> found;
  for (const ForecastReport& report : question.reports) {
    const bool about =
        std::find(report.about.begin(), report.about.end(), club) != report.about.end();
    if (about && is_seen(report, question.day)) found.push_back(&report);
  }
  return found;
}

FeatureVector features_of(const ForecastQuestion& question, std::size_t suitor,
                          const Outlets& outlets, const Reference& reference) {
  FeatureVector out{};
  Filler fill(out);
  const int club = question.suitors[suitor];
  const auto& its_club = question.clubs[static_cast<std::size_t>(club)];
  const auto reports = reports_about(question, club);
  if (reports.empty()) return out;
  const SuitorView view(question, club);
  add_present(view, *reports.back(), fill);
  for (std::size_t i = 0; i + 1 < reports.size(); ++i) add_past(view, *reports[i], fill);
  for (const ForecastReport* report : reports) add_ever(view, *report, fill);
  for (const ForecastReport& report : question.reports)
    if (report.about.empty() && is_seen(report, question.day)) add_position(view, report, fill);
  add_sources(reports, outlets, fill);
  add_rivals(question, club, fill);
  add_window(its_club, question.day, fill);
  add_moves(question, its_club.reference, reference, fill);
  return out;
}

}  // namespace mercato::forecast
