#include "9_command/command_line.h"

namespace mercato {

void add_eval_command(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand(
      "eval", "Measure how well labelled documents are read, and list the errors by kind");
  command
      ->add_option("--gold", line.eval.gold,
                   "Labelled documents as NDJSON (docs/formats/eval.md); - for standard input")
      ->required()
      ->type_name("FILE");
  command->add_option("--lang", line.eval.language, "Only documents labelled with this language");
  auto* errors = command->add_option(
      "--errors", line.eval.kind,
      "List errors with their words and rules: all, or one kind (person, club, cue, role, type, "
      "polarity, second, invented)");
  errors->expected(0, 1)->type_name("KIND");
  command->add_option("--save", line.eval.save, "NDJSON to write: what became of each claim")
      ->type_name("FILE");
  command
      ->add_option("--against", line.eval.against,
                   "A saved run: what was fixed and what was broken since")
      ->type_name("FILE");
  command->add_option("-j,--workers", line.eval.workers, "Threads (default: one for each core)")
      ->check(CLI::Range(1, 256));
  command->footer(
      "Lists show 20 errors unless --limit says otherwise; with --json they show all.\n"
      "Exit status: 0 measured, 2 something cannot be read or written.");
  command->callback([&line, errors] {
    line.eval.errors = errors->count() > 0;
    line.eval.limit = line.ledger.limit;
    line.run = [&line] { return run_eval(line.common, line.eval); };
  });
}

}  // namespace mercato
