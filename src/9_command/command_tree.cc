#include "9_command/command_tree.h"

namespace mercato {
namespace {

OfferedOption offered(const CLI::Option& option) {
  OfferedOption out;
  for (const std::string& name : option.get_snames()) out.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) out.names.push_back("--" + name);
  if (option.get_expected_max() > 0)
    out.argument = out.names.empty() ? option.get_name(true) : option.get_type_name();
  if (out.argument == "TEXT" || (out.argument.empty() && option.get_expected_max() > 0))
    out.argument = "VALUE";
  // A check adds its bounds to the type: "UINT:INT in [1 - 256]".
  out.argument = out.argument.substr(0, out.argument.find(':'));
  if (out.names.empty() && option.get_items_expected_max() > 1) out.argument += "...";
  out.help = option.get_description();
  return out;
}

}  // namespace

OfferedCommand describe(CLI::App& app) {
  OfferedCommand out;
  const CLI::Option* help =
      app.get_parent() ? app.get_help_ptr() : nullptr;  // the program's own is told once
  out.name = app.get_name();
  out.help = app.get_description();
  // CLI11 hands a footer down to every subcommand.
  if (!app.get_parent() || app.get_footer() != app.get_parent()->get_footer())
    out.footer = app.get_footer();
  for (const CLI::Option* option : app.get_options()) {
    if (option == help) continue;
    OfferedOption one = offered(*option);
    (one.names.empty() ? out.arguments : out.options).push_back(std::move(one));
  }
  for (CLI::App* command : app.get_subcommands(nullptr)) out.commands.push_back(describe(*command));
  return out;
}

}  // namespace mercato
