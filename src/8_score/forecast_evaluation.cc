#include "8_score/forecast_evaluation.h"

#include "8_dossier/windows.h"
#include "8_score/forecast_rumours.h"

namespace mercato {
namespace {

RumourForecast forecast_item(const ForecastModel& model, const forecast::RumourBook& book,
                             std::size_t rumour, std::size_t item) {
  const forecast::Rumour& of = book.rumours()[rumour];
  RumourForecast out;
  out.id = of.id;
  out.date = of.items[item].date.to_string();
  out.outcome = of.outcome;
  out.rumour = rumour;
  out.forecast = model.forecast(book.question(rumour, item), book.reference());
  // An item is a report of its own day, so that the model never declines here.
  if (!out.forecast.suitors.empty()) out.p = out.forecast.suitors.front().probability;
  return out;
}

}  // namespace

Result<std::vector<RumourForecast>> forecast_rumours(std::string_view bytes,
                                                     const std::string& name,
                                                     const std::filesystem::path& data,
                                                     const std::filesystem::path& reference) {
  const auto model = ForecastModel::load(data);
  if (!model) return tl::unexpected(model.error());
  const auto windows = Windows::load(data);
  if (!windows) return tl::unexpected(windows.error());
  const auto opened = Reference::open(reference);
  if (!opened) return tl::unexpected(opened.error());
  auto rumours = forecast::parse_rumours(bytes, name);
  if (!rumours) return tl::unexpected(rumours.error());
  if (auto ok = forecast::read_items(data, *opened, *rumours); !ok)
    return tl::unexpected(ok.error());
  const forecast::RumourBook book(std::move(*rumours), *opened, *windows);
  std::vector<RumourForecast> out;
  for (std::size_t r = 0; r < book.rumours().size(); ++r)
    for (std::size_t i = 0; i < book.rumours()[r].items.size(); ++i)
      if (book.rumours()[r].items[i].asked) out.push_back(forecast_item(**model, book, r, i));
  return out;
}

RumourScores score(const std::vector<RumourForecast>& forecasts) {
  std::vector<Judged> last, mean, each;
  std::vector<double> share;  // of each rumour in `mean`: how many forecasts it has so far
  const RumourForecast* before = nullptr;
  for (const RumourForecast& f : forecasts) {
    if (!f.outcome) continue;
    const bool fresh = !before || before->rumour != f.rumour;
    before = &f;
    each.push_back({f.p, *f.outcome, 1});
    if (fresh) {
      last.push_back({f.p, *f.outcome, 1});
      mean.push_back({0, *f.outcome, 1});
      share.push_back(0);
    }
    last.back().p = f.p;
    mean.back().p += f.p;
    ++share.back();
  }
  for (std::size_t i = 0; i < mean.size(); ++i) mean[i].p /= share[i];
  return {score(last), score(mean), score(each)};
}

}  // namespace mercato
