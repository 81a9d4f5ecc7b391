#include "9_command/command_line.h"

namespace mercato {

void add_watch_commands(CLI::App&, CommandLine&) {}

}  // namespace mercato
