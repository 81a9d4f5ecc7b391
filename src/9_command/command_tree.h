// What does the command line offer? A plain tree of it, from which the manual page and the shells'
// completions are written, so that neither can say something else than the program does.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace mercato {

struct OfferedOption {
  std::vector<std::string> names;  // "--json", "-q"; empty for an argument
  std::string argument;            // what it takes ("FILE"); empty for a flag
  std::string help;
};

struct OfferedCommand {
  std::string name;  // "mercato", "ledger", "verify"
  std::string help, footer;
  std::vector<OfferedOption> options, arguments;
  std::vector<OfferedCommand> commands;
};

OfferedCommand describe(CLI::App& app);

// A manual page for man(1), in the man macros of roff.
std::string manual_page(const OfferedCommand& program, const std::string& version);
// The script for a shell: "bash", "zsh" or "fish".
std::string completion_script(const OfferedCommand& program, const std::string& shell);

}  // namespace mercato
