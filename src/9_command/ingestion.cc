#include "9_command/ingestion.h"

#include <algorithm>

#include "6_engine/output.h"
#include "9_command/batch_reader.h"
#include "9_command/commands.h"
#include "9_command/inputs.h"

namespace mercato {
namespace {

constexpr std::uint64_t kDocumentsEachCommit = 1000, kMostTold = 20;
constexpr auto kTimeEachCommit = std::chrono::milliseconds(500);
constexpr std::size_t kMostEdits = 1000;

// What one thread needs to make documents ready for the ledger.
class Preparer : public DocumentVisitor {
 public:
  Preparer(const Engine& engine, Date published)
      : engine_(engine), reader_(engine.reader()), worker_(engine), published_(published) {}

  void process(Batch& batch) {
    reader_.read(batch, *this);
    batch.bytes = {};
  }

  void document(Document& document, Batch& batch) override {
    keep_problems(document, batch);
    if (is_unreadable(document)) return;
    if (!document.published.known()) document.published = published_;
    // A name that we made up says nothing of the document: without its own id and address it is
    // known by its text.
    if (is_made_id(document.id, batch.name)) document.id.clear();
    engine_.read(document, worker_, reading_);
    std::string line;
    append_json(engine_, document, reading_, line);
    batch.documents_ready.push_back(prepare_document(document, std::move(line)));
    batch.claims += reading_.claims.size();
  }

  void unread(Problem problem, const std::string&, Batch& batch) override {
    batch.problems.push_back(std::move(problem));
  }

 private:
  static void keep_problems(const Document& document, Batch& batch) {
    for (const Problem& problem : document.problems) {
      if (problem.severity != Severity::note) batch.problems.push_back(problem);
    }
  }

  const Engine& engine_;
  BatchReader reader_;
  Engine::Worker worker_;
  Reading reading_;
  Date published_;
};

}  // namespace

Ingestion::Ingestion(const Engine& engine, LedgerWriter& writer, Instant recorded, unsigned workers,
                     Date published, bool quiet)
    : writer_(writer),
      recorded_(recorded),
      progress_(!quiet),
      pool_(
          worker_count(workers),
          [&engine, published] {
            return [preparer = std::make_shared<Preparer>(engine, published)](Batch& batch) {
              preparer->process(batch);
            };
          },
          [this](Batch& batch) { deliver(batch); }) {}

Result<IngestTotals> Ingestion::run(const std::vector<std::string>& files,
                                    std::function<bool()> stop) {
  InputStream inputs(
      {.folders = true, .standard_input_is_lines = false},
      [this](std::unique_ptr<Batch> batch) {
        totals_.bytes += batch->bytes.size();
        pool_.push(std::move(batch));
      },
      [this, stop = std::move(stop)] { return is_broken_ || stop(); });
  for (const std::string& file : files) inputs.add(file);
  pool_.finish();
  if (!broken_) commit();
  progress_.clear();
  totals_.passed_over = inputs.passed_over();
  if (broken_) return tl::unexpected(*broken_);
  if (told_ > kMostTold)
    print_problem({Severity::note, "", 0, 0,
                   std::to_string(told_ - kMostTold) + " more problems of this kind", ""});
  return totals_;
}

void Ingestion::deliver(Batch& batch) {
  if (is_broken_) return;
  tell(batch);
  if (append(batch)) commit_when_due();
  is_broken_ = broken_.has_value();
}

bool Ingestion::append(const Batch& batch) {
  for (const PreparedDocument& document : batch.documents_ready) {
    const auto appended = writer_.append(document, recorded_);
    if (!appended) {
      broken_ = appended.error();
      return false;
    }
    ++pending_;
    totals_.fresh += *appended == Appended::fresh;
    totals_.same += *appended == Appended::same;
    totals_.edited += *appended == Appended::edited;
    if (*appended == Appended::edited && totals_.edits.size() < kMostEdits)
      totals_.edits.push_back(writer_.last_document());
  }
  totals_.documents += batch.documents_ready.size();
  totals_.claims += batch.claims;
  return true;
}

void Ingestion::commit_when_due() {
  if (pending_ >= kDocumentsEachCommit || Clock::now() - committed_ >= kTimeEachCommit) commit();
}

void Ingestion::commit() {
  if (const auto done = writer_.commit(); !done) broken_ = done.error();
  pending_ = 0;
  committed_ = Clock::now();
}

void Ingestion::tell(const Batch& batch) {
  if (!batch.problems.empty()) progress_.clear();
  for (const Problem& problem : batch.problems) {
    totals_.unread += problem.severity == Severity::error;
    if (++told_ <= kMostTold) print_problem(problem);
  }
  progress_.show_share(totals_.documents, 0, "documents");
}

}  // namespace mercato
