#include "9_command/alert_command.h"
#include "9_command/command_line.h"

namespace mercato {
namespace {

void add_test(CLI::App& alerts, CommandLine& line) {
  auto* command = alerts.add_subcommand(
      "test", "Show what would have fired on the whole ledger; nothing is sent");
  auto options = std::make_shared<AlertTestOptions>();
  command->add_option("RULE", options->rule, "Only this rule");
  command->footer("Exit status: 0 something would have fired, 1 nothing would.");
  command->callback([&line, options] {
    line.run = [&line, options] { return run_alerts_test(line.common, line.ledger, *options); };
  });
}

void add_run(CLI::App& alerts, CommandLine& line) {
  auto* command = alerts.add_subcommand("run", "Look for what is new and tell it, until stopped");
  auto options = std::make_shared<AlertRunOptions>();
  command->add_flag("--once", options->once, "One look, then what is due, then end");
  command->footer("Exit status: 0 ended; with --once, 1 where deliveries are still owed.");
  command->callback([&line, options] {
    line.run = [&line, options] { return run_alerts_run(line.common, line.ledger, *options); };
  });
}

void add_alerts(CLI::App& app, CommandLine& line) {
  auto* command =
      app.add_subcommand("alerts", "Tell how the rules of alerts do; test and run them");
  command->require_subcommand(0, 1);
  add_test(*command, line);
  add_run(*command, line);
  command->footer(
      "Rules: [[alert]] in the configuration (docs/formats/config.md).\n"
      "Exit status: 0 all was delivered, 1 a delivery is in trouble or was given up.");
  command->callback([&line, command] {
    if (command->get_subcommands().empty())
      line.run = [&line] { return run_alerts(line.common, line.ledger); };
  });
}

}  // namespace

void add_alert_commands(CLI::App& app, CommandLine& line) { add_alerts(app, line); }

}  // namespace mercato
