#include <boost/json.hpp>
#include <cstdio>

#include "6_engine/output.h"
#include "9_answer/clock.h"
#include "9_command/batch_pool.h"
#include "9_command/commands.h"
#include "9_command/ledger_access.h"
#include "9_command/progress.h"
#include "9_command/stop_signal.h"

namespace mercato {
namespace {

namespace json = boost::json;

constexpr Row kRowsEachBatch = 200;
constexpr std::uint64_t kEntriesEachCommit = 1000;

// Reads stored documents anew on one thread, through a connection of its own.
class Rereader {
 public:
  Rereader(const Engine& engine, std::unique_ptr<Ledger> ledger)
      : engine_(engine), worker_(engine), ledger_(std::move(ledger)) {}

  // Each reading becomes a line of `output` that ends at its place in `ends`.
  void process(Batch& batch) {
    for (const Row row : batch.rows) {
      if (const auto document = ledger_->document(row)) {
        engine_.read(*document, worker_, reading_);
        append_json(engine_, *document, reading_, batch.output);
      } else {
        batch.problems.push_back(document.error());
      }
      batch.ends.push_back(static_cast<std::uint32_t>(batch.output.size()));
    }
  }

 private:
  const Engine& engine_;
  Engine::Worker worker_;
  Reading reading_;
  std::unique_ptr<Ledger> ledger_;
};

struct RebuildTotals {
  std::uint64_t documents = 0, entries = 0, problems = 0;
  std::optional<Problem> broken;
};

class Rebuild {
 public:
  Rebuild(LedgerWriter& writer, Instant recorded, std::uint64_t all)
      : writer_(writer), recorded_(recorded), all_(all) {}

  void take(Batch& batch) {
    for (const Problem& problem : batch.problems) print_problem(problem);
    totals_.problems += batch.problems.size();
    for (std::size_t i = 0; i < batch.rows.size() && !totals_.broken; ++i) {
      const std::uint32_t begin = i ? batch.ends[i - 1] : 0;
      const std::string_view reading =
          std::string_view(batch.output).substr(begin, batch.ends[i] - begin);
      if (!reading.empty()) append(batch.rows[i], reading);
    }
    progress_.show_share(totals_.documents, all_, "documents");
  }

  RebuildTotals finish() {
    commit();
    progress_.clear();
    return totals_;
  }

 private:
  void append(Row row, std::string_view reading) {
    ++totals_.documents;
    const auto added = writer_.append_reading(row, reading, recorded_);
    if (!added) {
      totals_.broken = added.error();
      return;
    }
    totals_.entries += *added;
    if (*added && totals_.entries % kEntriesEachCommit == 0) commit();
  }

  void commit() {
    if (totals_.broken) return;
    if (const auto done = writer_.commit(); !done) totals_.broken = done.error();
  }

  LedgerWriter& writer_;
  Instant recorded_;
  std::uint64_t all_;
  Progress progress_{true};
  RebuildTotals totals_;
};

void push_all(BatchPool& pool, std::uint64_t all) {
  const auto last = static_cast<Row>(all);
  for (Row row = 1; row <= last && !StopSignal::asked(); row += kRowsEachBatch) {
    auto batch = std::make_unique<Batch>();
    for (Row r = row; r < row + kRowsEachBatch && r <= last; ++r) batch->rows.push_back(r);
    pool.push(std::move(batch));
  }
  pool.finish();
}

// One connection for each worker, opened before they start, so that a failure is told once.
Result<std::vector<std::unique_ptr<Ledger>>> open_several(const LedgerOptions& options,
                                                          unsigned count) {
  std::vector<std::unique_ptr<Ledger>> out;
  for (unsigned i = 0; i < count; ++i) {
    auto ledger = open_ledger(options);
    if (!ledger) return tl::unexpected(ledger.error());
    out.push_back(std::move(*ledger));
  }
  return out;
}

void print(const RebuildTotals& totals, bool as_json) {
  if (as_json)
    std::printf("%s\n", json::serialize(json::object{{"documents", totals.documents},
                                                     {"entries", totals.entries},
                                                     {"unread", totals.problems}})
                            .c_str());
  else
    std::printf("%llu documents were read again; %llu are read otherwise now, each a new entry\n",
                static_cast<unsigned long long>(totals.documents),
                static_cast<unsigned long long>(totals.entries));
}

}  // namespace

int run_ledger_rebuild(const CommonOptions& common, const LedgerOptions& options,
                       unsigned workers) {
  const auto now = current_instant();
  if (!now) return fail(now.error());
  const auto engine = open_engine(common);
  if (!engine) return fail(engine.error());
  if (const auto there = open_ledger(options); !there) return fail(there.error());
  auto writer = open_writer(common, options);
  if (!writer) return fail(writer.error());
  const auto info = (*writer)->ledger().info();
  if (!info) return fail(info.error());
  auto ledgers = open_several(options, worker_count(workers));
  if (!ledgers) return fail(ledgers.error());

  const StopSignal signal;
  Rebuild rebuild(**writer, *now, info->versions);
  std::atomic<std::size_t> next = 0;
  BatchPool pool(
      worker_count(workers),
      [&] {
        return [reader = std::make_shared<Rereader>(**engine, std::move((*ledgers)[next++]))](
                   Batch& batch) { reader->process(batch); };
      },
      [&](Batch& batch) { rebuild.take(batch); });
  push_all(pool, info->versions);
  const RebuildTotals totals = rebuild.finish();
  if (totals.broken) return fail(*totals.broken);
  print(totals, common.json);
  if (const int asked = StopSignal::asked()) return 128 + asked;
  return totals.problems == 0 ? 0 : 2;
}

}  // namespace mercato
