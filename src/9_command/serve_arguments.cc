#include "9_command/command_line.h"
#include "9_command/mcp_command.h"
#include "9_command/serve_command.h"

namespace mercato {
namespace {

void add_serve(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand("serve", "Serve the ledger: the page, the API, feeds, events");
  auto options = std::make_shared<ServeOptions>();
  command->add_option("--address", options->address,
                      "Address to listen on (default: 127.0.0.1, this machine only)");
  command->add_option("--port", options->port, "Port (default: 8140); 0 for any that is free")
      ->check(CLI::Range(0, 65535));
  command->add_flag("--open", options->only_url,
                    "Print the address and nothing else, for who wants to open it");
  command->add_flag("--log", options->log, "A line on standard error for each request");
  command->add_option("--page", options->page, "Folder of the page, for who is working on it");
  command->footer(
      "Settings: the table [serve] of the configuration (docs/formats/config.md), or "
      "MERCATO_SERVE_….\n"
      "SIGTERM and SIGINT end it when what is under way has been answered. Exit status: 0 ended, "
      "2 could not serve.");
  command->callback([&line, options] {
    line.run = [&line, options] { return run_serve(line.common, line.ledger, *options); };
  });
}

void add_mcp(CLI::App& app, CommandLine& line) {
  auto* command =
      app.add_subcommand("mcp", "Answer an assistant over standard input (Model Context Protocol)");
  command->footer("Read-only tools over the ledger: docs/formats/mcp.md. `serve` has it at /mcp.");
  command->callback([&line] { line.run = [&line] { return run_mcp(line.common, line.ledger); }; });
}

}  // namespace

void add_serve_commands(CLI::App& app, CommandLine& line) {
  add_serve(app, line);
  add_mcp(app, line);
}

}  // namespace mercato
