#include <cmath>
#include <cstdio>
#include <fstream>

#include "0_core/json_writer.h"
#include "8_score/forecast_evaluation.h"
#include "9_command/forecast_evaluate.h"
#include "9_command/inputs.h"

namespace mercato {
namespace {

constexpr std::size_t kLargestFile = 512u << 20;

double rounded(double value) { return std::round(value * 1e4) / 1e4; }

std::string predictions_of(const std::vector<RumourForecast>& forecasts) {
  std::string out;
  for (const RumourForecast& f : forecasts) {
    JsonWriter line(out);
    line.begin_object().key("id").value(f.id).key("date").value(f.date);
    line.key("p").value(rounded(f.p)).end_object();
    out += '\n';
  }
  return out;
}

Result<void> write_predictions(const std::string& file, const std::string& lines) {
  if (file == "-") {
    std::fwrite(lines.data(), 1, lines.size(), stdout);
    return {};
  }
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << lines;
  out.close();
  if (!out) return failure(file, "the predictions cannot be written");
  return {};
}

void print_row(std::FILE* out, const char* name, const ForecastScores& s) {
  std::fprintf(out, "%-30s %6zu  %5.3f  %5.3f  %6.4f  %8.4f  %5.3f  %5.3f\n", name, s.count,
               s.share, s.mean_p, s.brier, s.log_loss, std::abs(s.auc), s.ece);
}

void print_scores(std::FILE* out, const RumourScores& scores) {
  std::fprintf(out, "%-30s %6s  %5s  %5s  %6s  %8s  %5s  %5s\n", "", "n", "true", "said", "Brier",
               "log loss", "AUC", "ECE");
  print_row(out, "per rumour, last forecast", scores.last);
  print_row(out, "per rumour, mean of forecasts", scores.mean);
  print_row(out, "each forecast", scores.each);
  std::fprintf(out, "\nReliability, per rumour, last forecast\n%-12s %6s  %5s  %5s  %s\n", "said",
               "n", "mean", "true", "95 % interval");
  for (const ReliabilityBin& bin : scores.last.bins)
    std::fprintf(out, "%.1f to %.1f   %6zu  %5.3f  %5.3f  %.3f to %.3f\n", bin.low, bin.high,
                 bin.count, bin.mean_p, bin.share, bin.share_low, bin.share_high);
}

// NaN (an AUC of one class) is null.
void put(JsonWriter& json, std::string_view name, double value) {
  if (std::isfinite(value)) json.key(name).value(rounded(value));
}

void put_scores(JsonWriter& json, std::string_view name, const ForecastScores& s) {
  json.key(name).begin_object().key("count").value(static_cast<std::int64_t>(s.count));
  put(json, "true", s.share);
  put(json, "mean_p", s.mean_p);
  put(json, "brier", s.brier);
  put(json, "log_loss", s.log_loss);
  put(json, "auc", s.auc);
  put(json, "ece", s.ece);
  json.key("bins").begin_array();
  for (const ReliabilityBin& bin : s.bins) {
    json.begin_object().key("count").value(static_cast<std::int64_t>(bin.count));
    put(json, "low", bin.low);
    put(json, "high", bin.high);
    put(json, "mean_p", bin.mean_p);
    put(json, "true", bin.share);
    put(json, "true_low", bin.share_low);
    put(json, "true_high", bin.share_high);
    json.end_object();
  }
  json.end_array().end_object();
}

void report(const CommonOptions& common, const std::vector<RumourForecast>& forecasts,
            std::FILE* out) {
  const RumourScores scores = score(forecasts);
  if (common.json) {
    std::string text;
    JsonWriter json(text);
    json.begin_object().key("forecasts").value(static_cast<std::int64_t>(forecasts.size()));
    put_scores(json, "last", scores.last);
    put_scores(json, "mean", scores.mean);
    put_scores(json, "each", scores.each);
    json.end_object();
    std::fprintf(out, "%s\n", text.c_str());
    return;
  }
  std::fprintf(out, "%zu forecasts\n", forecasts.size());
  if (scores.each.count == 0)
    std::fprintf(out, "No outcomes in the file: nothing to score.\n");
  else
    print_scores(out, scores);
}

}  // namespace

int run_forecast_evaluate(const CommonOptions& common, const ForecastEvaluateOptions& options) {
  const auto bytes = read_input(options.items, kLargestFile);
  if (!bytes) return fail(bytes.error());
  const auto forecasts =
      forecast_rumours(*bytes, options.items, data_folder(common), reference_file(common));
  if (!forecasts) return fail(forecasts.error());
  if (!options.predictions.empty()) {
    if (auto ok = write_predictions(options.predictions, predictions_of(*forecasts)); !ok)
      return fail(ok.error());
  }
  // With the predictions on standard output, the report makes way.
  report(common, *forecasts, options.predictions == "-" ? stderr : stdout);
  return 0;
}

}  // namespace mercato
