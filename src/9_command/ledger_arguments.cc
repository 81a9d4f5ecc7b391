#include "9_command/command_line.h"

namespace mercato {
namespace {

void add_ingest(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand(
      "ingest", "Read documents into the ledger, where every claim is kept for ever");
  command->add_option("FILE", line.ingest.files,
                      "Files of any format that check reads, folders of them, plain, .gz or .zst; "
                      "- for standard input");
  command->add_option("--published", line.ingest.published,
                      "Date of documents that state none (2024-06-12)");
  command->add_option("-j,--workers", line.ingest.workers, "Threads (default: one for each core)")
      ->check(CLI::Range(1, 256));
  command->add_flag("-q,--quiet", line.ingest.quiet, "No progress and no summary");
  command->footer(
      "A document is known by its address, else its id, else its text: the same text again adds "
      "nothing, another text is a new version.\n"
      "Exit status: 0 all read, 2 something could not be read (the rest was), 130 or 143 stopped "
      "by a signal (what was read is kept).");
  command->callback([&line] {
    line.run = [&line] { return run_ingest(line.common, line.ledger, line.ingest); };
  });
}

void add_ledger(CLI::App& app, CommandLine& line) {
  auto* ledger = app.add_subcommand("ledger", "Look after the ledger")->require_subcommand(1);
  const auto add = [&](const char* name, const char* help,
                       int (*run)(const CommonOptions&, const LedgerOptions&)) {
    auto* command = ledger->add_subcommand(name, help);
    command->callback(
        [&line, run] { line.run = [&line, run] { return run(line.common, line.ledger); }; });
    return command;
  };
  add("info", "Say what the ledger holds and which programs wrote it", run_ledger_info);
  add("verify", "Prove that nothing was changed, or say where something was", run_ledger_verify)
      ->footer("Exit status: 0 nothing was changed, 1 something was, 2 it cannot be read.");
  add("reindex", "Make the tables that queries use anew from the entries", run_ledger_reindex);
  add("edits", "Show silent edits: what later versions of documents claim otherwise",
      run_ledger_edits);
  auto* rebuild = ledger->add_subcommand(
      "rebuild",
      "Read the stored documents again; where this program reads them otherwise, that "
      "becomes a new entry");
  rebuild->add_option("-j,--workers", line.workers, "Threads (default: one for each core)")
      ->check(CLI::Range(1, 256));
  rebuild->callback([&line] {
    line.run = [&line] { return run_ledger_rebuild(line.common, line.ledger, line.workers); };
  });
}

void add_outcome(CLI::App& app, CommandLine& line) {
  auto* outcome =
      app.add_subcommand("outcome", "Tell the ledger what became of it")->require_subcommand(1);
  auto* table = outcome->add_subcommand(
      "import",
      "Completed moves: a transfers.csv of a reference, or the small table of "
      "docs/formats/commands.md");
  table->add_option("FILE", line.files, "CSV, plain, .gz or .zst; - for standard input")
      ->required();
  table->callback([&line] {
    line.run = [&line] { return run_outcome_import(line.common, line.ledger, line.files); };
  });
}

void add_export(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand("export", "Write the ledger's tables as CSV or NDJSON");
  command->add_option("--format", line.exported.format, "csv or ndjson (default)")
      ->check(CLI::IsMember({"csv", "ndjson"}));
  command->add_option("--table", line.exported.table, "One table (default: all)");
  command->add_option("--out", line.exported.out,
                      "Folder for one file a table (default: standard output, one table only)");
  command->footer(
      "In CSV a text that begins with = + - @ is given a leading apostrophe, so that "
      "no spreadsheet takes it for a formula.");
  command->callback([&line] {
    line.run = [&line] { return run_export(line.common, line.ledger, line.exported); };
  });
}

}  // namespace

void add_ledger_commands(CLI::App& app, CommandLine& line) {
  add_ingest(app, line);
  add_ledger(app, line);
  add_outcome(app, line);
  add_export(app, line);
}

}  // namespace mercato
