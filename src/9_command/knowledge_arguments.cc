#include "9_command/command_line.h"

namespace mercato {
namespace {

void add_lists(CLI::App& app, CommandLine& line) {
  const auto add = [&](const char* name, const char* help, int (*run)(const CommonOptions&)) {
    app.add_subcommand(name, help)->callback([&line, run] {
      line.run = [&line, run] { return run(line.common); };
    });
  };
  add("languages", "List the languages and how many rules each has", run_languages);
  add("types", "List the claim types and what they mean", run_types);
  add("verify", "Run the example sentences of all rules", run_verify);
}

void add_reference(CLI::App& app, CommandLine& line) {
  auto* reference = app.add_subcommand("reference", "Compile and look into reference data")
                        ->require_subcommand(1);
  auto* import = reference->add_subcommand(
      "import", "Compile tables into one reference file (docs/formats/reference.md)");
  import->add_option("DIR", line.folders, "Folders of tables; later ones add to earlier ones")
      ->required();
  import->add_option("--out", line.out, "The file to write")->required();
  import->callback([&line] {
    line.run = [&line] { return run_reference_import(line.common, line.folders, line.out);
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
}  // namespace mercato

}  // namespace

void add_knowledge_commands(CLI::App& app, CommandLine& line) {
  add_lists(app, line);
  add_reference(app, line);
}

}  // namespace mercato
