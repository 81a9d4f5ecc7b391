// mercato: reads football transfer news, says who said what, when, about whom, and how sure they
// sounded, and keeps it.

#include "9_command/command_line.h"

namespace {

void add_common_options(CLI::App& app, mercato::CommandLine& line) {
  app.set_version_flag("--version", std::string(mercato::program_version()));
  app.add_option("--reference", line.common.reference,
                 "Compiled reference (default: the starter reference; MERCATO_REFERENCE)");
  app.add_option("--data", line.common.data, "Folder of languages and claim types (MERCATO_DATA)");
  app.add_option("--ledger", line.ledger.ledger,
                 "Ledger file (default: in the user's data directory; MERCATO_LEDGER)");
  app.add_option("--as-of", line.ledger.as_of,
                 "Answer from the ledger with what was known then (2024-06-12, or with a time)");
  app.add_option("--limit", line.ledger.limit, "Rows that a list shows at most")
      ->check(CLI::PositiveNumber);
  app.add_option("--config", line.common.config,
                 "Configuration of watch, serve and alerts (MERCATO_CONFIG)");
  app.add_flag("--json", line.common.json, "Exact output as JSON");
  app.add_flag("--no-colour,--no-color", line.common.no_colour, "No colour, also on a terminal");
}

}  // namespace

int main(int argc, char** argv) {
  mercato::CommandLine line;
  CLI::App app{
      "Reads football transfer news, says who said what, when, about whom, and how sure they "
      "sounded, and keeps it."};
  app.name("mercato");
  app.require_subcommand(1);
  app.fallthrough();
  add_common_options(app, line);
  app.footer("Try: mercato check data/examples/article.txt");
  add_document_commands(app, line);
  add_ledger_commands(app, line);
  add_dossier_commands(app, line);
  add_score_commands(app, line);
  add_watch_commands(app, line);
  add_serve_commands(app, line);
  add_alert_commands(app, line);
  add_eval_command(app, line);
  add_knowledge_commands(app, line);
  add_help_commands(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return status == 0 ? 0 : 2;
  }
  return line.run();
}
