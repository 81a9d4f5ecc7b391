#include "9_answer/forecast_json.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

#include "8_score/dossier_question.h"
#include "9_answer/entity_json.h"

namespace mercato {
namespace {

namespace json = boost::json;

Date last_day(const Dossier& dossier) {
  Instant last = 0;
  for (const Report& report : dossier.reports) last = std::max(last, report.document.known_at);
  return to_date(last);
}

double thousandths(double value) { return std::round(1000 * value) / 1000; }

}  // namespace

const LedgerEntity& DossierForecast::club_of(std::size_t suitor) const {
  const std::string& id =
      question.clubs[static_cast<std::size_t>(forecast.suitors[suitor].club)].id;
  std::size_t seen = 0;  // suitors stand in the order of the dossier, without the holder
  for (const Suitor& one : dossier.suitors) {
    if (one.club.row == dossier.holder.row) continue;
    if (seen++ == suitor && one.club.id == id) return one.club;
  }
  return dossier.holder;
}

DossierForecast forecast_of(const LedgerView& view, const ForecastModel& model, Dossier dossier) {
  DossierForecast out;
  out.dossier = std::move(dossier);
  out.day = view.day(last_day(out.dossier));
  out.question = make_question(out.dossier, *view.reference, view.folder->windows(), out.day);
  out.forecast = model.forecast(out.question, *view.reference);
  return out;
}

json::value forecast_json(const DossierForecast& answer) {
  json::object out{{"person", to_json(answer.dossier.person)},
                   {"window", answer.dossier.window.id},
                   {"day", answer.day.to_string()}};
  if (!answer.forecast.declined.empty()) {
    out["declined"] = answer.forecast.declined;
    return out;
  }
  out["stays"] = thousandths(answer.forecast.stays);
  json::array suitors;
  for (std::size_t i = 0; i < answer.forecast.suitors.size(); ++i) {
    const SuitorForecast& one = answer.forecast.suitors[i];
    json::array moved;
    for (const ForecastContribution& part : one.contributions)
      moved.push_back(
          {{"group", part.group}, {"points", thousandths(part.points)}, {"detail", part.detail}});
    suitors.push_back({{"club", to_json(answer.club_of(i))},
                       {"probability", thousandths(one.probability)},
                       {"moved_by", std::move(moved)}});
  }
  out["suitors"] = std::move(suitors);
  return out;
}

}  // namespace mercato
