#include "9_command/command_line.h"
#include "9_command/feeds_command.h"
#include "9_command/watch_command.h"

namespace mercato {
namespace {

constexpr const char* kStateHelp =
    "State of the feeds: what was read and how they are doing (default: beside the ledger)";

void add_watch(CLI::App& app, CommandLine& line) {
  auto* command =
      app.add_subcommand("watch", "Read the feeds of the configuration into the ledger");
  auto options = std::make_shared<WatchOptions>();
  command->add_flag("--once", options->once, "Every feed once, then end");
  command->add_option("--state", options->state, kStateHelp);
  command->add_flag("-q,--quiet", options->quiet, "No line for each poll and no summary");
  command->footer(
      "Feeds and limits: [watch] and [[feed]] of the configuration (docs/formats/config.md), or "
      "MERCATO_WATCH_….\n"
      "SIGTERM and SIGINT end it cleanly; the next run goes on where it stopped. Exit status: 0 "
      "ended, 2 it cannot go on; with --once, 2 where a feed could not be read, 130 or 143 "
      "stopped by a signal.");
  command->callback([&line, options] {
    line.run = [&line, options] { return run_watch(line.common, line.ledger, *options); };
  });
}

CLI::App* add_feeds_test(CLI::App& feeds, CommandLine& line) {
  auto* command =
      feeds.add_subcommand("test", "Show what would be read of an address; nothing is kept");
  auto options = std::make_shared<FeedTestOptions>();
  command->add_option("URL", options->url, "Address of a feed or a page")->required();
  command->add_option("--kind", options->kind, "auto (default), page or list")
      ->check(CLI::IsMember({"auto", "page", "list"}));
  command->add_flag("--full-text", options->full_text, "Read the linked pages");
  command->callback([&line, options] {
    line.run = [&line, options] { return run_feeds_test(line.common, *options); };
  });
  return command;
}

CLI::App* add_feeds_import(CLI::App& feeds, CommandLine& line) {
  auto* command =
      feeds.add_subcommand("import", "Turn another reader's list (OPML) into [[feed]] tables");
  auto options = std::make_shared<FeedImportOptions>();
  command->add_option("FILE", options->file, "OPML; - for standard input")->required();
  command->add_flag("--add", options->add,
                    "Add them to the configuration (default: print them on standard output)");
  command->callback([&line, options] {
    line.run = [&line, options] { return run_feeds_import(line.common, *options); };
  });
  return command;
}

CLI::App* add_feeds_export(CLI::App& feeds, CommandLine& line) {
  auto* command = feeds.add_subcommand("export", "Print the feeds of the configuration as OPML");
  command->callback([&line] { line.run = [&line] { return run_feeds_export(line.common); }; });
  return command;
}

void add_feeds(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand("feeds", "Say how the feeds are doing");
  auto options = std::make_shared<FeedsOptions>();
  command->add_option("--state", options->state, kStateHelp);
  command->require_subcommand(0, 1);
  const std::vector<CLI::App*> others{add_feeds_test(*command, line),
                                      add_feeds_import(*command, line),
                                      add_feeds_export(*command, line)};
  command->footer("Exit status: 0 told, 1 the last try of a feed failed.");
  command->callback([&line, options, others] {
    for (const CLI::App* other : others)
      if (other->parsed()) return;
    line.run = [&line, options] { return run_feeds(line.common, line.ledger, *options); };
  });
}

}  // namespace

void add_watch_commands(CLI::App& app, CommandLine& line) {
  add_watch(app, line);
  add_feeds(app, line);
}

}  // namespace mercato
