// Completions know the commands and their options; what a command takes as an argument is left to
// the shell, which offers files.
#include "9_command/command_tree.h"

namespace mercato {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// Every command with the words that lead to it: "", "ledger", "ledger verify".
template <typename Visit>
void each_command(const OfferedCommand& command, const std::string& path, const Visit& visit) {
  visit(command, path);
  for (const OfferedCommand& inner : command.commands)
    each_command(inner, path.empty() ? inner.name : path + " " + inner.name, visit);
}

std::string words_of(const OfferedCommand& command, const OfferedCommand& program) {
  std::string out;
  const auto add = [&](const std::string& word) { out += (out.empty() ? "" : " ") + word; };
  for (const OfferedCommand& inner : command.commands) add(inner.name);
  for (const OfferedOption& option : command.options)
    for (const std::string& name : option.names) add(name);
  if (&command == &program) return out;
  for (const OfferedOption& option : program.options)
    for (const std::string& name : option.names) add(name);
  return out;
}

std::string bash_cases(const OfferedCommand& program) {
  std::string out;
  each_command(program, "", [&](const OfferedCommand& command, const std::string& path) {
    out += "    " + quoted(path) + ") words=" + quoted(words_of(command, program)) + " ;;\n";
  });
  return out;
}

// The path is what is typed before the word under the cursor, as far as it names commands.
std::string bash(const OfferedCommand& program) {
  std::string known;
  each_command(program, "", [&](const OfferedCommand&, const std::string& path) {
    if (!path.empty()) known += (known.empty() ? "" : "|") + quoted(path);
  });
  return "# bash completion for mercato\n_mercato() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} path='' word words=''\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case \"${path:+$path }$word\" in\n      " +
         known +
         ") path=\"${path:+$path }$word\" ;;\n    esac\n  done\n"
         "  case \"$path\" in\n" +
         bash_cases(program) +
         "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "}\n"
         "complete -o default -o bashdefault -F _mercato mercato\n";
}

std::string zsh(const OfferedCommand& program) {
  return "#compdef mercato\n"
         "# The bash completion, which zsh can run.\n"
         "autoload -Uz bashcompinit && bashcompinit\n" +
         bash(program);
}

void add_fish_words(const OfferedCommand& command, const std::string& path, const std::string& when,
                    std::string& out) {
  for (const OfferedCommand& inner : command.commands)
    out += "complete -c mercato" + when + " -a " + quoted(inner.name) + " -d " +
           quoted(inner.help.substr(0, inner.help.find('\n'))) + "\n";
  for (const OfferedOption& option : command.options) {
    out += "complete -c mercato" + (path.empty() ? std::string() : when);
    for (const std::string& name : option.names)
      out += name.starts_with("--") ? " -l " + quoted(name.substr(2))
                                    : " -s " + quoted(name.substr(1));
    if (!option.argument.empty()) out += " -r";
    out += " -d " + quoted(option.help) + "\n";
  }
}

std::string fish(const OfferedCommand& program) {
  std::string out = "# fish completion for mercato\n";
  each_command(program, "", [&](const OfferedCommand& command, const std::string& path) {
    std::string when = " -n '__fish_use_subcommand'";
    if (!path.empty()) {
      const std::size_t last = path.rfind(' ');
      when = " -n '__fish_seen_subcommand_from " +
             path.substr(last == std::string::npos ? 0 : last + 1) + "'";
    }
    add_fish_words(command, path, when, out);
  });
  return out;
}

}  // namespace

std::string completion_script(const OfferedCommand& program, const std::string& shell) {
  if (shell == "bash") return bash(program);
  return shell == "zsh" ? zsh(program) : fish(program);
}

}  // namespace mercato
