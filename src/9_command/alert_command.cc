#include "9_command/alert_command.h"

#include <algorithm>
#include <cstdio>
#include <thread>

#include "0_core/json_writer.h"
#include "9_alert/alerts.h"
#include "9_answer/answers.h"
#include "9_answer/clock.h"
#include "9_command/ledger_access.h"
#include "9_command/stop_signal.h"
#include "9_command/terminal.h"

namespace mercato {
namespace {

constexpr std::size_t kRowsShown = 40;
constexpr std::chrono::milliseconds kNap{100};  // how soon a signal is seen

Result<AlertConfig> open_config(const CommonOptions& common) {
  const auto file = config_file(common);
  auto config = load_alert_config(file);
  if (!config || !config->rules.empty()) return config;
  return failure(file.string(), "no alerts are configured",
                 "[[alert]] in the file that --config names; docs/formats/config.md");
}

Result<std::shared_ptr<const Answers>> open_answers(const CommonOptions& common,
                                                    const LedgerOptions& ledger) {
  Answers::Options options;
  options.files = {ledger_file(ledger), data_folder(common), reference_file(common)};
  options.connections = 1;
  options.cache_bytes = 8u << 20;
  options.saga_bytes = 8u << 20;
  options.warm = false;
  return Answers::open(options);
}

std::string time_words(Instant at) { return at ? to_string(at) : "–"; }

void print_status(const std::vector<AlertStatus>& rules, const Terminal& terminal) {
  Table table({"Rule", "Since", "Fired", "Last", "Owed", "Given up", "Trouble"});
  for (const AlertStatus& rule : rules)
    table.add({rule.rule, time_words(rule.since), std::to_string(rule.firings),
               time_words(rule.last), std::to_string(rule.owed), std::to_string(rule.given_up),
               plain(rule.trouble)});
  std::printf("%s", table.to_string(terminal).c_str());
}

void print_status_json(const std::vector<AlertStatus>& rules) {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  for (const AlertStatus& rule : rules) {
    json.begin_object().key("rule").value(rule.rule);
    if (rule.since) json.key("since").value(to_string(rule.since));
    json.key("fired").value(static_cast<std::int64_t>(rule.firings));
    if (rule.last) json.key("last").value(to_string(rule.last));
    json.key("owed").value(static_cast<std::int64_t>(rule.owed));
    json.key("given_up").value(static_cast<std::int64_t>(rule.given_up));
    json.put("trouble", rule.trouble).end_object();
  }
  json.end_array();
  std::printf("%s\n", out.c_str());
}

void print_firing(const Firing& firing) {
  std::printf("[%s] ", firing.rule.c_str());
  std::size_t begin = 0;
  while (begin < firing.text.size()) {
    const std::size_t end = std::min(firing.text.find('\n', begin), firing.text.size());
    std::printf("%s%s\n", begin ? "  " : "", plain(firing.text.substr(begin, end - begin)).c_str());
    begin = end + 1;
  }
  std::printf("\n");
}

void print_rehearsal(const Rehearsal& rehearsal) {
  for (const Firing& firing : rehearsal.firings) print_firing(firing);
  std::printf("%zu would have fired", rehearsal.all);
  if (rehearsal.firings.size() < rehearsal.all)
    std::printf(", the newest %zu are shown (--limit)", rehearsal.firings.size());
  std::printf("; nothing was sent\n");
}

void print_rehearsal_json(const Rehearsal& rehearsal) {
  std::string out = "{\"all\":" + std::to_string(rehearsal.all) + ",\"firings\":[";
  for (const Firing& firing : rehearsal.firings)
    out += (&firing == &rehearsal.firings.front() ? "" : ",") + firing.json;
  std::printf("%s]}\n", out.c_str());
}

void tell(const Firing& firing) {
  std::printf("%s [%s] %s\n", to_string(firing.at).c_str(), firing.rule.c_str(),
              plain(firing.title).c_str());
}

// One look and what is due; how many are still owed.
Result<std::size_t> round(Alerts& alerts) {
  const auto now = current_instant();
  if (!now) return tl::unexpected(now.error());
  const auto fired = alerts.look(*now);
  if (!fired) return tl::unexpected(fired.error());
  for (const Firing& firing : *fired) tell(firing);
  std::fflush(stdout);
  return alerts.deliver(*now);
}

void wait(std::chrono::seconds length) {
  const auto until = std::chrono::steady_clock::now() + length;
  while (StopSignal::asked() == 0 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(kNap);
}

}  // namespace

int run_alerts(const CommonOptions& common, const LedgerOptions& ledger) {
  const auto config = open_config(common);
  if (!config) return fail(config.error());
  const auto rules = read_alert_status(*config, alert_state(*config, ledger_file(ledger)));
  if (!rules) return fail(rules.error());
  if (common.json)
    print_status_json(*rules);
  else
    print_status(*rules, Terminal(stdout, common.no_colour));
  return std::any_of(rules->begin(), rules->end(),
                     [](const AlertStatus& rule) { return !rule.trouble.empty(); });
}

int run_alerts_test(const CommonOptions& common, const LedgerOptions& ledger,
                    const AlertTestOptions& options) {
  auto config = open_config(common);
  if (!config) return fail(config.error());
  if (!options.rule.empty())
    std::erase_if(config->rules, [&](const AlertRule& rule) { return rule.name != options.rule; });
  if (config->rules.empty())
    return fail({Severity::error, "", 0, 0, "no rule is called '" + options.rule + "'",
                 "`mercato alerts` lists them"});
  const auto answers = open_answers(common, ledger);
  if (!answers) return fail(answers.error());
  const auto rehearsal =
      rehearse_alerts(*config, *answers, ledger.limit ? ledger.limit : kRowsShown);
  if (!rehearsal) return fail(rehearsal.error());
  for (const std::string& line : rehearsal->unclear_names)
    std::fprintf(stderr, "mercato: %s\n", plain(line).c_str());
  if (common.json)
    print_rehearsal_json(*rehearsal);
  else
    print_rehearsal(*rehearsal);
  return rehearsal->all == 0;
}

int run_alerts_run(const CommonOptions& common, const LedgerOptions& ledger,
                   const AlertRunOptions& options) {
  const auto config = open_config(common);
  if (!config) return fail(config.error());
  const auto answers = open_answers(common, ledger);
  if (!answers) return fail(answers.error());
  const auto alerts = Alerts::open(*config, alert_state(*config, ledger_file(ledger)), *answers);
  if (!alerts) return fail(alerts.error());
  const StopSignal stop;
  for (;;) {
    const auto owed = round(**alerts);
    if (!owed) return fail(owed.error());
    if (options.once) return *owed > 0;
    wait(config->every);
    if (StopSignal::asked() != 0) return 0;
  }
}

}  // namespace mercato
