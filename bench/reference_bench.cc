// How fast is the reference? Import, open, steps through the name trie, clubs by date and
// prominence, over made-up tables of 50,000 players, beside a reference loop that loads the same
// tokens.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "1_language/language.h"
#include "3_reference/reference.h"

namespace mercato {
namespace {

constexpr std::uint32_t kPlayers = 50'000;

const Languages& languages() {
  static const auto loaded = *Languages::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
  return *loaded;
}

// A word that nobody bears, the same for the same number.
std::string word(std::uint32_t number) {
  constexpr const char* kSyllables[] = {"zor", "vel", "ta", "quin", "or", "mab",
                                        "li",  "dru", "es", "kap",  "un", "wi"};
  std::string made;
  for (std::uint32_t rest = number * 2654435761u >> 8, i = 0; i < 4; ++i, rest /= 12)
    made += kSyllables[rest % 12];
  return made;
}

const std::filesystem::path& folder() {
  static const std::filesystem::path path = [] {
    const auto made =
        std::filesystem::temp_directory_path() / ("mercato-bench-" + std::to_string(::getpid()));
    std::filesystem::create_directories(made);
    std::ofstream players(made / "players.csv"), transfers(made / "transfers.csv"),
        clubs(made / "clubs.csv");
    players << "player_id,name,full_name,date_of_birth,nationalities,position,aliases\n";
    clubs << "club_id,name,short_names,city,country,league,league_season,aliases,kind,parent_id,"
             "wikidata\n";
    transfers << "player_id,date,date_min,date_max,from_club_id,to_club_id,fee_eur,type\n";
    for (std::uint32_t i = 0; i < kPlayers / 10; ++i) {
      clubs << 'c' << i << ",FC " << word(i * 7 + 3) << ",,,ITA,IT1,2025,,first,,\n";
    }
    for (std::uint32_t i = 0; i < kPlayers; ++i) {
      players << i << ',' << word(i % 5'000) << ' ' << word(i + 9'000)
              << ",,1999-01-01,ITA,Winger,\n";
      for (std::uint32_t year = 2020; year < 2024; ++year) {
        transfers << i << ',' << year << "-07-01,,,c" << (i + year) % 5'000 << ",c"
                  << (i + year + 1) % 5'000 << ",1000000,permanent\n";
      }
    }
    return made;
  }();
  return path;
}

std::filesystem::path compiled() {
  static const std::filesystem::path path = [] {
    const auto out = folder() / "bench.ref";
    const auto imported = import_reference(
        {std::filesystem::path(MERCATO_SOURCE_DIR) / "data/reference", folder()}, out, languages());
    if (!imported) std::abort();
    return out;
  }();
  return path;
}

const Reference& reference() {
  static const auto opened = *Reference::open(compiled());
  return *opened;
}

// Token hashes of text in which one word in ten begins a name.
const std::vector<std::uint64_t>& text_tokens() {
  static const std::vector<std::uint64_t> hashes = [] {
    std::vector<std::uint64_t> made;
    for (std::uint32_t i = 0; i < 200'000; ++i) {
      if (i % 10 == 0) {
        made.push_back(fold_hash(word(i % 5'000)));
        made.push_back(fold_hash(word(i + 9'000)));
      } else {
        made.push_back(fold_hash("plain" + std::to_string(i % 3'000)));
      }
    }
    return made;
  }();
  return hashes;
}

void reference_loop(benchmark::State& state) {
  const auto& tokens = text_tokens();
  for (auto _ : state) {
    std::uint64_t sum = 0;
    for (const std::uint64_t token : tokens) sum = (sum ^ token) * 0x9e3779b97f4a7c15ull;
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(tokens.size()));
}
BENCHMARK(reference_loop);

void walk_names(benchmark::State& state) {
  const auto& tokens = text_tokens();
  const Reference& names = reference();
  for (auto _ : state) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      TrieCursor cursor;
      for (std::size_t j = i; j < tokens.size() && names.step(cursor, tokens[j]); ++j)
        found += names.hits(cursor).size();
    }
    benchmark::DoNotOptimize(found);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(tokens.size()));
}
BENCHMARK(walk_names);

void club_by_date(benchmark::State& state) {
  const Reference& names = reference();
  ReferenceId person = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(names.club_at(person, {2022, 1, 1}));
    person = (person + 7919) % kPlayers;
  }
}
BENCHMARK(club_by_date);

void prominence_by_date(benchmark::State& state) {
  const Reference& names = reference();
  ReferenceId person = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(names.prominence(person, {2022, 1, 1}));
    person = (person + 7919) % kPlayers;
  }
}
BENCHMARK(prominence_by_date);

void open_file(benchmark::State& state) {
  const auto file = compiled();
  for (auto _ : state) benchmark::DoNotOptimize(Reference::open(file));
}
BENCHMARK(open_file);

void look_up_typed(benchmark::State& state) {
  const Reference& names = reference();
  for (auto _ : state) benchmark::DoNotOptimize(names.lookup(word(9'017), 5));
}
BENCHMARK(look_up_typed)->Unit(benchmark::kMillisecond);

void import_tables(benchmark::State& state) {
  const auto out = folder() / "again.ref";
  for (auto _ : state) benchmark::DoNotOptimize(import_reference({folder()}, out, languages()));
}
BENCHMARK(import_tables)->Unit(benchmark::kMillisecond)->Iterations(2);

}  // namespace
}  // namespace mercato
