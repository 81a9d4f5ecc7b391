// How fast are mentions linked? Bytes per second on made-up short documents with the starter
// reference, beside a reference loop that hashes the same bytes, so that runs on different machines
// compare. MERCATO_REFERENCE names another compiled reference to measure with.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "4_link/linker.h"

namespace mercato {
namespace {

// One made-up document and its tokens.
struct Item {
  Document document;
  TokenizedText tokens;
};

class Setup {
 public:
  static const Setup& get() {
    static const Setup setup;
    return setup;
  }

  std::shared_ptr<const Linker> linker;
  std::vector<Item> items;
  std::int64_t bytes = 0;

 private:
  Setup() {
    const std::filesystem::path data = std::filesystem::path(MERCATO_SOURCE_DIR) / "data";
    const auto languages = *Languages::load(data);
    linker = *Linker::create(data, languages, open(data, *languages));
    fill(*languages);
  }

  static std::shared_ptr<const Reference> open(const std::filesystem::path& data,
                                               const Languages& languages) {
    if (const char* file = std::getenv("MERCATO_REFERENCE")) return *Reference::open(file);
    const auto file = std::filesystem::temp_directory_path() / "mercato_link_bench.ref";
    if (!import_reference({data / "reference", data / "starter"}, file, languages)) std::abort();
    return *Reference::open(file);
  }

  void fill(const Languages& languages) {
    const std::vector<std::string> parts = {
        "Le défenseur Xavier Abcdé (25 ans) pourrait quitter Marseille dès cet été, selon nos "
        "informations. ",
        "Le club n'a pas encore reçu d'offre, mais deux équipes italiennes suivent le dossier de "
        "près. ",
        "Il difensore della Juventus è stato proposto anche al Napoli per circa 15 milioni di "
        "euro. ",
        "The Brazilian winger has agreed terms with Arsenal and a £30m deal is close, the director "
        "said. ",
        "🚨 #OM: accord total pour l'Argentin, visite médicale prévue lundi !\n"};
    items.resize(200);
    for (std::size_t i = 0; i < items.size(); ++i) {
      Document& document = items[i].document;
      for (std::size_t k = 0; k < 3; ++k)
        document.text += parts[(i * 7 + k * (i % 3 + 1)) % parts.size()];
      Block block;
      block.span = {0, static_cast<std::uint32_t>(document.text.size())};
      document.blocks.push_back(block);
      document.published = Date{2024, 6, 12};
      languages.tokenize(document, items[i].tokens);
      bytes += static_cast<std::int64_t>(document.text.size());
    }
  }
};

void reference_loop(benchmark::State& state) {
  for (auto _ : state)
    for (const Item& item : Setup::get().items)
      benchmark::DoNotOptimize(fold_hash(item.document.text));
  state.SetBytesProcessed(state.iterations() * Setup::get().bytes);
}
BENCHMARK(reference_loop);

void link_documents(benchmark::State& state) {
  const Setup& setup = Setup::get();
  const auto scratch = setup.linker->make_scratch();
  LinkedText linked;
  for (auto _ : state) {
    for (const Item& item : setup.items)
      setup.linker->link(item.document, item.tokens, *scratch, linked);
    benchmark::DoNotOptimize(linked.mentions.data());
  }
  state.SetBytesProcessed(state.iterations() * setup.bytes);
}
BENCHMARK(link_documents);

}  // namespace
}  // namespace mercato
