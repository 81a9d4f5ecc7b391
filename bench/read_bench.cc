// How fast are short documents read? NDJSON lines, plain texts and feeds of invented items of the
// size of real ones (about 320 bytes), in bytes of input; `reference` is a plain pass over the same
// bytes to compare machines by.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <numeric>
#include <string>

#include "1_language/language.h"
#include "2_read/reader.h"

namespace mercato {
namespace {

constexpr int kDocuments = 1000;
constexpr std::string_view kTitle = "Alpine FC close to signing Verdi for £25m";
constexpr std::string_view kBody =
    "The club from the Alps has agreed a fee of £25 million plus add-ons with Bergamo for the "
    "24-year-old defender. "
    "His contract runs until June 2026.\\nA medical is planned for 11 July, it is understood, and "
    "a four-year deal waits.";

std::string lines() {
  std::string out;
  for (int i = 0; i < kDocuments; ++i) {
    out += "{\"id\": \"en-" + std::to_string(i) +
           "\", \"lang\": \"en\", \"published\": \"2024-06-12T10:00:00\", \"text\": \"" +
           std::string(kTitle) + "\\n\\n" + std::string(kBody) + "\"}\n";
  }
  return out;
}

std::string feed() {
  std::string out = "<rss><channel><title>Alps Daily</title>";
  for (int i = 0; i < kDocuments; ++i) {
    out += "<item><guid>" + std::to_string(i) + "</guid><title>" + std::string(kTitle) +
           "</title><description>&lt;p&gt;" + std::string(kBody) +
           "&lt;/p&gt;</description><pubDate>Tue, 11 Jun 2024 10:00:00 GMT</pubDate></item>";
  }
  return out + "</channel></rss>";
}

std::shared_ptr<const Languages> languages() {
  auto loaded = Languages::load(MERCATO_SOURCE_DIR "/data");
  if (!loaded) std::abort();
  return *loaded;
}

Reader reader() {
  auto made = Reader::create(MERCATO_SOURCE_DIR "/data", languages());
  if (!made) std::abort();
  return *made;
}

void count_bytes(benchmark::State& state, const std::string& input) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * input.size()));
}

void reference(benchmark::State& state) {
  const std::string input = lines();
  for (auto _ : state) benchmark::DoNotOptimize(std::accumulate(input.begin(), input.end(), 0u));
  count_bytes(state, input);
}
BENCHMARK(reference);

void ndjson(benchmark::State& state) {
  const std::string input = lines();
  const Reader read = reader();
  Document document;
  for (auto _ : state) {
    std::uint32_t number = 0;
    for (std::size_t begin = 0; begin < input.size();) {
      const std::size_t end = input.find('\n', begin);
      if (!read.read_ndjson_line(std::string_view(input).substr(begin, end - begin), {}, ++number,
                                 document))
        std::abort();
      begin = end + 1;
    }
  }
  count_bytes(state, input);
}
BENCHMARK(ndjson);

void read_whole(benchmark::State& state, const std::string& input, Format format) {
  const Reader read = reader();
  ReadOptions options;
  options.format = format;
  for (auto _ : state) {
    auto documents = read.read(input, options);
    if (!documents) std::abort();
    benchmark::DoNotOptimize(documents);
  }
  count_bytes(state, input);
}
void feeds(benchmark::State& state) { read_whole(state, feed(), Format::feed); }
BENCHMARK(feeds);

void text(benchmark::State& state) {
  std::string input;
  for (int i = 0; i < kDocuments; ++i)
    input += std::string(kTitle) + "\n\n" + std::string(kBody) + "\n\n";
  read_whole(state, input, Format::text);
}
BENCHMARK(text);

// Quantities of tokens that are made once.
void quantities(benchmark::State& state) {
  const auto known = languages();
  Document document;
  for (int i = 0; i < kDocuments; ++i)
    document.text += std::string(kTitle) + ". " + std::string(kBody) + "\n\n";
  TokenizedText tokens;
  known->tokenize(document.text, known->find("en"), tokens);
  LinkedText linked;
  for (auto _ : state) {
    linked.clear();
    known->find_quantities(document, tokens, linked);
  }
  count_bytes(state, document.text);
}
BENCHMARK(quantities);

}  // namespace
}  // namespace mercato
