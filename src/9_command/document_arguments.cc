#include "9_command/command_line.h"

namespace mercato {
namespace {

constexpr const char* kFormats = "Text, HTML, RSS/Atom or NDJSON; - for standard input";

void add_check(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand(
      "check", "Read documents and show what they claim, cite and state, and where they drift");
  command->add_option("FILE", line.check.files, kFormats)->required();
  command->add_option("--published", line.check.published,
                      "Date of documents that state none (2024-06-12)");
  command->footer(
      "Exit status: 0 clean, 1 something drifts or contradicts the reference, 2 a document could "
      "not be read.");
  command->callback([&line] { line.run = [&line] { return run_check(line.common, line.check); }; });
}

void add_extract(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand("extract",
                                     "Documents in (NDJSON, or any format that check reads), one "
                                     "JSON line of claims for each out");
  command->add_option("FILE", line.extract.files,
                      "Inputs; standard input where none or - is given");
  command->add_option("-j,--workers", line.extract.workers, "Threads (default: one for each core)")
      ->check(CLI::Range(1, 256));
  command->add_flag("-q,--quiet", line.extract.quiet, "No progress and no summary");
  command->footer(
      "NDJSON fields: id, text, and where known lang, published, outlet, author, url, title. "
      "Answers come in input order.\n"
      "Exit status: 0 all read, 2 something could not be read (the rest was).");
  command->callback([&line] {
    if (line.extract.files.empty()) line.extract.files.push_back("-");
    line.run = [&line] { return run_extract(line.common, line.extract); };
  });
}

void add_read(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand(
      "read", "Show documents as they were understood: metadata, blocks, posts, links, body");
  command->add_option("FILE", line.files, kFormats)->required();
  command->callback([&line] { line.run = [&line] { return run_read(line.common, line.files); }; });
}

void add_explain(CLI::App& app, CommandLine& line) {
  auto* command =
      app.add_subcommand("explain", "Say which rule, words and reference rows led to a claim");
  command->add_option("DOC", line.explain.file, "The document")->required();
  command->add_option("--claim", line.explain.claim, "The claim's number in `mercato check`")
      ->required();
  command->callback(
      [&line] { line.run = [&line] { return run_explain(line.common, line.explain); }; });
}

}  // namespace

void add_document_commands(CLI::App& app, CommandLine& line) {
  add_check(app, line);
  add_extract(app, line);
  add_read(app, line);
  add_explain(app, line);
}

}  // namespace mercato
