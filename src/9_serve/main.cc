// mercato: reads football transfer news and says who said what, when, about whom, and how sure they
// sounded.

#include <CLI/CLI.hpp>
#include <functional>

#include "9_serve/commands.h"

namespace {

using mercato::CommonOptions;

// The parsed command line: options of all commands, and the one that was asked for.
struct CommandLine {
  CommonOptions common;
  mercato::CheckOptions check;
  mercato::ExtractOptions extract;
  mercato::ExplainOptions explain;
  std::vector<std::string> files, folders;
  std::string name, out;
  std::function<int()> run;
};

void add_check(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand(
      "check", "Read documents and show what they claim, cite and state, and where they drift");
  command
      ->add_option("FILE", line.check.files, "Text, HTML, RSS/Atom or NDJSON; - for standard input")
      ->required();
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
  command->add_option("FILE", line.files, "Text, HTML, RSS/Atom or NDJSON; - for standard input")
      ->required();
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

void add_lists(CLI::App& app, CommandLine& line) {
  const auto add = [&](const char* name, const char* help, int (*run)(const CommonOptions&)) {
    app.add_subcommand(name, help)->callback([&line, run] {
      line.run = [&line, run] { return run(line.common); };
    });
  };
  add("languages", "List the languages and how many rules each has", mercato::run_languages);
  add("types", "List the claim types and what they mean", mercato::run_types);
  add("verify", "Run the example sentences of all rules", mercato::run_verify);
}

void add_reference(CLI::App& app, CommandLine& line) {
  auto* reference = app.add_subcommand("reference", "Compile and look into reference data")
                        ->require_subcommand(1);
  auto* import = reference->add_subcommand(
      "import", "Compile tables into one reference file (docs/formats/reference.md)");
  import->add_option("DIR", line.folders, "Folders of tables; later ones add to earlier ones")
      ->required();
  import->add_option("--out", line.out, "The file to write")->required();
  import->callback([&line] { line.run = [&line] { return run_reference_import(line.common, line.folders, line.out);
};
}  // namespace
);
auto* lookup = reference->add_subcommand("lookup", "Find a person or club by name");
lookup->add_option("NAME", line.name)->required();
lookup->callback([&line] {
  line.run = [&line] { return run_reference_lookup(line.common, line.name); };
});
reference->add_subcommand("info", "Say what the reference holds")->callback([&line] {
  line.run = [&line] { return run_reference_info(line.common); };
});
}

}  // namespace

int main(int argc, char** argv) {
  CommandLine line;
  CLI::App app{
      "Reads football transfer news and says who said what, when, about whom, and how sure they "
      "sounded."};
  app.name("mercato");
  app.require_subcommand(1);
  app.fallthrough();
  app.set_version_flag("--version", std::string(MERCATO_VERSION));
  app.add_option("--reference", line.common.reference,
                 "Compiled reference (default: the starter reference; MERCATO_REFERENCE)");
  app.add_option("--data", line.common.data, "Folder of languages and claim types (MERCATO_DATA)");
  app.add_flag("--json", line.common.json, "Exact output as JSON");
  app.add_flag("--no-colour,--no-color", line.common.no_colour, "No colour, also on a terminal");
  app.footer("Try: mercato check data/examples/article.txt");
  add_check(app, line);
  add_extract(app, line);
  add_read(app, line);
  add_explain(app, line);
  add_reference(app, line);
  add_lists(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return status == 0 ? 0 : 2;
  }
  return line.run();
}
