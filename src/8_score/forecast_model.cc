#include "8_score/forecast_model.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace mercato::forecast {
namespace {

constexpr double kMostTogether = 0.98;  // something is always left for what nobody has reported
constexpr double kLeastPoints = 0.005;

bool is_silent(const ForecastQuestion& question, int club) {
  const auto reports = reports_about(question, club);
  return reports.empty() || question.day.days() - reports.back()->date.days() > kForecastSilence;
}

std::string why_declined(const ForecastQuestion& question) {
  if (!question.day.known()) return "the question has no day";
  if (question.suitors.empty()) return "no suitor is known";
  bool any = false;
  for (const int club : question.suitors) {
    if (!is_silent(question, club)) return {};
    any = any || !reports_about(question, club).empty();
  }
  return any ? "nothing new was reported for " + std::to_string(kForecastSilence) + " days"
             : "no report of any suitor";
}

double contribution(const Model& model, std::size_t f, const FeatureVector& x) {
  return model.weights.weight[f] * (x[f] - model.weights.mean[f]) / model.weights.deviation[f];
}

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2g", value);
  return text;
}

std::string detail_of(const Model& model, std::string_view group, const FeatureVector& x) {
  std::vector<std::size_t> set;
  for (std::size_t f = 0; f < kFeatureCount; ++f)
    if (kFeatures[f].group == group && x[f] != 0 && model.weights.weight[f] != 0) set.push_back(f);
  std::stable_sort(set.begin(), set.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(contribution(model, a, x)) > std::abs(contribution(model, b, x));
  });
  std::string out;
  for (const std::size_t f : set) {
    if (!out.empty()) out += ", ";
    out.append(kFeatures[f].name).append("=").append(number(x[f]));
  }
  return out;
}

std::vector<ForecastContribution> explain(const Model& model, const FeatureVector& x) {
  const double logit = model.weights.logit(x), p = sigmoid(logit);
  std::vector<ForecastContribution> out;
  std::vector<std::string_view> groups;
  for (const FeatureInfo& info : kFeatures)
    if (std::find(groups.begin(), groups.end(), info.group) == groups.end())
      groups.push_back(info.group);
  for (const std::string_view group : groups) {
    double part = 0;
    for (std::size_t f = 0; f < kFeatureCount; ++f)
      if (kFeatures[f].group == group) part += contribution(model, f, x);
    const double points = p - sigmoid(logit - part);
    if (std::abs(points) >= kLeastPoints)
      out.push_back({std::string(group), points, detail_of(model, group, x)});
  }
  return out;
}

void add_step(std::string_view group, double points, std::vector<ForecastContribution>& out) {
  if (std::abs(points) >= kLeastPoints) out.push_back({std::string(group), points, {}});
}

class StoredModel final : public ForecastModel {
 public:
  explicit StoredModel(Model model) : model_(std::move(model)) {}
  Forecast forecast(const ForecastQuestion& question, const Reference& reference) const override {
    return answer(model_, question, reference);
  }

 private:
  Model model_;
};

}  // namespace

double Levels::of(double raw) const {
  const auto above = std::upper_bound(edges.begin(), edges.end(), raw);
  return values[static_cast<std::size_t>(above - edges.begin())];
}

double raw_of(const Model& model, const FeatureVector& features) {
  return sigmoid(model.weights.logit(features));
}

Shared share_out(const Model& model, const ForecastQuestion& question, const Reference& reference) {
  Shared out;
  double together = 1;
  for (std::size_t i = 0; i < question.suitors.size(); ++i) {
    out.features.push_back(features_of(question, i, model.outlets, reference));
    const bool silent = is_silent(question, question.suitors[i]);
    out.raw.push_back(silent ? -1 : raw_of(model, out.features.back()));
    if (!silent) together += out.raw.back() / (1 - out.raw.back());
  }
  for (const double raw : out.raw) out.shared.push_back(raw < 0 ? -1 : raw / (1 - raw) / together);
  return out;
}

Forecast answer(const Model& model, const ForecastQuestion& question, const Reference& reference) {
  Forecast out;
  out.declined = why_declined(question);
  if (!out.declined.empty()) return out;
  const Shared shared = share_out(model, question, reference);
  double together = 0;
  for (std::size_t i = 0; i < question.suitors.size(); ++i) {
    SuitorForecast suitor;
    suitor.club = question.suitors[i];
    suitor.raw = std::max(0.0, shared.raw[i]);
    suitor.probability =
        shared.raw[i] < 0 ? model.levels.values.front() : model.levels.of(shared.shared[i]);
    together += suitor.probability;
    out.suitors.push_back(std::move(suitor));
  }
  const double scale = together > kMostTogether ? kMostTogether / together : 1;
  out.stays = 1 - together * scale;
  for (std::size_t i = 0; i < out.suitors.size(); ++i) {
    SuitorForecast& suitor = out.suitors[i];
    suitor.probability *= scale;
    if (shared.raw[i] < 0) {
      suitor.contributions.push_back({"silence", suitor.probability - model.average, {}});
      continue;
    }
    suitor.contributions = explain(model, shared.features[i]);
    add_step("shared with rivals", shared.shared[i] - suitor.raw, suitor.contributions);
    add_step("calibration", suitor.probability - shared.shared[i], suitor.contributions);
    std::stable_sort(suitor.contributions.begin(), suitor.contributions.end(),
                     [](const ForecastContribution& a, const ForecastContribution& b) {
                       return std::abs(a.points) > std::abs(b.points);
                     });
  }
  return out;
}

std::shared_ptr<const ForecastModel> make_forecast_model(Model model) {
  return std::make_shared<const StoredModel>(std::move(model));
}

}  // namespace mercato::forecast
