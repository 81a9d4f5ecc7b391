#include "9_command/command_line.h"

namespace mercato {

void add_serve_commands(CLI::App&, CommandLine&) {}

}  // namespace mercato
