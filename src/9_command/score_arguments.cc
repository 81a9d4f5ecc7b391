#include "9_command/command_line.h"

namespace mercato {
namespace {

void add_sources(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand(
      "sources", "Tell how often each source was right, first-hand, in resolved sagas");
  command->add_option("NAME", line.sources.name,
                      "Part of a source's name, outlet or @handle: its calls one by one");
  command->add_option("--window", line.sources.window, "Only calls of this window (2024-summer)");
  command->footer("Exit status: 0 told, 1 no such source.");
  command->callback([&line] {
    line.run = [&line] { return run_sources(line.common, line.ledger, line.sources); };
  });
}

CLI::App* add_evaluate(CLI::App& forecast, CommandLine& line) {
  auto* evaluate = forecast.add_subcommand(
      "evaluate", "Forecast rumours, and where their outcome is known, say how right it was");
  evaluate
      ->add_option("ITEMS", line.evaluate.items,
                   "Rumours as NDJSON (docs/formats/forecast.md); - for standard input")
      ->required();
  evaluate->add_option("--predictions", line.evaluate.predictions,
                       "NDJSON to write, a line for each item to forecast; - for standard output");
  return evaluate;
}

void add_forecast(CLI::App& app, CommandLine& line) {
  auto* forecast = app.add_subcommand(
      "forecast", "Say how likely each suitor gets a person, and that the person stays");
  auto* evaluate = add_evaluate(*forecast, line);
  forecast->add_option("NAME", line.words, "Name, our id (P-…) or Transfermarkt id");
  forecast->add_flag("--explain", line.forecast.explain,
                     "What moved each probability, by how much");
  forecast->footer(
      "Exit status: 0 told, 1 too little to say, or nobody or more than one is so called.");
  forecast->callback([&line, evaluate] {
    if (evaluate->parsed()) {
      line.run = [&line] { return run_forecast_evaluate(line.common, line.evaluate); };
      return;
    }
    if (line.words.empty()) throw CLI::RequiredError("NAME");
    for (const std::string& word : line.words)
      line.forecast.name += (line.forecast.name.empty() ? "" : " ") + word;
    line.run = [&line] { return run_forecast(line.common, line.ledger, line.forecast); };
  });
}

}  // namespace

void add_score_commands(CLI::App& app, CommandLine& line) {
  add_sources(app, line);
  add_forecast(app, line);
}

}  // namespace mercato
