#include "9_command/command_line.h"

namespace mercato {
namespace {

constexpr const char* kWindow = "Transfer window: 2024-summer, 2025-winter (default: the latest)";

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

void add_dossier(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand(
      "dossier", "Tell a person's saga: who said what when, suitors, prices, how it ended");
  command->add_option("NAME", line.words, "Name, our id (P-…) or Transfermarkt id")->required();
  command->add_option("--window", line.dossier.window, kWindow);
  command->add_flag("--all", line.dossier.all, "Every window");
  command->footer("Exit status: 0 told, 1 nobody or more than one is so called.");
  command->callback([&line] {
    line.run = [&line] {
      line.dossier.name = joined(line.words);
      return run_dossier(line.common, line.ledger, line.dossier);
    };
  });
}

void add_club(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand("club", "List who is said to come to a club or to leave it");
  command->add_option("NAME", line.words, "Name, our id (C-…) or Transfermarkt id")->required();
  command->add_flag("--in", line.club.in, "Only who may come");
  command->add_flag("--out", line.club.out, "Only who may leave");
  command->add_option("--window", line.club.window, kWindow);
  command->callback([&line] {
    line.run = [&line] {
      line.club.name = joined(line.words);
      return run_club(line.common, line.ledger, line.club);
    };
  });
}

void add_window(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand("window", "List all sagas of a transfer window by state");
  command->add_option("ID", line.name, "2024-summer, 2025-winter")->required();
  command->callback(
      [&line] { line.run = [&line] { return run_window(line.common, line.ledger, line.name); }; });
}

void add_search(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand("search", "Find claims by words of their evidence");
  command->add_option("WORDS", line.words, "All must occur; \"quoted words\" in their order")
      ->required();
  command->footer("Exit status: 0 found, 1 nothing found.");
  command->callback([&line] {
    line.run = [&line] { return run_search(line.common, line.ledger, joined(line.words)); };
  });
}

void add_group(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand(
      "group", "Say which documents speak of one rumour, without a ledger; a JSON line for each");
  command->add_option("FILE", line.group.files,
                      "NDJSON, or any format that check reads; standard input where none is given");
  command->add_flag("--evaluate", line.group.evaluate,
                    "Compare with the field `rumour` of the lines (B-cubed) instead");
  command->callback([&line] {
    if (line.group.files.empty()) line.group.files.push_back("-");
    line.run = [&line] { return run_group(line.common, line.group); };
  });
}

}  // namespace

void add_dossier_commands(CLI::App& app, CommandLine& line) {
  add_dossier(app, line);
  add_club(app, line);
  add_window(app, line);
  add_search(app, line);
  add_group(app, line);
}

}  // namespace mercato
