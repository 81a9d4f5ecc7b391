// How fast is a document read, stage by stage and end to end? Bytes of text per second over the
// example items, beside a reference loop that hashes the same bytes one by one in the same run, so
// that runs on different machines compare: `share` is a stage's speed as a part of the loop's.
//   MERCATO_REFERENCE=FILE engine_bench      with another reference than the starter of the build
//   MERCATO_ITEMS=FILE engine_bench          over the first 2000 lines of another NDJSON file
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "6_engine/engine.h"
#include "6_engine/output.h"

namespace mercato {
namespace {

[[noreturn]] void give_up(const Problem& problem) {
  std::fprintf(stderr, "%s\n", problem.to_string().c_str());
  std::exit(2);
}

template <typename T>
T require(Result<T> made) {
  if (!made) give_up(made.error());
  return std::move(*made);
}

std::filesystem::path data_folder() { return std::filesystem::path(MERCATO_SOURCE_DIR) / "data"; }

std::filesystem::path path_or(const char* variable, const std::filesystem::path& otherwise) {
  const char* value = std::getenv(variable);
  return value ? std::filesystem::path(value) : otherwise;
}

// The stages, each by itself, as the engine holds them.
struct Stages {
  std::filesystem::path reference_file = path_or("MERCATO_REFERENCE", "starter.ref");
  std::shared_ptr<const Engine> engine = require(Engine::create(data_folder(), reference_file));
  std::shared_ptr<const Languages> languages = engine->shared_languages();
  std::shared_ptr<const Reference> reference = require(Reference::open(reference_file));
  std::shared_ptr<const Lexicon> lexicon = require(Lexicon::load(data_folder(), languages));
  std::shared_ptr<const ClaimTypes> types = require(ClaimTypes::load(data_folder()));
  std::shared_ptr<const Linker> linker =
      require(Linker::create(data_folder(), languages, reference));
  std::shared_ptr<const Extractor> extractor =
      require(Extractor::create(data_folder(), languages, lexicon, types));
  std::shared_ptr<const Attributor> attributor =
      require(Attributor::create(data_folder(), languages, lexicon, reference));
  std::shared_ptr<const FactChecker> checker =
      require(FactChecker::create(data_folder(), languages, lexicon, reference));
};

// A document with what each stage gives the next.
struct Sample {
  std::string line;
  Document document;
  Reading reading;
  std::vector<Claim> statements;  // not attributed yet
};

struct World {
  Stages stages;
  std::vector<Sample> samples;
  std::int64_t bytes = 0;
  double reference_speed = 0;  // bytes each second
};

void load_samples(World& world) {
  constexpr std::size_t kMost = 2000;
  std::ifstream in(path_or("MERCATO_ITEMS", data_folder() / "examples" / "items.ndjson"));
  Engine::Worker worker(*world.stages.engine);
  for (std::string line; world.samples.size() < kMost && std::getline(in, line);) {
    Sample sample;
    if (!world.stages.engine->reader().read_ndjson_line(line, {}, 1, sample.document)) continue;
    world.stages.engine->read(sample.document, worker, sample.reading);
    world.stages.extractor->extract(sample.document, sample.reading.tokens, sample.reading.linked,
                                    sample.statements);
    world.bytes += static_cast<std::int64_t>(sample.document.text.size());
    sample.line = std::move(line);
    world.samples.push_back(std::move(sample));
  }
}

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// The best of some runs: what the machine can do when nobody disturbs it.
double measure_reference(const World& world) {
  constexpr int kRuns = 20;
  double best = 0;
  for (int run = 0; run < kRuns; ++run) {
    const double begin = cpu_seconds();
    for (const Sample& sample : world.samples)
      benchmark::DoNotOptimize(fold_hash(sample.document.text));
    best = std::max(best, static_cast<double>(world.bytes) / (cpu_seconds() - begin));
  }
  return best;
}

const World& world() {
  static const World loaded = [] {
    World made;
    load_samples(made);
    made.reference_speed = measure_reference(made);
    return made;
  }();
  return loaded;
}

template <typename Work>
void run_all(benchmark::State& state, Work work) {
  const World& all = world();
  const double begin = cpu_seconds();
  for (auto _ : state) {
    for (const Sample& sample : all.samples) work(sample);
  }
  const std::int64_t bytes = state.iterations() * all.bytes;
  const double speed = static_cast<double>(bytes) / (cpu_seconds() - begin);
  state.SetBytesProcessed(bytes);
  state.counters["share"] = speed / all.reference_speed;
}

void reference_loop(benchmark::State& state) {
  run_all(state,
          [](const Sample& sample) { benchmark::DoNotOptimize(fold_hash(sample.document.text)); });
}

void read_line(benchmark::State& state) {
  Document document;
  run_all(state, [&](const Sample& sample) {
    const Reader& reader = world().stages.engine->reader();
    benchmark::DoNotOptimize(reader.read_ndjson_line(sample.line, {}, 1, document).has_value());
  });
}

void tokens_and_languages(benchmark::State& state) {
  TokenizedText tokens;
  run_all(state, [&](const Sample& sample) {
    world().stages.languages->tokenize(sample.document, tokens);
    benchmark::DoNotOptimize(tokens.tokens.size());
  });
}

void link_names(benchmark::State& state) {
  const auto scratch = world().stages.linker->make_scratch();
  LinkedText linked;
  run_all(state, [&](const Sample& sample) {
    world().stages.linker->link(sample.document, sample.reading.tokens, *scratch, linked);
    benchmark::DoNotOptimize(linked.mentions.size());
  });
}

void extract_claims(benchmark::State& state) {
  std::vector<Claim> statements;
  run_all(state, [&](const Sample& sample) {
    world().stages.extractor->extract(sample.document, sample.reading.tokens, sample.reading.linked,
                                      statements);
    benchmark::DoNotOptimize(statements.size());
  });
}

// With fold(), which needs the sources.
void attribute_claims(benchmark::State& state) {
  std::vector<Attribution> attributions;
  run_all(state, [&](const Sample& sample) {
    const Attributor& attributor = *world().stages.attributor;
    const Reading& reading = sample.reading;
    std::vector<Claim> statements = sample.statements;
    attributor.find(sample.document, reading.tokens, reading.linked, attributions);
    attributor.attribute(sample.document, reading.tokens, reading.linked, attributions, statements);
    benchmark::DoNotOptimize(fold(std::move(statements)).size());
  });
}

void check_facts(benchmark::State& state) {
  std::vector<Fact> facts;
  run_all(state, [&](const Sample& sample) {
    const Reading& reading = sample.reading;
    world().stages.checker->check(sample.document, reading.tokens, reading.linked, facts);
    benchmark::DoNotOptimize(
        find_drift(sample.document, reading.linked, reading.claims, *world().stages.types).size());
  });
}

void write_json(benchmark::State& state) {
  std::string out;
  run_all(state, [&](const Sample& sample) {
    out.clear();
    append_json(*world().stages.engine, sample.document, sample.reading, out);
    benchmark::DoNotOptimize(out.size());
  });
}

void end_to_end(benchmark::State& state) {
  const Engine& engine = *world().stages.engine;
  Engine::Worker worker(engine);
  Reading reading;
  Document document;
  std::string out;
  run_all(state, [&](const Sample& sample) {
    out.clear();
    if (!engine.reader().read_ndjson_line(sample.line, {}, 1, document)) return;
    engine.read(document, worker, reading);
    append_json(engine, document, reading, out);
    benchmark::DoNotOptimize(out.size());
  });
}

BENCHMARK(reference_loop);
BENCHMARK(read_line);
BENCHMARK(tokens_and_languages);
BENCHMARK(link_names);
BENCHMARK(extract_claims);
BENCHMARK(attribute_claims);
BENCHMARK(check_facts);
BENCHMARK(write_json);
BENCHMARK(end_to_end);

}  // namespace
}  // namespace mercato
