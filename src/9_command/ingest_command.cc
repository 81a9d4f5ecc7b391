#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>

#include "9_answer/clock.h"
#include "9_command/commands.h"
#include "9_command/edits.h"
#include "9_command/ingestion.h"
#include "9_command/ledger_access.h"
#include "9_command/stop_signal.h"

namespace mercato {
namespace {

namespace json = boost::json;

constexpr std::size_t kEditsShown = 10;
constexpr int kSignalStatus = 128;

struct Summary {
  IngestTotals totals;
  std::vector<Edit> edits;
  LedgerInfo info;
  std::string file;
  double seconds = 0;
};

json::value to_json(const Summary& summary) {
  const IngestTotals& t = summary.totals;
  json::array edits;
  for (const Edit& edit : summary.edits) edits.push_back(to_json(edit));
  return json::object{{"documents", t.documents},
                      {"fresh", t.fresh},
                      {"same", t.same},
                      {"edited", t.edited},
                      {"unread", t.unread},
                      {"passed_over", t.passed_over},
                      {"claims", t.claims},
                      {"entries", summary.info.entries},
                      {"head", summary.info.head},
                      {"edits", std::move(edits)}};
}

unsigned long long number(std::uint64_t value) { return value; }

void print_text(const Summary& summary, const Terminal& terminal, std::size_t limit) {
  const IngestTotals& t = summary.totals;
  std::printf("%llu documents: %llu new, %llu edited, %llu already there; %llu could not be read\n",
              number(t.documents), number(t.fresh), number(t.edited), number(t.same),
              number(t.unread));
  std::printf("%llu claims read in %.1f s (%.0f documents a second)\n", number(t.claims),
              summary.seconds, static_cast<double>(t.documents) / std::max(summary.seconds, 1e-9));
  if (t.passed_over)
    std::printf("%llu files of other kinds were passed over\n", number(t.passed_over));
  std::printf("%s: %llu documents, %llu claims, %llu entries, head %s\n", summary.file.c_str(),
              number(summary.info.documents), number(summary.info.claims),
              number(summary.info.entries), summary.info.head.substr(0, 16).c_str());
  std::size_t shown = 0;
  for (const Edit& edit : summary.edits) {
    if (!edit.changes.any()) continue;
    if (shown++ == 0) std::printf("\nSilent edits\n");
    if (shown > limit) break;
    std::printf("  %s", to_text(edit, terminal).c_str());
  }
  if (shown > limit) std::printf("  … more: mercato ledger edits\n");
}

Result<Summary> summarise(IngestTotals totals, const LedgerWriter& writer) {
  Summary summary;
  summary.totals = std::move(totals);
  auto info = writer.ledger().info();
  if (!info) return tl::unexpected(info.error());
  summary.info = std::move(*info);
  const auto& rows = summary.totals.edits;
  if (rows.empty()) return summary;
  auto edits = find_edits(writer.ledger(), kEndOfTime, {rows.begin(), rows.end()});
  if (!edits) return tl::unexpected(edits.error());
  summary.edits = std::move(*edits);
  return summary;
}

// Standard input without a word is meant where something is piped in, not where nobody types.
Result<std::vector<std::string>> inputs_of(const IngestOptions& options) {
  if (!options.files.empty()) return options.files;
  if (isatty(STDIN_FILENO))
    return failure("", "nothing to read", "name files or folders, or pipe documents in");
  return std::vector<std::string>{"-"};
}

Result<Date> stated_date(const IngestOptions& options) {
  if (options.published.empty()) return Date{};
  if (const auto date = Date::parse_iso(options.published)) return *date;
  return failure("--published", "is no date: '" + options.published + "'",
                 "write it as 2024-06-12");
}

}  // namespace

int run_ingest(const CommonOptions& common, const LedgerOptions& ledger,
               const IngestOptions& options) {
  const auto files = inputs_of(options);
  if (!files) return fail(files.error());
  const auto published = stated_date(options);
  if (!published) return fail(published.error());
  const auto now = current_instant();
  if (!now) return fail(now.error());
  const auto engine = open_engine(common);
  if (!engine) return fail(engine.error());
  auto writer = open_writer(common, ledger);
  if (!writer) return fail(writer.error());

  const StopSignal signal;
  const Progress clock(false);
  Ingestion ingestion(**engine, **writer, *now, options.workers, *published, options.quiet);
  auto totals = ingestion.run(*files, [] { return StopSignal::asked() != 0; });
  if (!totals) return fail(totals.error());
  const double seconds = clock.seconds();
  auto summary = summarise(std::move(*totals), **writer);
  if (!summary) return fail(summary.error());
  summary->seconds = seconds;
  summary->file = ledger_file(ledger).string();
  if (common.json)
    std::printf("%s\n", json::serialize(to_json(*summary)).c_str());
  else if (!options.quiet)
    print_text(*summary, Terminal(stdout, common.no_colour),
               ledger.limit ? ledger.limit : kEditsShown);
  if (const int asked = StopSignal::asked()) {
    std::fprintf(stderr, "mercato: stopped by a signal; what was read is kept\n");
    return kSignalStatus + asked;
  }
  return summary->totals.unread == 0 ? 0 : 2;
}

}  // namespace mercato
