// How fast is a document read, stage by stage and end to end? Bytes of text per second over the
// example items, beside a reference loop that hashes the same bytes one by one, so that runs on
// different machines compare.
//   MERCATO_REFERENCE=FILE engine_bench      with another reference than the starter of the build
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "8_engine/engine.h"
#include "8_engine/output.h"

namespace mercato {
namespace {

struct World {
  std::shared_ptr<const Engine> engine;
  std::vector<std::string> lines;
  std::vector<Document> documents;
  std::int64_t bytes = 0;
};

World load() {
  const std::filesystem::path root = MERCATO_SOURCE_DIR;
  const char* reference = std::getenv("MERCATO_REFERENCE");
  auto engine =
      Engine::create(root / "data", reference ? std::filesystem::path(reference) : "starter.ref");
  if (!engine) {
    std::fprintf(stderr, "%s\n", engine.error().to_string().c_str());
    std::exit(2);
  }
  World world;
  world.engine = *engine;
  const char* items = std::getenv("MERCATO_ITEMS");
  std::ifstream in(items ? std::filesystem::path(items)
                         : root / "data" / "examples" / "items.ndjson");
  for (std::string line; world.lines.size() < 2000 && std::getline(in, line);) {
    Document document;
    if (!world.engine->reader().read_ndjson_line(line, {}, 1, document)) continue;
    world.bytes += static_cast<std::int64_t>(document.text.size());
    world.documents.push_back(std::move(document));
    world.lines.push_back(std::move(line));
  }
  return world;
}

const World& world() {
  static const World loaded = load();
  return loaded;
}

template <typename Work>
void run_all(benchmark::State& state, Work work) {
  for (auto _ : state) {
    for (std::size_t i = 0; i < world().documents.size(); ++i) work(i);
  }
  state.SetBytesProcessed(state.iterations() * world().bytes);
}

void reference_loop(benchmark::State& state) {
  run_all(state,
          [](std::size_t i) { benchmark::DoNotOptimize(fold_hash(world().documents[i].text)); });
}

void read_line(benchmark::State& state) {
  Document document;
  run_all(state, [&](std::size_t i) {
    benchmark::DoNotOptimize(
        world().engine->reader().read_ndjson_line(world().lines[i], {}, 1, document).has_value());
  });
}

void tokens_and_languages(benchmark::State& state) {
  TokenizedText tokens;
  run_all(state, [&](std::size_t i) {
    world().engine->languages().tokenize(world().documents[i], tokens);
    benchmark::DoNotOptimize(tokens.tokens.size());
  });
}

void all_stages(benchmark::State& state) {
  Engine::Worker worker(*world().engine);
  Reading reading;
  run_all(state, [&](std::size_t i) {
    world().engine->read(world().documents[i], worker, reading);
    benchmark::DoNotOptimize(reading.claims.size());
  });
}

void end_to_end(benchmark::State& state) {
  Engine::Worker worker(*world().engine);
  Reading reading;
  Document document;
  std::string out;
  run_all(state, [&](std::size_t i) {
    out.clear();
    if (!world().engine->reader().read_ndjson_line(world().lines[i], {}, 1, document)) return;
    world().engine->read(document, worker, reading);
    append_json(*world().engine, document, reading, out);
    benchmark::DoNotOptimize(out.size());
  });
}

BENCHMARK(reference_loop);
BENCHMARK(read_line);
BENCHMARK(tokens_and_languages);
BENCHMARK(all_stages);
BENCHMARK(end_to_end);

}  // namespace
}  // namespace mercato
