// How fast is the ledger? Preparing, writing and asking, over made-up news; beside the writer a
// plain table of SQLite that takes the same bytes in the same run.
//
// The large ledger has MERCATO_BENCH_CLAIMS claims (1,000,000 where it is not set; two a document)
// and one person with 2,000 of them. It is made once, which takes a minute or two.
#include <benchmark/benchmark.h>
#include <sqlite3.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "0_core/json_writer.h"
#include "7_ledger/ledger.h"

namespace mercato {
namespace {

constexpr std::size_t kBatch = 1'000;
constexpr std::size_t kPersons = 20'000, kClubs = 2'000;
constexpr Instant kStart = 1'700'000'000;

std::string word(std::uint64_t number) {
  constexpr const char* kSyllables[] = {"zor", "vel", "ta", "quin", "or", "mab",
                                        "li",  "dru", "es", "kap",  "un", "wi"};
  std::string made;
  for (std::uint64_t rest = number * 2654435761u >> 8 & 0xffffff, i = 0; i < 4; ++i, rest /= 12)
    made += kSyllables[rest % 12];
  return made;
}

// Few are spoken of much: the square of a uniform number.
std::size_t person_of(std::size_t n) {
  const double uniform = static_cast<double>((n * 2654435761u) % 1'000'003) / 1'000'003;
  return static_cast<std::size_t>(uniform * uniform * static_cast<double>(kPersons));
}

std::string person_name(std::size_t person) { return word(person) + " " + word(person + 90'001); }
std::string club_name(std::size_t club) { return "FC " + word(club + 500'009); }

void put_claim(JsonWriter& json, std::size_t person, std::size_t club, std::size_t begin,
               const std::string& words) {
  json.begin_object().key("person").begin_object().put("name", person_name(person));
  json.put("id", std::to_string(person + 1)).end_object().put("type", "interest");
  json.key("to").begin_object().put("name", club_name(club)).put("id", std::to_string(club + 1));
  json.end_object().put("polarity", "affirmed").put("certainty", "hedged").put("when", "current");
  json.put("deal", "unknown").key("money").begin_array().end_array();
  json.key("source")
      .begin_object()
      .put("name", word(club % 300))
      .put("kind", "outlet")
      .end_object();
  json.key("evidence").begin_array().begin_object();
  json.key("start").value(static_cast<std::int64_t>(begin));
  json.key("end").value(static_cast<std::int64_t>(begin + words.size()));
  json.put("text", words).put("lang", "en").end_object().end_array();
  json.key("confidence").value(0.875).key("rules").begin_array().value("en/interest/wants");
  json.end_array().end_object();
}

struct Made {
  Document document;
  std::string reading;
};

// A short article with two claims about one person. `person`: as person_of(n) would choose, or
// given.
Made make_document(std::size_t n, std::size_t person) {
  Made out;
  Document& d = out.document;
  d.id = "item-" + std::to_string(n);
  d.url = "https://news" + std::to_string(n % 50) + ".example/football/" + std::to_string(n);
  d.outlet = "Outlet " + std::to_string(n % 50);
  d.published = Date::from_days(static_cast<std::int32_t>(19'000 + n % 900));
  d.title = "FC " + word(n) + " ask about " + person_name(person);
  d.text = d.title + "\n\n";
  JsonWriter json(out.reading);
  json.begin_object().key("doc").begin_object().put("id", d.id).put("lang", "en");
  json.put("published", d.published.to_string()).end_object().key("claims").begin_array();
  for (std::size_t i = 0; i < 2; ++i) {
    const std::size_t club = (n * 7 + i * 131) % kClubs;
    const std::string words = club_name(club) + " are keen on " + person_name(person);
    put_claim(json, person, club, d.text.size(), words);
    d.text += words + ", as is told.\n";
  }
  json.end_array().key("facts").begin_array().end_array().key("drift").begin_array().end_array();
  json.end_object();
  for (std::size_t i = 0; i < 40; ++i) d.text += word(n * 41 + i) + ' ';
  d.blocks.push_back(
      {{0, static_cast<std::uint32_t>(d.text.size())}, BlockKind::paragraph, -1, ""});
  return out;
}

PreparedDocument prepared(std::size_t n, std::size_t person) {
  Made made = make_document(n, person);
  return prepare_document(made.document, std::move(made.reading));
}

// A folder that goes away with the process.
const std::filesystem::path& folder() {
  struct Folder {
    std::filesystem::path path;
    Folder()
        : path(std::filesystem::temp_directory_path() /
               ("mercato-ledger-bench-" + std::to_string(::getpid()))) {
      std::filesystem::create_directories(path);
    }
    ~Folder() { std::filesystem::remove_all(path); }
  };
  static const Folder made;
  return made.path;
}

std::unique_ptr<LedgerWriter> open_writer(const std::filesystem::path& file) {
  auto writer = LedgerWriter::open(file, {"bench", "data", ""});
  if (!writer) std::abort();
  return std::move(*writer);
}

constexpr std::size_t kWritten = 30'000;

const std::vector<PreparedDocument>& documents() {
  static const std::vector<PreparedDocument> made = [] {
    std::vector<PreparedDocument> out;
    for (std::size_t n = 0; n < kWritten; ++n) out.push_back(prepared(n, person_of(n)));
    return out;
  }();
  return made;
}

void prepare(benchmark::State& state) {
  Made made = make_document(1, 1);
  while (made.document.text.size() < 1'500) made.document.text += " another thirty words of news";
  for (auto _ : state) benchmark::DoNotOptimize(prepare_document(made.document, made.reading));
}
BENCHMARK(prepare)->Unit(benchmark::kMicrosecond);

// One writer, batches of 1,000 documents, synchronous=FULL.
void write_ledger(benchmark::State& state) {
  const auto& all = documents();
  const auto file = folder() / "write.ledger";
  for (auto _ : state) {
    state.PauseTiming();
    std::filesystem::remove(file);
    auto writer = open_writer(file);
    state.ResumeTiming();
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!writer->append(all[i], kStart + static_cast<Instant>(i))) std::abort();
      if ((i + 1) % kBatch == 0 && !writer->commit()) std::abort();
    }
    writer.reset();  // with its checkpoint
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(all.size()));
}
BENCHMARK(write_ledger)->Unit(benchmark::kMillisecond)->Iterations(3)->UseRealTime();

// The same packed forms and bodies into one table without an index.
void write_plain_table(benchmark::State& state) {
  const auto& all = documents();
  const auto file = folder() / "plain.db";
  for (auto _ : state) {
    state.PauseTiming();
    std::filesystem::remove(file);
    sqlite3* database = nullptr;
    sqlite3_open(file.c_str(), &database);
    sqlite3_exec(database,
                 "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA wal_autocheckpoint=20000;"
                 "CREATE TABLE plain(id INTEGER PRIMARY KEY, form BLOB, body BLOB)",
                 nullptr, nullptr, nullptr);
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(database, "INSERT INTO plain(form, body) VALUES(?1, ?2)", -1, &insert,
                       nullptr);
    state.ResumeTiming();
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i % kBatch == 0) sqlite3_exec(database, "BEGIN", nullptr, nullptr, nullptr);
      const auto& d = all[i];
      sqlite3_bind_blob64(insert, 1, d.form.data(), d.form.size(), SQLITE_STATIC);
      sqlite3_bind_blob64(insert, 2, d.body.data(), d.body.size(), SQLITE_STATIC);
      sqlite3_step(insert);
      sqlite3_reset(insert);
      if ((i + 1) % kBatch == 0) sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr);
    }
    sqlite3_finalize(insert);
    sqlite3_close(database);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(all.size()));
}
BENCHMARK(write_plain_table)->Unit(benchmark::kMillisecond)->Iterations(3)->UseRealTime();

void verify_ledger(benchmark::State& state) {
  const auto ledger = Ledger::open(folder() / "write.ledger");
  if (!ledger) {
    state.SkipWithError("run write_ledger before");
    return;
  }
  for (auto _ : state) {
    const auto report = (*ledger)->verify({});
    if (!report || !report->broken.empty()) std::abort();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kWritten));
}
BENCHMARK(verify_ledger)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

constexpr std::size_t kStar = kPersons + 7;  // the person with 2,000 claims

const std::filesystem::path& large_ledger() {
  static const std::filesystem::path file = [] {
    const char* const wanted = std::getenv("MERCATO_BENCH_CLAIMS");
    const std::size_t claims = wanted ? std::strtoull(wanted, nullptr, 10) : 1'000'000;
    const std::size_t all = claims / 2, every = all / 1'000;
    const auto out = folder() / "large.ledger";
    auto writer = open_writer(out);
    for (std::size_t n = 0; n < all; ++n) {
      const bool star = every && n % every == 0;
      if (!writer->append(prepared(n, star ? kStar : person_of(n)), kStart)) std::abort();
      if ((n + 1) % kBatch == 0 && !writer->commit()) std::abort();
    }
    if (!writer->commit()) std::abort();
    return out;
  }();
  return file;
}

std::unique_ptr<Ledger> open_large() {
  auto ledger = Ledger::open(large_ledger());
  if (!ledger) std::abort();
  return std::move(*ledger);
}

// A connection that has read nothing yet, as each command is.
void history_of_2000_claims_cold(benchmark::State& state) {
  const Row star = open_large()->find(MentionKind::person, person_name(kStar), 1)->front().row;
  for (auto _ : state) {
    state.PauseTiming();
    auto ledger = open_large();
    state.ResumeTiming();
    const auto history = ledger->history(star, kEndOfTime);
    if (!history || history->claims.size() < 1'000) std::abort();
  }
}
BENCHMARK(history_of_2000_claims_cold)->Unit(benchmark::kMillisecond)->UseRealTime();

void history_of_2000_claims(benchmark::State& state) {
  const auto ledger = open_large();
  const Row star = ledger->find(MentionKind::person, person_name(kStar), 1)->front().row;
  for (auto _ : state) benchmark::DoNotOptimize(ledger->history(star, kEndOfTime)->claims.size());
}
BENCHMARK(history_of_2000_claims)->Unit(benchmark::kMillisecond)->UseRealTime();

void history_of_others(benchmark::State& state) {
  const auto ledger = open_large();
  Row row = 1;
  for (auto _ : state) {
    benchmark::DoNotOptimize(ledger->history(row, kEndOfTime)->claims.size());
    row = row % 1'000 + 1;
    if (row % 2 == 0) ++row;
  }
}
BENCHMARK(history_of_others)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(200);

void open_and_find(benchmark::State& state) {
  large_ledger();
  for (auto _ : state) {
    const auto ledger = open_large();
    benchmark::DoNotOptimize(ledger->find(MentionKind::person, person_name(kStar), 5));
  }
}
BENCHMARK(open_and_find)->Unit(benchmark::kMillisecond)->UseRealTime();

void search_words(benchmark::State& state) {
  const auto ledger = open_large();
  for (auto _ : state) benchmark::DoNotOptimize(ledger->search(person_name(kStar), kEndOfTime, 20));
}
BENCHMARK(search_words)->Unit(benchmark::kMillisecond)->UseRealTime();

void persons_of_a_window(benchmark::State& state) {
  const auto ledger = open_large();
  const Instant from = Instant{19'000} * 86'400, until = from + 90 * 86'400;
  for (auto _ : state) benchmark::DoNotOptimize(ledger->persons(from, until)->size());
}
BENCHMARK(persons_of_a_window)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace mercato
