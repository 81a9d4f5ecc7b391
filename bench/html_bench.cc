// How fast are pages read? Each stage of the HTML reader over the pages of tests/read/html,
// repeated to the size of an ordinary news page, in bytes of HTML; `reference` is a plain pass over
// the same bytes to compare machines by.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <numeric>
#include <sstream>

#include "2_read/body_extractor.h"
#include "2_read/charset.h"
#include "2_read/html.h"
#include "2_read/html_tree.h"

namespace mercato {
namespace {

// The article of the page within a frame of menus and teasers, which weigh most of a real page.
std::string ordinary_page() {
  std::ifstream in(MERCATO_SOURCE_DIR "/tests/read/html/transfer_fr.html");
  std::ostringstream read;
  read << in.rdbuf();
  std::string page = read.str();
  std::string frame;
  for (int i = 0; i < 400; ++i)
    frame += "<li class=\"teaser item-" + std::to_string(i) +
             "\" data-track='{\"position\": 1}'><a href=\"/story\" onclick=\"go(this)\"><span>One "
             "more story of "
             "the day</span></a></li><script>window.queue.push(\"" +
             std::string(120, 'x') + "\");</script>\n";
  const std::size_t body = page.find("<body");
  return page.insert(page.find('>', body) + 1, "<nav><ul>" + frame + "</ul></nav>");
}

void count_bytes(benchmark::State& state, const std::string& page) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * page.size()));
}

void reference(benchmark::State& state) {
  const std::string page = ordinary_page();
  for (auto _ : state) benchmark::DoNotOptimize(std::accumulate(page.begin(), page.end(), 0u));
  count_bytes(state, page);
}
BENCHMARK(reference);

void charset(benchmark::State& state) {
  const std::string page = ordinary_page();
  std::vector<Problem> problems;
  for (auto _ : state) benchmark::DoNotOptimize(to_utf8(page, "", problems));
  count_bytes(state, page);
}
BENCHMARK(charset);

void tree(benchmark::State& state) {
  const std::string page = ordinary_page();
  std::vector<Problem> problems;
  for (auto _ : state) benchmark::DoNotOptimize(parse_html(page, {}, problems));
  count_bytes(state, page);
}
BENCHMARK(tree);

void body(benchmark::State& state) {
  const std::string page = ordinary_page();
  std::vector<Problem> problems;
  const ParsedHtml parsed = parse_html(page, {}, problems);
  for (auto _ : state) benchmark::DoNotOptimize(extract_body(parsed.tree, "", ""));
  count_bytes(state, page);
}
BENCHMARK(body);

void document(benchmark::State& state) {
  const auto languages = Languages::load(MERCATO_SOURCE_DIR "/data");
  if (!languages) return state.SkipWithError(languages.error().to_string().c_str());
  const std::string page = ordinary_page();
  for (auto _ : state) benchmark::DoNotOptimize(read_html(page, {}, **languages));
  count_bytes(state, page);
}
BENCHMARK(document);

}  // namespace
}  // namespace mercato
