// Trains data/language_id.model: which language a short text is in.
//
//   zcat items.jsonl.gz | train_language_id --data data [--hold-out id|outlet|none] [--fold 0…4]
//       [--out
//   data/language_id.model]
//
// Reads NDJSON (`id`, `text`, `lang`, and where known `outlet`), cuts each text into windows of 15
// to 256 bytes, so that the model learns how little a few words tell, and fits a softmax regression
// over the features of src/1_language/language_features.h by averaged stochastic gradient descent.
// Every language weighs the same however much of it there is. Languages without a folder are the
// class "other". Prints the accuracy on what it held out: a fifth, by the hash of the id or of the
// outlet. Deterministic: the same input gives the same file. Keeps no text in the model.
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "1_language/identifier.h"
#include "1_language/language_data.h"
#include "1_language/language_features.h"
#include "1_language/tokenizer.h"

namespace mercato {
namespace {

struct Options {
  std::string data = "data", hold_out = "id", out;
  int epochs = 12;
  float rate = 2, decay = 1e-6f;
  unsigned fold = 0;
};

struct Item {
  std::string text;
  std::size_t klass = 0;
  bool held_out = false;
};

struct Example {
  std::vector<std::uint32_t> features;
  std::size_t klass = 0;
};

constexpr std::size_t kFeatures = std::size_t{1} << kFeatureBits;
constexpr std::size_t kWindowsPerClass = 24'000;  // drawn in each epoch
using Row = std::array<float, kModelClasses>;

class Trainer {
 public:
  Trainer(Options options, LanguageData data)
      : options_(std::move(options)),
        data_(std::move(data)),
        weights_(kFeatures + 1),
        sums_(kFeatures + 1) {
    for (const LanguageInfo& info : data_.infos) classes_.push_back(info.tag);
    classes_.push_back("other");
  }

  bool fits() const { return classes_.size() <= kModelClasses; }

  void read(std::istream& in) {
    simdjson::dom::parser parser;
    for (std::string line; std::getline(in, line);) {
      simdjson::dom::element item;
      if (parser.parse(line).get(item) == simdjson::SUCCESS) add(item);
    }
  }

  void train() {
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      const std::vector<Example> examples = draw_examples();
      const float rate =
          options_.rate * (1 - static_cast<float>(epoch) / static_cast<float>(options_.epochs));
      for (const Example& example : examples) step(example, rate);
      for (std::size_t f = 0; f <= kFeatures; ++f) {
        for (std::size_t c = 0; c < kModelClasses; ++c) sums_[f][c] += weights_[f][c];
      }
      std::fprintf(stderr, "epoch %d: %zu windows\n", epoch + 1, examples.size());
    }
  }

  // The average of the epochs, in units that let the largest weight fit.
  LanguageModel model() const {
    float largest = 1e-6f;
    const float share = 1 / static_cast<float>(options_.epochs);
    for (const Row& row : sums_) {
      for (const float sum : row) largest = std::max(largest, std::fabs(sum * share));
    }
    LanguageModel model;
    model.classes = classes_;
    model.scale = largest / 32767;
    for (const Row& row : sums_) {
      for (const float sum : row) {
        model.weights.push_back(static_cast<std::int16_t>(std::lround(sum * share / model.scale)));
      }
    }
    return model;
  }

  void report(const Identifier& identifier) const {
    for (const std::size_t bytes : {20, 40, 80, 160}) report(identifier, bytes);
  }

 private:
  void add(const simdjson::dom::element& json) {
    std::string_view text, language, id, outlet;
    if (json["text"].get(text) || json["lang"].get(language)) return;
    if (json["id"].get(id)) id = text;
    if (json["outlet"].get(outlet) || outlet.empty()) outlet = id;
    Item item;
    item.text = std::string(text);
    item.klass = static_cast<std::size_t>(
        std::find(classes_.begin(), classes_.end() - 1, language) - classes_.begin());
    const std::uint64_t hash = fold_hash(options_.hold_out == "outlet" ? outlet : id);
    item.held_out = options_.hold_out != "none" && (hash ^ hash >> 29) % 5 == options_.fold;
    items_.push_back(std::move(item));
  }

  // The same number of windows of each class, in an order mixed by chance.
  std::vector<Example> draw_examples() {
    std::vector<std::vector<const Item*>> of_class(classes_.size());
    for (const Item& item : items_) {
      if (!item.held_out) of_class[item.klass].push_back(&item);
    }
    std::vector<Example> examples;
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      for (std::size_t i = 0; i < kWindowsPerClass && !of_class[c].empty(); ++i) {
        const Item& item = *of_class[c][chance_() % of_class[c].size()];
        Example example;
        example.klass = c;
        example.features = features_of(draw_window(item.text));
        if (!example.features.empty()) examples.push_back(std::move(example));
      }
    }
    std::shuffle(examples.begin(), examples.end(), chance_);
    return examples;
  }

  // From a word's beginning to a word's end.
  std::string_view draw_window(std::string_view text) {
    const std::size_t size =
        static_cast<std::size_t>(15 * std::exp(std::log(17.0) * unit_(chance_)));
    if (text.size() <= size) return text;
    std::size_t begin = chance_() % (text.size() - size);
    if (chance_() % 4 == 0) begin = 0;
    return window(text, begin, size);
  }

  static std::string_view window(std::string_view text, std::size_t begin, std::size_t size) {
    while (begin > 0 && begin < text.size() && text[begin - 1] != ' ' && text[begin - 1] != '\n')
      ++begin;
    std::size_t end = std::min(begin + size, text.size());
    while (end > begin && end < text.size() && text[end] != ' ' && text[end] != '\n') --end;
    return text.substr(begin, end - begin);
  }

  std::vector<std::uint32_t> features_of(std::string_view text) {
    tokens_.clear();
    append_tokens(text, {0, static_cast<std::uint32_t>(text.size())}, data_.words, tokens_);
    const auto count = static_cast<std::uint32_t>(tokens_.tokens.size());
    const LanguageEvidence evidence = weigh_evidence(tokens_, 0, count, data_.words.stop_words);
    std::vector<std::uint32_t> features;
    if (evidence.all && evidence.capital_stop_words == 0) return features;
    visit_features(text, tokens_, 0, evidence, data_.words.stop_words,
                   [&](std::uint32_t feature) { features.push_back(feature); });
    return features;
  }

  void step(const Example& example, float rate) {
    const float value = 1 / std::sqrt(static_cast<float>(example.features.size()));
    Row scores = weights_[kFeatures];
    for (const std::uint32_t f : example.features) {
      for (std::size_t c = 0; c < kModelClasses; ++c) scores[c] += weights_[f][c] * value;
    }
    const float top = *std::max_element(scores.begin(), scores.begin() + classes_.size());
    float total = 0;
    for (std::size_t c = 0; c < classes_.size(); ++c)
      total += scores[c] = std::exp(scores[c] - top);
    Row change{};
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      change[c] = rate * ((c == example.klass) - scores[c] / total);
      weights_[kFeatures][c] += change[c] * 0.1f;
    }
    for (const std::uint32_t f : example.features) {
      for (std::size_t c = 0; c < kModelClasses; ++c) {
        weights_[f][c] += change[c] * value - rate * options_.decay * weights_[f][c];
      }
    }
  }

  void report(const Identifier& identifier, std::size_t bytes) const {
    std::map<std::string, std::array<int, 3>> counts;  // right, abstained, wrong
    std::map<std::string, std::map<std::string, int>> mistaken;
    TokenizedText tokens;
    for (const Item& item : items_) {
      if (!item.held_out) continue;
      const std::string_view text = window(item.text, 0, bytes);
      if (text.size() * 3 < bytes * 2) continue;
      tokens.clear();
      append_tokens(text, {0, static_cast<std::uint32_t>(text.size())}, data_.words, tokens);
      const auto end = static_cast<std::uint32_t>(tokens.tokens.size());
      const LanguageId id = identifier.identify(text, tokens, 0, end, kUnknownLanguage);
      const std::string& truth = classes_[item.klass];
      const bool right = id == kUnknownLanguage ? truth == "other" : data_.infos[id].tag == truth;
      ++counts[truth][right ? 0 : id == kUnknownLanguage ? 1 : 2];
      if (!right && id != kUnknownLanguage) ++mistaken[truth][data_.infos[id].tag];
    }
    std::printf("%zu bytes:", bytes);
    for (const auto& [tag, count] : counts) {
      const int all = count[0] + count[1] + count[2];
      std::printf("  %s n=%d right %.3f abstained %.3f wrong %.3f", tag.c_str(), all,
                  1.0 * count[0] / all, 1.0 * count[1] / all, 1.0 * count[2] / all);
      for (const auto& [other, n] : mistaken[tag]) std::printf(" %s:%d", other.c_str(), n);
      std::printf("\n          ");
    }
    std::printf("\n");
  }

  Options options_;
  LanguageData data_;
  std::vector<std::string> classes_;
  std::vector<Item> items_;
  std::vector<Row> weights_, sums_;  // by feature; the last is the bias
  TokenizedText tokens_;
  std::mt19937 chance_{20240612};
  std::uniform_real_distribution<double> unit_{0, 1};
};

Options parse_options(int count, char** values) {
  Options options;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view name = values[i];
    if (name == "--data") options.data = values[i + 1];
    if (name == "--hold-out") options.hold_out = values[i + 1];
    if (name == "--out") options.out = values[i + 1];
    if (name == "--fold") options.fold = static_cast<unsigned>(std::atoi(values[i + 1]));
    if (name == "--epochs") options.epochs = std::atoi(values[i + 1]);
    if (name == "--rate") options.rate = static_cast<float>(std::atof(values[i + 1]));
    if (name == "--decay") options.decay = static_cast<float>(std::atof(values[i + 1]));
  }
  return options;
}

int run(const Options& options) {
  auto data = load_language_data(options.data + "/languages");
  if (!data) {
    std::cerr << data.error().to_string() << "\n";
    return 2;
  }
  Trainer trainer(options, *data);
  if (!trainer.fits()) {
    std::cerr << "more languages than the model has classes: raise kModelClasses\n";
    return 2;
  }
  trainer.read(std::cin);
  trainer.train();
  const LanguageModel model = trainer.model();
  if (!options.out.empty()) std::ofstream(options.out, std::ios::binary) << model.to_bytes();
  trainer.report(Identifier(*data, model));
  return 0;
}

}  // namespace
}  // namespace mercato

int main(int count, char** values) { return mercato::run(mercato::parse_options(count, values)); }
