#include "9_answer/saga_row.h"

#include <algorithm>
#include <tuple>

#include "9_answer/entity_json.h"

namespace mercato {
namespace {

namespace json = boost::json;

SagaRow::About about(const Suitor& suitor) {
  return {suitor.club,      suitor.status,        suitor.furthest,      suitor.stage,
          suitor.certainty, suitor.claims.size(), suitor.origins.size()};
}

// The days of the dossier's claims, by index.
std::vector<Date> days_of(const Dossier& dossier) {
  std::vector<Date> days(dossier.claims.size());
  for (const TimelineItem& item : dossier.timeline) {
    if (item.claim < 0 || item.report < 0) continue;
    const LedgerDocument& document =
        dossier.reports[static_cast<std::size_t>(item.report)].document;
    days[static_cast<std::size_t>(item.claim)] = to_date(document.known_at);
  }
  return days;
}

void widen(SagaRow& row, Date day) {
  if (!day.known()) return;
  if (!row.first.known() || day < row.first) row.first = day;
  row.last = std::max(row.last, day);
}

// Once the person went to one club, who else had wanted them is for the dossier to tell.
std::string suitors_words(const Dossier& dossier) {
  constexpr std::size_t kShown = 3;
  std::string out;
  std::size_t shown = 0;
  const bool done = std::any_of(dossier.suitors.begin(), dossier.suitors.end(),
                                [](const Suitor& s) { return s.status == SuitorStatus::done; });
  for (const Suitor& suitor : dossier.suitors) {
    if (shown == kShown || (done && suitor.status != SuitorStatus::done)) continue;
    ++shown;
    out += (out.empty() ? "" : "; ") + suitor.club.name + ": " + stage_words(about(suitor));
  }
  const std::size_t others = dossier.suitors.size() - shown;
  if (others) out += "; " + std::to_string(others) + (others == 1 ? " other" : " others");
  return out.empty() ? "–" : out;
}

}  // namespace

SagaRow make_row(const Dossier& dossier, Row club) {
  SagaRow row;
  row.person = dossier.person;
  row.holder = dossier.holder;
  row.window = dossier.window.id;
  row.state = dossier.state;
  row.resolution = dossier.resolution;
  row.claims = dossier.claims.size();
  row.sources = dossier.origins.size();
  row.suitors = suitors_words(dossier);
  const auto suitor =
      std::find_if(dossier.suitors.begin(), dossier.suitors.end(),
                   [&](const Suitor& s) { return club == 0 || s.club.row == club; });
  if (suitor != dossier.suitors.end()) row.suitor = about(*suitor);
  const std::vector<Date> days = days_of(dossier);
  if (club && row.suitor) {
    for (const std::int32_t claim : suitor->claims)
      widen(row, days[static_cast<std::size_t>(claim)]);
  } else {
    for (const Date day : days) widen(row, day);
  }
  return row;
}

std::size_t source_count(const SagaRow& row) {
  return row.suitor ? row.suitor->sources : row.sources;
}

void sort_rows(std::vector<SagaRow>& rows) {
  using Key = std::tuple<int, int, std::int32_t, std::string, std::size_t>;
  std::vector<Key> keys;  // with the place: a row is heavy to move about
  keys.reserve(rows.size());
  for (const SagaRow& row : rows) {
    keys.emplace_back(row.suitor ? -row.suitor->stage : 1, -static_cast<int>(source_count(row)),
                      -(row.last.known() ? row.last.days() : 0), stable_id(row.person),
                      keys.size());
  }
  std::sort(keys.begin(), keys.end());
  std::vector<SagaRow> sorted;
  sorted.reserve(rows.size());
  for (const Key& key : keys) sorted.push_back(std::move(rows[std::get<4>(key)]));
  rows = std::move(sorted);
}

json::value to_json(const SagaRow& row) {
  json::object out{{"person", to_json(row.person)}, {"window", row.window}};
  if (row.holder.row) out["holder"] = to_json(row.holder);
  out["state"] = to_string(row.state);
  out["resolution"] = to_string(row.resolution);
  out["claims"] = row.claims;
  out["sources"] = row.sources;
  if (row.suitor) {
    json::object suitor{{"club", to_json(row.suitor->club)},
                        {"status", to_string(row.suitor->status)}};
    if (!row.suitor->furthest.empty()) {
      suitor["furthest"] = row.suitor->furthest;
      suitor["certainty"] = to_string(row.suitor->certainty);
    }
    suitor["claims"] = row.suitor->claims;
    suitor["sources"] = row.suitor->sources;
    out["suitor"] = std::move(suitor);
  }
  out["first"] = row.first.to_string();
  out["last"] = row.last.to_string();
  return out;
}

std::string type_words(std::string_view type) {
  std::string out(type);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string stage_words(const SagaRow::About& suitor) {
  std::string out = suitor.furthest.empty() ? "only denied" : type_words(suitor.furthest);
  if (!suitor.furthest.empty() && suitor.certainty != Certainty::asserted)
    out += ", " + std::string(to_string(suitor.certainty));
  if (suitor.status != SuitorStatus::live) out += ", " + std::string(to_string(suitor.status));
  return out;
}

}  // namespace mercato
