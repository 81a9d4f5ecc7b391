// train_forecast --rumours FILE --reference FILE --out FILE [--data DIR] [--study]
// Learns the model of `mercato forecast` from resolved rumours, prints how it does when it walks
// forward in time, and writes it. --study also prints each variant with one group left out.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "8_dossier/windows.h"
#include "8_score/forecast_train.h"

namespace mercato::forecast {
namespace {

int fail(const Problem& problem) {
  std::fprintf(stderr, "train_forecast: %s\n", problem.to_string().c_str());
  return 2;
}

Result<std::string> read_file(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return failure(file, "the file cannot be read");
  return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
}

// An AUC of one class is none.
void print_scores(const char* name, ForecastScores s, double constant) {
  std::printf("%-26s %4zu  %.3f  %.3f  %.4f  %.4f  %.4f  %.3f  %.3f\n", name, s.count, s.share,
              s.mean_p, constant, s.brier, s.log_loss, std::abs(s.auc), s.ece);
}

void print_head(const char* name) {
  std::printf("%-26s %4s  %5s  %5s  %6s  %6s  %6s  %5s  %5s\n", name, "n", "true", "said", "const",
              "Brier", "logl", "AUC", "ECE");
}

double constant_brier(double share) { return share * (1 - share); }

void print_walk(const RumourBook& book, const std::vector<Prediction>& predictions) {
  if (predictions.empty()) return;
  print_head("walking forward");
  std::vector<std::string> windows;
  for (const Prediction& p : predictions)
    if (windows.empty() || windows.back() != p.window) windows.push_back(p.window);
  for (const std::string& window : windows) {
    const auto s = score(book, predictions, Unit::last, window);
    print_scores((window + ", last item").c_str(), s, constant_brier(s.share));
  }
  std::vector<Prediction> later;  // the first tested window had one small window to learn from
  for (const Prediction& p : predictions)
    if (p.window != windows.front()) later.push_back(p);
  for (const auto& [name, unit] : {std::pair{"all but first, last item", Unit::last},
                                   std::pair{"all but first, mean", Unit::mean},
                                   std::pair{"all but first, each item", Unit::item}}) {
    const auto s = score(book, later, unit);
    print_scores(name, s, constant_brier(s.share));
  }
  std::printf("\nreliability (all but first, last item)\n%-12s %4s  %5s  %5s  95%% interval\n",
              "said", "n", "mean", "true");
  for (const ReliabilityBin& bin : score(book, later, Unit::last).bins)
    std::printf("%.1f to %.1f   %4zu  %.3f  %.3f  %.3f to %.3f\n", bin.low, bin.high, bin.count,
                bin.mean_p, bin.share, bin.share_low, bin.share_high);
}

void print_variant(const RumourBook& book, const Windows& windows, const Outlets& outlets,
                   const std::string& name, const TrainingOptions& options) {
  const auto predictions = Trainer(book, windows, outlets, options).walk_forward();
  if (predictions.empty()) return;
  std::vector<Prediction> later;
  for (const Prediction& p : predictions)
    if (p.window != predictions.front().window) later.push_back(p);
  const auto last = score(book, later, Unit::last), mean = score(book, later, Unit::mean);
  print_scores(name.c_str(), last, constant_brier(last.share));
  print_scores("  mean", mean, constant_brier(mean.share));
  std::fflush(stdout);
}

void print_study(const RumourBook& book, const Windows& windows, const Outlets& outlets) {
  std::printf("\n");
  print_head("variant, last item");
  print_variant(book, windows, outlets, "as trained", {});
  TrainingOptions options;
  options.edges.clear();
  print_variant(book, windows, outlets, "without levels", options);
  for (const double unasked : {0.01, 0.2, 1.0}) {
    options = {};
    options.unasked = unasked;
    print_variant(book, windows, outlets, "unasked items " + std::to_string(unasked).substr(0, 4),
                  options);
  }
  for (const double penalty : {3.0, 30.0}) {
    options = {};
    options.penalty = penalty;
    print_variant(book, windows, outlets, "penalty " + std::to_string(static_cast<int>(penalty)),
                  options);
  }
  for (const double prior : {5.0, 20.0, 60.0, 200.0, 1000.0}) {
    options = {};
    options.level_prior = prior;
    print_variant(book, windows, outlets, "level prior " + std::to_string(static_cast<int>(prior)),
                  options);
  }
  options = {};
  options.edges = {0.15, 0.5};
  print_variant(book, windows, outlets, "three levels", options);
  options.edges = {0.03, 0.06, 0.1, 0.15, 0.25, 0.4, 0.6, 0.8};
  print_variant(book, windows, outlets, "nine levels", options);
  std::vector<std::string> parts;
  for (const FeatureInfo& info : kFeatures)
    if (parts.empty() || parts.back() != info.group) parts.emplace_back(info.group);
  for (const char* feature : {"now_no_stage", "reports", "origins", "popular_press",
                              "outlet_record", "window_far", "at_club_now"})
    parts.emplace_back(feature);
  for (const std::string& part : parts) {
    options = {};
    options.without = {part};
    print_variant(book, windows, outlets, "without " + part, options);
  }
}

struct Arguments {
  std::map<std::string, std::string> values;
  bool study = false;

  static Result<Arguments> parse(int argc, char** argv) {
    Arguments out;
    for (int i = 1; i < argc; ++i) {
      const std::string name = argv[i];
      if (name == "--study")
        out.study = true;
      else if (name.rfind("--", 0) == 0 && i + 1 < argc)
        out.values[name.substr(2)] = argv[++i];
      else
        return failure(name, "this is no option",
                       "--rumours FILE --reference FILE --out FILE [--data DIR] [--study]");
    }
    if (out.values["data"].empty()) out.values["data"] = MERCATO_DATA_DIR;
    for (const char* needed : {"rumours", "reference", "out"})
      if (out.values[needed].empty())
        return failure(std::string("--") + needed, "this option is needed");
    return out;
  }
};

int run(int argc, char** argv) {
  auto arguments = Arguments::parse(argc, argv);
  if (!arguments) return fail(arguments.error());
  auto& values = arguments->values;
  const auto bytes = read_file(values["rumours"]);
  if (!bytes) return fail(bytes.error());
  auto rumours = parse_rumours(*bytes, values["rumours"]);
  if (!rumours) return fail(rumours.error());
  const auto reference = Reference::open(values["reference"]);
  if (!reference) return fail(reference.error());
  const auto windows = Windows::load(values["data"]);
  if (!windows) return fail(windows.error());
  const auto outlet_file = values["data"] + "/forecast/outlets.toml";
  const auto outlet_text = read_file(outlet_file);
  if (!outlet_text) return fail(outlet_text.error());
  auto popular = read_popular(*outlet_text, outlet_file);
  if (!popular) return fail(popular.error());
  if (auto ok = read_items(values["data"], *reference, *rumours); !ok) return fail(ok.error());
  const RumourBook book(std::move(*rumours), *reference, *windows);
  const Outlets outlets{std::move(*popular), {}};
  const Trainer trainer(book, **windows, outlets, {});
  if (!trainer.has_outcomes())
    return fail({Severity::error, values["rumours"], 0, 0, "no rumour has an outcome", {}});
  print_walk(book, trainer.walk_forward());
  if (arguments->study) print_study(book, **windows, outlets);
  std::ofstream out(values["out"], std::ios::binary | std::ios::trunc);
  out << write_model(trainer.train());
  out.close();
  return out ? 0 : fail({Severity::error, values["out"], 0, 0, "the model cannot be written", {}});
}

}  // namespace
}  // namespace mercato::forecast

int main(int argc, char** argv) { return mercato::forecast::run(argc, argv); }
