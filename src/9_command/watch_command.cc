#include "9_command/watch_command.h"

#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>
#include <random>

#include "8_watch/watcher.h"
#include "9_answer/clock.h"
#include "9_command/ledger_access.h"
#include "9_command/ledger_delivery.h"
#include "9_command/progress.h"
#include "9_command/stop_signal.h"
#include "9_command/terminal.h"

namespace mercato {
namespace {

namespace json = boost::json;

constexpr int kSignalStatus = 128;

bool asked_to_stop() { return StopSignal::asked() != 0; }

// The clock of the machine, or the one that was stated and found readable before.
Instant now() { return current_instant().value_or(0); }

// A line for each poll; on a terminal how many there were, and what went wrong.
class PollLog {
 public:
  PollLog(const WatchOptions& options, std::size_t feeds)
      : options_(options),
        feeds_(feeds),
        on_terminal_(isatty(STDERR_FILENO) != 0),
        progress_(!options.quiet) {}

  void add(const PollReport& report) {
    ++polls_;
    failed_ += !report.error.empty();
    const bool is_told = !on_terminal_ || !report.error.empty();
    if (is_told && !options_.quiet) tell(report);
    progress_.show_share(polls_, options_.once ? feeds_ : 0, options_.once ? "feeds" : "polls");
  }
  void clear() { progress_.clear(); }
  std::uint64_t polls() const { return polls_; }
  std::uint64_t failed() const { return failed_; }

 private:
  void tell(const PollReport& report) {
    progress_.clear();
    const std::string name = plain(report.feed.url);
    const std::string time = to_string(now());
    if (!report.error.empty())
      std::fprintf(stderr, "%s %s failed: %s\n", time.c_str(), name.c_str(),
                   plain(report.error).c_str());
    else
      std::fprintf(stderr, "%s %s %ld, %zu of %zu items new, %zu claims\n", time.c_str(),
                   name.c_str(), report.status, report.fresh, report.items, report.claims);
  }

  const WatchOptions& options_;
  std::size_t feeds_;
  bool on_terminal_;
  Progress progress_;
  std::uint64_t polls_ = 0, failed_ = 0;
};

void print_summary(const CommonOptions& common, const PollLog& log, const DeliveryTotals& totals) {
  if (common.json) {
    const json::object out{{"feeds", log.polls()},          {"failed", log.failed()},
                           {"documents", totals.documents}, {"fresh", totals.fresh},
                           {"same", totals.same},           {"edited", totals.edited},
                           {"claims", totals.claims}};
    std::printf("%s\n", json::serialize(out).c_str());
    return;
  }
  const auto number = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
  std::printf(
      "%llu feeds asked, %llu failed; %llu documents: %llu new, %llu edited, %llu already "
      "there; %llu claims\n",
      number(log.polls()), number(log.failed()), number(totals.documents), number(totals.fresh),
      number(totals.edited), number(totals.same), number(totals.claims));
}

Result<WatchConfig> config_with_feeds(const CommonOptions& common) {
  const std::filesystem::path file = config_file(common);
  if (file.empty())
    return failure("watch", "no configuration was found",
                   "name it with --config, or write ~/.config/mercato/config.toml or "
                   "/etc/mercato/config.toml: docs/formats/config.md shows how");
  auto config = load_watch_config(file);
  if (config && config->feeds.empty())
    return failure(file.string(), "there is no [[feed]] in it",
                   "`mercato feeds import LIST.opml --add` takes over another reader's list; "
                   "docs/formats/config.md shows how to write one");
  return config;
}

// Ends with what the command returns.
int watch(const CommonOptions& common, const LedgerOptions& ledger, const WatchOptions& options,
          WatchConfig config, const std::shared_ptr<const Engine>& engine) {
  LedgerDelivery delivery(engine, common, ledger, asked_to_stop);
  if (const auto ready = delivery.check(); !ready) return fail(ready.error());
  PollLog log(options, config.feeds.size());
  Watcher::Options settings;
  settings.config = std::move(config);
  settings.state = watch_state_file(ledger, options.state);
  settings.seed = std::random_device()();
  settings.report = [&log](const PollReport& report) { log.add(report); };
  const auto watcher = Watcher::open(settings, engine->reader());
  if (!watcher) return fail(watcher.error());

  const StopSignal signal;
  const auto store = [&delivery](Delivery& delivered) {
    return delivery.store(delivered.documents, now());
  };
  const auto done = (*watcher)->run(store, now, asked_to_stop, options.once);
  log.clear();
  if (!done && !asked_to_stop()) return fail(done.error());
  if (!options.quiet) print_summary(common, log, delivery.totals());
  if (!options.once) return 0;
  if (const int asked = StopSignal::asked()) return kSignalStatus + asked;
  return log.failed() == 0 ? 0 : 2;
}

}  // namespace

std::filesystem::path watch_state_file(const LedgerOptions& ledger, const std::string& state) {
  if (!state.empty()) return state;
  std::filesystem::path out = ledger_file(ledger);
  out += ".feeds";
  return out;
}

int run_watch(const CommonOptions& common, const LedgerOptions& ledger,
              const WatchOptions& options) {
  if (const auto time = current_instant(); !time) return fail(time.error());
  auto config = config_with_feeds(common);
  if (!config) return fail(config.error());
  const auto engine = open_engine(common);
  if (!engine) return fail(engine.error());
  return watch(common, ledger, options, std::move(*config), *engine);
}

}  // namespace mercato
