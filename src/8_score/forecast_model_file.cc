// The model's file: written by the trainer, read by the program, readable by people.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>

#include "8_score/forecast_model.h"

namespace mercato::forecast {
namespace {

constexpr std::size_t kLargestFile = 1u << 20, kMostLevels = 100;

// The shortest form that reads back as the same number, and that TOML takes for a float.
std::string number(double value) {
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  std::string out(text, end);
  if (out.find_first_of(".en") == std::string::npos) out += ".0";
  return out;
}

std::string list(const std::vector<double>& values) {
  std::string out = "[";
  for (const double value : values) out += (out.size() > 1 ? ", " : "") + number(value);
  return out + "]";
}

Problem problem(const std::string& name, const toml::source_region& where, std::string message) {
  return {Severity::error,    name,
          where.begin.line,   0,
          std::move(message), "docs/formats/forecast.md describes the file"};
}

using Failed = tl::unexpected<Problem>;

Result<toml::table> parse(std::string_view text, const std::string& name) {
  auto parsed = toml::parse(text, name);
  if (parsed.failed())
    return Failed(
        problem(name, parsed.error().source(), std::string(parsed.error().description())));
  return std::move(parsed).table();
}

// A finite number under a key of a table.
Result<double> number_of(const toml::table& table, std::string_view key, const std::string& name) {
  const auto value = table[key].value<double>();
  if (value && std::isfinite(*value)) return *value;
  return Failed(
      problem(name, table.source(), "\"" + std::string(key) + "\" is missing or no number"));
}

Result<std::vector<double>> numbers_of(const toml::table& table, std::string_view key,
                                       const std::string& name) {
  std::vector<double> out;
  const toml::array* array = table[key].as_array();
  if (array && array->size() <= kMostLevels) {
    for (const toml::node& node : *array) {
      const auto value = node.value<double>();
      const bool rising =
          value && *value >= 0 && *value <= 1 && (out.empty() || *value >= out.back());
      if (!rising)
        return Failed(problem(name, node.source(), "levels are rising numbers from 0 to 1"));
      out.push_back(*value);
    }
    return out;
  }
  return Failed(problem(name, table.source(), "the list \"" + std::string(key) + "\" is missing"));
}

Result<void> read_feature(const toml::table& table, const std::string& name, Model& out) {
  const std::string feature = table["name"].value_or(std::string());
  const std::size_t f = find_feature(feature);
  if (f == kFeatureCount)
    return Failed(
        problem(name, table.source(), "\"" + feature + "\" is no feature of this program"));
  if (!std::isnan(out.weights.weight[f]))
    return Failed(problem(name, table.source(), "\"" + feature + "\" stands twice"));
  const auto weight = number_of(table, "weight", name), mean = number_of(table, "mean", name),
             deviation = number_of(table, "deviation", name);
  for (const auto* value : {&weight, &mean, &deviation})
    if (!*value) return Failed(value->error());
  if (*deviation <= 0) return Failed(problem(name, table.source(), "a deviation is above 0"));
  if (*weight * kFeatures[f].sign < 0)
    return Failed(
        problem(name, table.source(), "the weight of \"" + feature + "\" has the wrong sign"));
  out.weights.weight[f] = *weight;
  out.weights.mean[f] = *mean;
  out.weights.deviation[f] = *deviation;
  return {};
}

Result<void> read_features(const toml::table& table, const std::string& name, Model& out) {
  out.weights.weight.assign(kFeatureCount, std::nan(""));
  out.weights.mean.assign(kFeatureCount, 0);
  out.weights.deviation.assign(kFeatureCount, 1);
  if (const toml::array* features = table["feature"].as_array()) {
    for (const toml::node& node : *features) {
      if (!node.is_table()) return Failed(problem(name, node.source(), "a feature is a table"));
      if (auto ok = read_feature(*node.as_table(), name, out); !ok) return ok;
    }
  }
  for (std::size_t f = 0; f < kFeatureCount; ++f) {
    if (std::isnan(out.weights.weight[f]))
      return Failed(problem(name, table.source(),
                            "the feature \"" + std::string(kFeatures[f].name) + "\" is missing"));
  }
  return {};
}

Result<void> read_levels(const toml::table& table, const std::string& name, Model& out) {
  const toml::table* levels = table["levels"].as_table();
  if (!levels) return Failed(problem(name, table.source(), "the table [levels] is missing"));
  auto edges = numbers_of(*levels, "edges", name), values = numbers_of(*levels, "values", name);
  if (!edges) return Failed(edges.error());
  if (!values) return Failed(values.error());
  if (values->size() != edges->size() + 1)
    return Failed(problem(name, levels->source(), "there is one value more than there are edges"));
  out.levels = {std::move(*edges), std::move(*values)};
  return {};
}

Result<std::string> read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return failure(file.string(), "the file cannot be read",
                   "it is part of the data folder; name that with --data");
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (text.size() > kLargestFile) return failure(file.string(), "the file is too large");
  return text;
}

}  // namespace

std::string write_model(const Model& model) {
  std::string out =
      "# The model of `mercato forecast`: docs/formats/forecast.md. Written by train_forecast; do "
      "not edit.\n\n";
  out += "trained_until = \"" + model.trained_until + "\"\n";
  out += "rumours = " + std::to_string(model.rumours) + "\nitems = " + std::to_string(model.items);
  out += "\naverage = " + number(model.average);
  out += "\nintercept = " + number(model.weights.intercept) + "\n\n[levels]\n";
  out += "edges = " + list(model.levels.edges) + "\nvalues = " + list(model.levels.values) + "\n";
  for (std::size_t f = 0; f < kFeatureCount; ++f) {
    out += "\n[[feature]]\nname = \"" + std::string(kFeatures[f].name) + "\"\n";
    out += "weight = " + number(model.weights.weight[f]) + "\n";
    out += "mean = " + number(model.weights.mean[f]) + "\n";
    out += "deviation = " + number(model.weights.deviation[f]) + "\n";
  }
  out += "\n# Outlets: how much more (or less) often than expected what they said came true.\n";
  out += "[outlets]\n";
  for (const auto& [outlet, record] : model.outlets.records)
    out += "\"" + outlet + "\" = " + number(record) + "\n";
  return out;
}

Result<Model> read_model(std::string_view text, const std::string& name) {
  const auto table = parse(text, name);
  if (!table) return Failed(table.error());
  Model out;
  const auto average = number_of(*table, "average", name),
             intercept = number_of(*table, "intercept", name);
  if (!average) return Failed(average.error());
  if (!intercept) return Failed(intercept.error());
  out.average = *average;
  out.weights.intercept = *intercept;
  out.trained_until = (*table)["trained_until"].value_or(std::string());
  out.rumours = static_cast<std::size_t>((*table)["rumours"].value_or(std::int64_t{0}));
  out.items = static_cast<std::size_t>((*table)["items"].value_or(std::int64_t{0}));
  if (auto ok = read_features(*table, name, out); !ok) return Failed(ok.error());
  if (auto ok = read_levels(*table, name, out); !ok) return Failed(ok.error());
  if (const toml::table* outlets = (*table)["outlets"].as_table()) {
    for (const auto& [key, node] : *outlets) {
      const auto record = node.value<double>();
      if (!record || !(std::abs(*record) <= 1))
        return Failed(problem(name, node.source(), "a record is a number from -1 to 1"));
      out.outlets.records.emplace(key.str(), *record);
    }
  }
  return out;
}

Result<std::set<std::string, std::less<>>> read_popular(std::string_view text,
                                                        const std::string& name) {
  const auto table = parse(text, name);
  if (!table) return Failed(table.error());
  const toml::array* array = (*table)["popular"].as_array();
  if (!array) return Failed(problem(name, table->source(), "the list \"popular\" is missing"));
  std::set<std::string, std::less<>> out;
  for (const toml::node& node : *array) {
    if (!node.is_string()) return Failed(problem(name, node.source(), "an outlet is a string"));
    out.insert(outlet_key(node.value_or(std::string())));
  }
  return out;
}

}  // namespace mercato::forecast

namespace mercato {

Result<std::shared_ptr<const ForecastModel>> ForecastModel::load(
    const std::filesystem::path& data) {
  const auto folder = data / "forecast";
  const auto text = forecast::read_file(folder / "model.toml"),
             outlets = forecast::read_file(folder / "outlets.toml");
  if (!text) return tl::unexpected(text.error());
  if (!outlets) return tl::unexpected(outlets.error());
  auto model = forecast::read_model(*text, (folder / "model.toml").string());
  if (!model) return tl::unexpected(model.error());
  auto popular = forecast::read_popular(*outlets, (folder / "outlets.toml").string());
  if (!popular) return tl::unexpected(popular.error());
  model->outlets.popular = std::move(*popular);
  return forecast::make_forecast_model(std::move(*model));
}

}  // namespace mercato
