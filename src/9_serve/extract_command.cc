#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <thread>

#include "6_engine/output.h"
#include "9_serve/commands.h"
#include "9_serve/extract_pool.h"
#include "9_serve/inputs.h"
#include "9_serve/line_reader.h"
#include "9_serve/progress.h"

namespace mercato {
namespace {

constexpr std::size_t kBatchBytes = 128 << 10;

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

// What one thread needs to turn lines into answers.
class LineWorker {
 public:
  explicit LineWorker(const Engine& engine) : engine_(engine), worker_(engine) {}

  void process(Batch& batch) {
    ReadOptions options;
    options.name = batch.name;
    for (std::size_t i = 0; i < batch.ends.size(); ++i) {
      if (!batch.line(i).empty() && batch.line(i) != "\r")
        process_line(batch.line(i), batch.first_line + static_cast<std::uint32_t>(i), options,
                     batch);
    }
  }

  // A document that was read already, by another way than as a line.
  void process_document(Document document, Batch& batch) {
    document_ = std::move(document);
    ++batch.documents;
    answer(batch);
  }

 private:
  void process_line(std::string_view line, std::uint32_t number, const ReadOptions& options,
                    Batch& batch) {
    ++batch.documents;
    if (auto read = engine_.reader().read_ndjson_line(line, options, number, document_); !read) {
      append_unread(read.error(), batch.name + ":" + std::to_string(number), batch.output);
      batch.problems.push_back(std::move(read.error()));
      return;
    }
    answer(batch);
  }

  void answer(Batch& batch) {
    engine_.read(document_, worker_, reading_);
    append_json(engine_, document_, reading_, batch.output);
    batch.output += '\n';
    batch.claims += reading_.claims.size();
    batch.facts += reading_.facts.size();
    batch.drifts += reading_.drift.size();
    for (Problem& problem : document_.problems) batch.problems.push_back(std::move(problem));
  }

  const Engine& engine_;
  Engine::Worker worker_;
  Document document_;
  Reading reading_;
};

class Extraction {
 public:
  Extraction(const Engine& engine, const ExtractOptions& options)
      : engine_(engine),
        progress_(!options.quiet),
        pool_(
            options.workers ? options.workers : std::max(1u, std::thread::hardware_concurrency()),
            [this] {
              return [worker = std::make_shared<LineWorker>(engine_)](Batch& batch) {
                worker->process(batch);
              };
            },
            [this](Batch& batch) { deliver(batch); }) {}

  // False when the input cannot be read at all.
  bool add(const std::string& name) {
    std::error_code error;
    if (name != "-" && std::filesystem::is_directory(name, error))
      return refuse(name, "is a folder, not a document");
    std::FILE* file = name == "-" ? stdin : std::fopen(name.c_str(), "rb");
    if (!file) return refuse(name, std::string("cannot be read: ") + std::strerror(errno));
    const bool ok = is_ndjson(file) ? add_lines(name, file) : add_documents(name);
    if (file != stdin) std::fclose(file);
    return ok;
  }

  Totals finish() {
    pool_.finish();
    progress_.clear();
    return totals_;
  }
  double seconds() const { return progress_.seconds(); }

 private:
  static bool refuse(const std::string& name, std::string why) {
    print_problem({Severity::error, name, 0, 0, std::move(why), {}});
    return false;
  }

  // NDJSON begins with '{' (after white space); anything else is a single input of another format.
  static bool is_ndjson(std::FILE* file) {
    int c = std::fgetc(file);
    while (c == ' ' || c == '\n' || c == '\r' || c == '\t') c = std::fgetc(file);
    if (c == EOF) return true;
    std::ungetc(c, file);
    return c == '{' || file == stdin;
  }

  bool add_lines(const std::string& name, std::FILE* file) {
    LineReader lines(file, ReadLimits{}.max_bytes);
    auto batch = std::make_unique<Batch>();
    batch->name = name;
    std::uint32_t number = 0;
    std::string line;
    while (true) {
      const auto status = lines.next(line);
      if (status == LineReader::Status::end) break;
      ++number;
      if (status == LineReader::Status::too_long) {
        flush(batch, number + 1);
        push_unread(too_long(name, number, lines.skipped()));
        continue;
      }
      batch->text += line;
      batch->ends.push_back(static_cast<std::uint32_t>(batch->text.size()));
      if (batch->text.size() >= kBatchBytes) flush(batch, number + 1);
    }
    flush(batch, number + 1);
    return !std::ferror(file) || refuse(name, "could not be read to its end");
  }

  void push_unread(Problem problem) {
    auto batch = std::make_unique<Batch>();
    batch->documents = 1;
    append_unread(problem, problem.where + ":" + std::to_string(problem.line), batch->output);
    batch->problems.push_back(std::move(problem));
    pool_.push(std::move(batch));
  }

  static Problem too_long(const std::string& name, std::uint32_t line, std::uint64_t size) {
    return {Severity::error,
            name,
            line,
            0,
            "the line is " + std::to_string(size >> 20) + " MB long and was passed over",
            "a line may have 32 MB"};
  }

  void flush(std::unique_ptr<Batch>& batch, std::uint32_t next_line) {
    const std::string name = batch->name;
    if (!batch->ends.empty()) pool_.push(std::move(batch));
    batch = std::make_unique<Batch>();
    batch->name = name;
    batch->first_line = next_line;
  }

  // Text, HTML or a feed: read here, answered in its turn behind what was given before.
  bool add_documents(const std::string& name) {
    auto documents = read_documents(engine_.reader(), name);
    if (!documents) {
      print_problem(documents.error());
      return false;
    }
    auto batch = std::make_unique<Batch>();
    batch->name = name;
    LineWorker worker(engine_);
    for (Document& document : *documents) worker.process_document(std::move(document), *batch);
    pool_.push(std::move(batch));
    return true;
  }

  void deliver(Batch& batch) {
    std::fwrite(batch.output.data(), 1, batch.output.size(), stdout);
    totals_.documents += batch.documents;
    totals_.claims += batch.claims;
    totals_.facts += batch.facts;
    totals_.drifts += batch.drifts;
    totals_.bytes += batch.text.size();
    if (!batch.problems.empty()) progress_.clear();
    for (const Problem& problem : batch.problems) {
      print_problem(problem);
      totals_.problems += problem.severity == Severity::error;
    }
    progress_.show(totals_.documents, totals_.claims, totals_.bytes);
  }

  const Engine& engine_;
  Progress progress_;
  Totals totals_;     // written by the delivering thread, read after finish()
  ExtractPool pool_;  // last: its threads use the rest
};

}  // namespace

int run_extract(const CommonOptions& common, const ExtractOptions& options) {
  auto engine = open_engine(common);
  if (!engine) return fail(engine.error());
  Extraction extraction(**engine, options);
  bool ok = true;
  for (const std::string& file : options.files) ok = extraction.add(file) && ok;
  const Totals totals = extraction.finish();
  std::fflush(stdout);
  if (!options.quiet) {
    const double megabytes = static_cast<double>(totals.bytes) / 1e6,
                 seconds = extraction.seconds();
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
  return ok && totals.problems == 0 ? 0 : 2;
}

}  // namespace mercato
