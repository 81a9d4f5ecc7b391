#include "8_watch/config_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "8_watch/config_node.h"

namespace mercato {
namespace {

constexpr std::size_t kMaxFile = 4u << 20;
// The tables that parts of Mercato read.
constexpr std::string_view kTables[] = {"watch", "feed", "serve", "mail", "alert", "alerts"};

Result<std::string> read_file(const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::is_directory(file, error))
    return failure(file.string(), "the configuration is a folder", "name its file");
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return failure(file.string(), "the configuration cannot be read",
                   "check that the file is there and may be read");
  std::string bytes(kMaxFile + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  if (bytes.size() > kMaxFile)
    return failure(file.string(), "the configuration has more than 4 MB, the limit");
  return bytes;
}

}  // namespace

// What the tables of one file share.
struct ConfigFile::State {
  std::string file;
  toml::table root;
  std::vector<Problem> problems;
  std::vector<std::shared_ptr<ConfigTable::Node>> nodes;
};

Result<ConfigFile> ConfigFile::load(const std::filesystem::path& file) {
  ConfigFile out;
  out.state_ = std::make_shared<State>();
  out.state_->file = file.string();
  if (file.empty()) return out;
  const auto bytes = read_file(file);
  if (!bytes) return tl::unexpected(bytes.error());
  toml::parse_result parsed = toml::parse(std::string_view(*bytes), file.string());
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return tl::unexpected(problem_at(file.string(), error.source().begin.line,
                                     std::string(error.description()),
                                     "the file is written in TOML: https://toml.io"));
  }
  out.state_->root = std::move(parsed).table();
  return out;
}

namespace {

// The node of a table of the file, or of an empty one.
std::shared_ptr<ConfigTable::Node> make_node(std::string_view name, const toml::table* table,
                                             std::string* file, std::vector<Problem>* problems,
                                             std::vector<std::shared_ptr<ConfigTable::Node>>* all) {
  auto node = std::make_shared<ConfigTable::Node>();
  node->table = table;
  node->name = name;
  node->file = file;
  node->problems = problems;
  node->nodes = all;
  all->push_back(node);
  return node;
}

}  // namespace

ConfigTable ConfigFile::table(std::string_view name) {
  const toml::node* value = state_->root.get(name);
  if (value && !value->is_table())
    state_->problems.push_back(problem_at(state_->file, line_of(*value),
                                          "'" + std::string(name) + "' is no table",
                                          "write it as [" + std::string(name) + "]"));
  auto node = make_node(name, value ? value->as_table() : nullptr, &state_->file, &state_->problems,
                        &state_->nodes);
  node->has_environment = true;
  return ConfigTable(std::move(node));
}

std::vector<ConfigTable> ConfigFile::tables(std::string_view name) {
  // The root as a table of its own, so that what holds for lists of tables is said once.
  auto root =
      make_node("the file", &state_->root, &state_->file, &state_->problems, &state_->nodes);
  state_->nodes.pop_back();  // its keys are judged by finish()
  return ConfigTable(std::move(root)).tables(name);
}

Result<void> ConfigFile::finish() const {
  std::vector<Problem> problems = state_->problems;
  for (const auto& node : state_->nodes) node->unknown_keys(problems);
  for (const auto& [key, value] : state_->root)
    if (std::find(std::begin(kTables), std::end(kTables), key.str()) == std::end(kTables))
      problems.push_back(problem_at(state_->file, line_of(value),
                                    "nothing of Mercato is called '" + std::string(key.str()) + "'",
                                    kConfigManual));
  if (problems.empty()) return {};
  return tl::unexpected(
      *std::min_element(problems.begin(), problems.end(),
                        [](const Problem& a, const Problem& b) { return a.line < b.line; }));
}

}  // namespace mercato
