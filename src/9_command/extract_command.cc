#include <cstdio>

#include "6_engine/output.h"
#include "9_command/batch_pool.h"
#include "9_command/batch_reader.h"
#include "9_command/commands.h"
#include "9_command/input_stream.h"
#include "9_command/progress.h"

namespace mercato {
namespace {

struct Totals {
  std::uint64_t documents = 0, claims = 0, facts = 0, drifts = 0, problems = 0, bytes = 0;
};

// {"doc": {"id": …}, "problem": {…}}: the answer for a line that could not be read.
void append_unread(const Problem& problem, const std::string& id, std::string& out) {
  out += "{\"doc\":{\"id\":\"";
  for (const char c : id) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') out += c;
  }
  out += "\"},\"claims\":[],\"facts\":[],\"drift\":[],\"problem\":";
  append_json(problem, out);
  out += "}\n";
}

// What one thread needs to turn documents into answers.
class Answerer : public DocumentVisitor {
 public:
  explicit Answerer(const Engine& engine)
      : engine_(engine), reader_(engine.reader()), worker_(engine) {}

  void process(Batch& batch) { reader_.read(batch, *this); }

  void document(Document& document, Batch& batch) override {
    engine_.read(document, worker_, reading_);
    append_json(engine_, document, reading_, batch.output);
    batch.output += '\n';
    batch.claims += reading_.claims.size();
    batch.facts += reading_.facts.size();
    batch.drifts += reading_.drift.size();
    for (Problem& problem : document.problems) batch.problems.push_back(std::move(problem));
  }

  void unread(Problem problem, const std::string& place, Batch& batch) override {
    append_unread(problem, place, batch.output);
    batch.problems.push_back(std::move(problem));
  }

 private:
  const Engine& engine_;
  BatchReader reader_;
  Engine::Worker worker_;
  Reading reading_;
};

class Extraction {
 public:
  Extraction(const Engine& engine, const ExtractOptions& options)
      : progress_(!options.quiet),
        pool_(
            worker_count(options.workers),
            [&engine] {
              return [answerer = std::make_shared<Answerer>(engine)](Batch& batch) {
                answerer->process(batch);
              };
            },
            [this](Batch& batch) { deliver(batch); }) {}

  Totals run(const std::vector<std::string>& files) {
    InputStream inputs({.folders = false, .standard_input_is_lines = true},
                       [this](std::unique_ptr<Batch> batch) { pool_.push(std::move(batch)); });
    for (const std::string& file : files) inputs.add(file);
    pool_.finish();
    progress_.clear();
    return totals_;
  }
  double seconds() const { return progress_.seconds(); }

 private:
  void deliver(Batch& batch) {
    std::fwrite(batch.output.data(), 1, batch.output.size(), stdout);
    totals_.documents += batch.documents;
    totals_.claims += batch.claims;
    totals_.facts += batch.facts;
    totals_.drifts += batch.drifts;
    totals_.bytes += batch.bytes.size();
    if (!batch.problems.empty()) progress_.clear();
    for (const Problem& problem : batch.problems) {
      print_problem(problem);
      totals_.problems += problem.severity == Severity::error;
    }
    progress_.show(totals_.documents, totals_.claims, totals_.bytes);
  }

  Progress progress_;
  Totals totals_;   // written by the delivering thread, read after finish()
  BatchPool pool_;  // last: its threads use the rest
};

void print_summary(const Totals& totals, double seconds) {
  const double megabytes = static_cast<double>(totals.bytes) / 1e6;
  std::fprintf(stderr,
               "%llu documents, %llu claims, %llu facts, %llu drifts, %llu problems; %.1f MB in "
               "%.1f s (%.1f MB/s)\n",
               static_cast<unsigned long long>(totals.documents),
               static_cast<unsigned long long>(totals.claims),
               static_cast<unsigned long long>(totals.facts),
               static_cast<unsigned long long>(totals.drifts),
               static_cast<unsigned long long>(totals.problems), megabytes, seconds,
               megabytes / std::max(seconds, 1e-9));
}

}  // namespace

int run_extract(const CommonOptions& common, const ExtractOptions& options) {
  auto engine = open_engine(common);
  if (!engine) return fail(engine.error());
  Extraction extraction(**engine, options);
  const Totals totals = extraction.run(options.files);
  std::fflush(stdout);
  if (!options.quiet) print_summary(totals, extraction.seconds());
  return totals.problems == 0 ? 0 : 2;
}

}  // namespace mercato
