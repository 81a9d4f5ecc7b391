#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "9_command/commands.h"

namespace mercato {
namespace {

std::filesystem::path program_folder() {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::filesystem::path() : self.parent_path();
}

// The first of an option, an environment variable, the installed place and the build's own that
// there is.
std::filesystem::path find(const std::string& option, const char* variable,
                           const std::filesystem::path& installed,
                           const std::filesystem::path& built) {
  if (!option.empty()) return option;
  if (const char* value = std::getenv(variable); value && *value) return value;
  std::error_code error;
  const auto shared = program_folder() / ".." / "share" / "mercato" / installed;
  return std::filesystem::exists(shared, error) ? shared : built;
}

}  // namespace

std::filesystem::path data_folder(const CommonOptions& common) {
  return find(common.data, "MERCATO_DATA", "data", MERCATO_DATA_DIR);
}

std::filesystem::path reference_file(const CommonOptions& common) {
  return find(common.reference, "MERCATO_REFERENCE", "starter.ref",
              program_folder() / "starter.ref");
}

std::filesystem::path config_file(const CommonOptions& common) {
  if (!common.config.empty()) return common.config;
  if (const char* value = std::getenv("MERCATO_CONFIG"); value && *value) return value;
  std::filesystem::path own;
  if (const char* folder = std::getenv("XDG_CONFIG_HOME"); folder && *folder)
    own = folder;
  else if (const char* home = std::getenv("HOME"); home && *home)
    own = std::filesystem::path(home) / ".config";
  std::error_code error;
  for (const auto& folder : {own, std::filesystem::path("/etc")}) {
    const auto file = folder / "mercato" / "config.toml";
    if (!folder.empty() && std::filesystem::exists(file, error)) return file;
  }
  return {};
}

Result<std::shared_ptr<const Engine>> open_engine(const CommonOptions& common) {
  return Engine::create(data_folder(common), reference_file(common));
}

const char* program_version() { return MERCATO_VERSION; }

void print_problem(const Problem& problem) {
  static constexpr const char* kSeverity[] = {"note: ", "warning: ", ""};
  std::fprintf(stderr, "mercato: %s%s\n", kSeverity[static_cast<int>(problem.severity)],
               problem.to_string().c_str());
}

int fail(const Problem& problem) {
  print_problem(problem);
  return 2;
}

}  // namespace mercato
