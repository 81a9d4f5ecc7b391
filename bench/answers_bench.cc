// How fast are the answers? Over a made-up ledger of MERCATO_BENCH_CLAIMS claims (100,000 where it
// is not set; two a document, 10,000 persons), or over a copy of the ledger that
// MERCATO_BENCH_LEDGER names. `kept` is what the server does with most questions, `made` an answer
// that nobody asked for before; `cold` is a list of sagas when nothing is folded yet,
// `after_one_document` the same list when somebody has just written.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <thread>

#include "0_core/json_writer.h"
#include "9_answer/answers.h"

namespace mercato {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kPersons = 10'000, kClubs = 600, kOutlets = 60;
constexpr const char* kTypes[] = {"interest", "talks", "bid", "contact", "agreement", "official"};

std::string word(std::uint64_t number) {
  constexpr const char* kSyllables[] = {"zor", "vel", "ta", "quin", "or", "mab",
                                        "li",  "dru", "es", "kap",  "un", "wi"};
  std::string made;
  for (std::uint64_t rest = number * 2654435761u >> 8 & 0xffffff, i = 0; i < 4; ++i, rest /= 12)
    made += kSyllables[rest % 12];
  return made;
}

std::string name_of(std::size_t person) { return word(person) + " " + word(person + 90'001); }
std::string club_of(std::size_t club) { return "FC " + word(club + 500'009); }

// Few are spoken of much: the square of a uniform number.
std::size_t person_of(std::size_t n) {
  const double uniform = static_cast<double>((n * 2654435761u) % 1'000'003) / 1'000'003;
  return static_cast<std::size_t>(uniform * uniform * static_cast<double>(kPersons));
}

void put_name(JsonWriter& json, std::string_view key, const std::string& name, std::size_t id) {
  json.key(key).begin_object().put("name", name).put("id", "b" + std::to_string(id)).end_object();
}

void put_claim(JsonWriter& json, std::size_t n, std::size_t person, std::size_t club,
               std::size_t begin, const std::string& words) {
  json.begin_object();
  put_name(json, "person", name_of(person), person);
  json.put("type", kTypes[n % 97 % 6]);
  put_name(json, "to", club_of(club), club);
  json.put("polarity", "affirmed").put("certainty", n % 3 ? "asserted" : "hedged");
  json.put("when", "current").put("deal", "unknown").key("money").begin_array().end_array();
  json.key("source").begin_object();
  if (n % 4 == 0) json.put("name", "Outlet " + word(n % 11)).put("kind", "outlet");
  if (n % 4 != 0) json.put("kind", "self");
  json.end_object().key("evidence").begin_array().begin_object();
  json.key("start").value(static_cast<std::int64_t>(begin));
  json.key("end").value(static_cast<std::int64_t>(begin + words.size()));
  json.put("text", words).put("lang", "en").end_object().end_array();
  json.key("confidence").value(0.875).key("rules").begin_array().value("en/interest/wants");
  json.end_array().end_object();
}

// A short article with two claims about one person, of the last two years before `n` ran out.
PreparedDocument make_document(std::size_t n) {
  const std::size_t person = person_of(n);
  Document d;
  d.id = "item-" + std::to_string(n);
  d.url = "https://news" + std::to_string(n % kOutlets) + ".example/" + std::to_string(n);
  d.outlet = "Outlet " + word(n % kOutlets);
  d.published = Date::from_days(static_cast<std::int32_t>(19'000 + n * 37 % 700));
  d.title = "News of " + name_of(person) + " " + word(n);
  d.text = d.title + "\n\n";
  std::string reading;
  JsonWriter json(reading);
  json.begin_object().key("doc").begin_object().put("id", d.id).put("lang", "en");
  json.put("published", d.published.to_string()).put("outlet", d.outlet).end_object();
  json.key("claims").begin_array();
  for (std::size_t i = 0; i < 2; ++i) {
    const std::size_t club = (person * 7 + (n + i) % 5) % kClubs;
    const std::string words = club_of(club) + " and " + name_of(person);
    put_claim(json, n + i * 3, person, club, d.text.size(), words);
    d.text += words + ", as is told.\n";
  }
  json.end_array().key("facts").begin_array().end_array().key("drift").begin_array().end_array();
  json.end_object();
  for (std::size_t i = 0; i < 40; ++i) d.text += word(n * 41 + i) + ' ';
  d.blocks.push_back(
      {{0, static_cast<std::uint32_t>(d.text.size())}, BlockKind::paragraph, -1, ""});
  return prepare_document(d, std::move(reading));
}

std::string variable(const char* name, const std::string& otherwise) {
  const char* value = std::getenv(name);
  return value && *value ? value : otherwise;
}

template <typename T>
T take(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "%s\n", result.error().to_string().c_str());
  std::exit(2);
}

// The ledger of this process, and its writer.
class Desk {
 public:
  Desk() {
    file_ = std::filesystem::temp_directory_path() /
            ("mercato-answers-bench-" + std::to_string(::getpid()) + ".ledger");
    const std::string given = variable("MERCATO_BENCH_LEDGER", "");
    if (!given.empty()) std::filesystem::copy_file(given, file_);
    writer_ = take(LedgerWriter::open(file_, {"bench", "data", ""}));
    const std::size_t claims = std::stoul(variable("MERCATO_BENCH_CLAIMS", "100000"));
    while (given.empty() && next_ < claims / 2) {
      add();
      if (next_ % 1000 == 0) (void)writer_->commit();
    }
    (void)writer_->commit();
    if (given.empty()) return;
    next_ = 1u << 30;
  }
  ~Desk() {
    writer_.reset();
    for (const char* end : {"", "-wal", "-shm", "-lock"})
      std::filesystem::remove(file_.string() + end);
  }

  void write_one() {
    add();
    (void)writer_->commit();
  }
  std::shared_ptr<const Answers> open(std::size_t cache_bytes = 256u << 20) const {
    Answers::Options options;
    const std::filesystem::path source = MERCATO_SOURCE_DIR;
    options.files = {file_, source / "data",
                     variable("MERCATO_REFERENCE", (source / "build" / "starter.ref").string())};
    options.cache_bytes = cache_bytes;
    options.warm = false;
    return take(Answers::open(options));
  }

 private:
  void add() { take(writer_->append(make_document(next_++), 1'700'000'000)); }

  std::filesystem::path file_;
  std::unique_ptr<LedgerWriter> writer_;
  std::size_t next_ = 0;
};

Desk& desk() {
  static Desk made;
  return made;
}

const Answers& answers() {
  static const auto opened = desk().open();
  return *opened;
}

// Persons as they come in the newest claims: those of whom much is said come often.
const std::vector<Arguments>& dossiers() {
  static const std::vector<Arguments> made = [] {
    std::vector<Arguments> out;
    for (const NewClaim& one : take(answers().new_claims(0, {}, 2'000, true)))
      out.push_back({{"person", stable_id(one.person)}});
    return out;
  }();
  return made;
}

Reply ask(const Answers& from, const char* question, const Arguments& arguments = {}) {
  const Answered answered = from.ask(*find_question(question), arguments);
  if (answered) return *answered;
  std::fprintf(stderr, "%s: %s\n", question, answered.error().problem.to_string().c_str());
  std::exit(2);
}

void kept_dossier(benchmark::State& state) {
  const Question& question = *find_question("dossier");
  static std::once_flag asked;
  std::call_once(asked, [] {
    for (const Arguments& one : dossiers()) ask(answers(), "dossier", one);
  });
  std::size_t i = static_cast<std::size_t>(state.thread_index()) * 31, bytes = 0;
  for (auto _ : state) {
    const auto reply = answers().kept(question, dossiers()[i++ % dossiers().size()]);
    if (!reply) std::exit(2);
    bytes += reply->body->size();
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(kept_dossier)->Threads(1)->Threads(2)->UseRealTime();

void made_dossier(benchmark::State& state) {
  static const auto forgetful = desk().open(1);
  std::size_t i = static_cast<std::size_t>(state.thread_index()) * 31;
  for (auto _ : state) ask(*forgetful, "dossier", dossiers()[i++ % dossiers().size()]);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(made_dossier)->Threads(1)->Threads(2)->UseRealTime()->Unit(benchmark::kMicrosecond);

void made(benchmark::State& state, const char* question, const Arguments& arguments) {
  static const auto forgetful = desk().open(1);
  for (auto _ : state) ask(*forgetful, question, arguments);
}
BENCHMARK_CAPTURE(made, claims, "claims", Arguments{})->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(made, claims_by_stage, "claims", Arguments{{"stage", "official"}})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(made, persons, "persons", Arguments{{"name", "zor"}})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(made, documents, "documents", Arguments{})->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(made, info, "info", Arguments{})->Unit(benchmark::kMicrosecond);

void cold(benchmark::State& state, const char* question, const Arguments& arguments) {
  for (auto _ : state) {
    const auto fresh = desk().open();
    const auto begin = Clock::now();
    ask(*fresh, question, arguments);
    state.SetIterationTime(std::chrono::duration<double>(Clock::now() - begin).count());
  }
}

void after_one_document(benchmark::State& state, const char* question, const Arguments& arguments) {
  ask(answers(), question, arguments);
  for (auto _ : state) {
    desk().write_one();
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    const auto begin = Clock::now();
    ask(answers(), question, arguments);
    state.SetIterationTime(std::chrono::duration<double>(Clock::now() - begin).count());
  }
}

#define LIST(name, question, ...)                                               \
  BENCHMARK_CAPTURE(cold, name, question, Arguments{__VA_ARGS__})               \
      ->UseManualTime()                                                         \
      ->Iterations(1)                                                           \
      ->Unit(benchmark::kMillisecond);                                          \
  BENCHMARK_CAPTURE(after_one_document, name, question, Arguments{__VA_ARGS__}) \
      ->UseManualTime()                                                         \
      ->Iterations(10)                                                          \
      ->Unit(benchmark::kMillisecond)
LIST(today, "today", {"days", "2"});
LIST(window, "window", {"window", "2023-summer"});
LIST(sources, "sources", );
LIST(windows, "windows", );

void new_claims(benchmark::State& state) {
  const Row last = answers().last_claim();
  take(answers().new_claims(last, {}, 100));
  for (auto _ : state) {
    benchmark::DoNotOptimize(answers().last_claim());
    benchmark::DoNotOptimize(take(answers().new_claims(last, {}, 100)));
  }
}
BENCHMARK(new_claims)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace mercato
