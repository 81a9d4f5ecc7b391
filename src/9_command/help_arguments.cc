#include <cstdio>

#include "9_command/command_line.h"
#include "9_command/command_tree.h"

namespace mercato {
namespace {

int print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
  return 0;
}

}  // namespace

void add_help_commands(CLI::App& app, CommandLine& line) {
  auto* manual = app.add_subcommand("manual", "Print the manual page (mercato manual | man -l -)");
  manual->callback([&app, &line] {
    line.run = [&app] { return print(manual_page(describe(app), program_version())); };
  });
  auto* completions = app.add_subcommand("completions", "Print the completions of a shell");
  completions->add_option("SHELL", line.name, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  completions->callback([&app, &line] {
    line.run = [&app, &line] { return print(completion_script(describe(app), line.name)); };
  });
}

}  // namespace mercato
