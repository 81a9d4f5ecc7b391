// How fast are fold, tokens, languages and sentences? Bytes per second on made-up short documents,
// beside a reference loop that sums the same bytes, so that runs on different machines compare.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "1_language/language.h"

namespace mercato {
namespace {

// Documents of news length, about 320 bytes each, in three languages, with names that nobody bears.
const std::vector<Document>& documents() {
  static const std::vector<Document> made = [] {
    const std::vector<std::string> parts = {
        "Le défenseur Xavier Abcdé (25 ans) pourrait quitter l'AS Xyzville dès cet été, selon nos "
        "informations. ",
        "Le club n'a pas encore reçu d'offre concrète, mais deux équipes italiennes suivent le "
        "dossier de près. ",
        "Il difensore dell'AC Xyzzo è stato proposto anche alla squadra lombarda per circa 15 "
        "milioni di euro. ",
        "The winger has agreed personal terms with Xyz United and a £30m deal is close, the club's "
        "director said. ",
        "🚨 #Xyzville: accord total pour @abc_def, visite médicale prévue lundi !\n"};
    std::vector<Document> all(200);
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t k = 0; k < 3; ++k)
        all[i].text += parts[(i * 7 + k * (i % 3 + 1)) % parts.size()];
    }
    return all;
  }();
  return made;
}

std::int64_t bytes_of(const std::vector<Document>& all) {
  std::int64_t bytes = 0;
  for (const Document& document : all) bytes += static_cast<std::int64_t>(document.text.size());
  return bytes;
}

const Languages& languages() {
  static const auto loaded = *Languages::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
  return *loaded;
}

// Runs `work` on each document, again and again, and counts bytes.
template <typename Work>
void run_all(benchmark::State& state, Work work) {
  for (auto _ : state) {
    for (const Document& document : documents()) work(document);
  }
  state.SetBytesProcessed(state.iterations() * bytes_of(documents()));
}

void reference_loop(benchmark::State& state) {
  run_all(state, [](const Document& document) {
    std::uint64_t hash = fold_hash(document.text);
    benchmark::DoNotOptimize(hash);
  });
}
BENCHMARK(reference_loop);

void fold_text(benchmark::State& state) {
  std::string folded;
  run_all(state, [&](const Document& document) {
    folded.clear();
    append_fold(document.text, folded);
    benchmark::DoNotOptimize(folded.data());
  });
}
BENCHMARK(fold_text);

void tokens_only(benchmark::State& state) {
  TokenizedText out;
  run_all(state, [&](const Document& document) {
    languages().tokenize(document.text, 0, out);
    benchmark::DoNotOptimize(out.tokens.data());
  });
}
BENCHMARK(tokens_only);

void tokens_languages_sentences(benchmark::State& state) {
  TokenizedText out;
  run_all(state, [&](const Document& document) {
    languages().tokenize(document, out);
    benchmark::DoNotOptimize(out.sentences.data());
  });
}
BENCHMARK(tokens_languages_sentences);

void load(benchmark::State& state) {
  for (auto _ : state) {
    auto loaded = Languages::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
    benchmark::DoNotOptimize(loaded);
  }
}
BENCHMARK(load)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace mercato
