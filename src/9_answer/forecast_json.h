// Who gets the person of a dossier, and how is that written? What `mercato forecast` and the answer
// "forecast" share.
#pragma once

#include <boost/json/fwd.hpp>

#include "8_dossier/dossier.h"
#include "8_score/forecast.h"
#include "9_answer/ledger_view.h"

namespace mercato {

struct DossierForecast {
  Dossier dossier;
  Date day;
  ForecastQuestion question;
  Forecast forecast;

  // The club of one of the forecast's suitors.
  const LedgerEntity& club_of(std::size_t suitor) const;
};

// Asked on the day of the view, else on the day of the last word.
DossierForecast forecast_of(const LedgerView& view, const ForecastModel& model, Dossier dossier);
boost::json::value forecast_json(const DossierForecast& answer);

}  // namespace mercato
