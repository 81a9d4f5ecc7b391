#include "9_command/command_tree.h"

namespace mercato {
namespace {

// Text as roff takes it: nothing in it is a request or an escape.
std::string roff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n'))
      out += std::string("\\&") + c;
    else
      out += c;
  }
  return out;
}

void add_options(const std::vector<OfferedOption>& options, std::string& out) {
  for (const OfferedOption& option : options) {
    std::string names;
    for (const std::string& name : option.names)
      names += (names.empty() ? "\\fB" : ", \\fB") + roff(name) + "\\fR";
    if (!option.argument.empty())
      names += (names.empty() ? "\\fI" : " \\fI") + roff(option.argument) + "\\fR";
    out += ".TP\n" + names + "\n" + roff(option.help) + "\n";
  }
}

void add_paragraphs(const std::string& text, std::string& out) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) out += ".PP\n" + roff(text.substr(begin, end - begin)) + "\n";
    begin = end + 1;
  }
}

void add_command(const OfferedCommand& command, const std::string& path, std::string& out) {
  const std::string name = path + " " + command.name;
  if (command.commands.empty() || !command.arguments.empty()) {
    out += ".SS " + roff(name);
    for (const OfferedOption& argument : command.arguments) out += " " + roff(argument.argument);
    out += "\n" + roff(command.help) + "\n";
    add_options(command.arguments, out);
    add_options(command.options, out);
    add_paragraphs(command.footer, out);
  }
  for (const OfferedCommand& inner : command.commands) add_command(inner, name, out);
}

constexpr const char* kEnvironment[][2] = {
    {"MERCATO_LEDGER", "The ledger, where --ledger names none."},
    {"MERCATO_REFERENCE", "The compiled reference, where --reference names none."},
    {"MERCATO_DATA", "The data folder, where --data names none."},
    {"MERCATO_CONFIG", "The configuration, where --config names none."},
    {"MERCATO_NOW", "Stands in for the clock, so that a run can be repeated byte for byte."},
    {"NO_COLOR", "No colour, whatever its value."},
};

}  // namespace

std::string manual_page(const OfferedCommand& program, const std::string& version) {
  std::string out = ".TH MERCATO 1 \"\" \"mercato " + version + "\" \"User Commands\"\n";
  out += ".SH NAME\nmercato \\- reads football transfer news into a ledger of claims\n";
  out += ".SH SYNOPSIS\n.B mercato\n[\\fIoptions\\fR] \\fIcommand\\fR [\\fIarguments\\fR]\n";
  out += ".SH DESCRIPTION\n" + roff(program.help) + "\n";
  add_paragraphs(program.footer, out);
  out += ".SH OPTIONS\nTaken before or after every command.\n";
  add_options(program.options, out);
  out += ".SH COMMANDS\n";
  for (const OfferedCommand& command : program.commands) add_command(command, program.name, out);
  out += ".SH ENVIRONMENT\n";
  for (const auto& [name, what] : kEnvironment)
    out += std::string(".TP\n.B ") + name + "\n" + roff(what) + "\n";
  out +=
      ".SH EXIT STATUS\n0 done; 1 something was found, or nothing was, as the command says; 2 "
      "something could not be read or written; 128 and the signal's number where one ended it.\n";
  return out;
}

}  // namespace mercato
