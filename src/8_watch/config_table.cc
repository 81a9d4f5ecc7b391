// Values of the configuration, key by key (config_file.h).
#include <charconv>
#include <cstdio>
#include <cstdlib>

#include "8_watch/config_node.h"
#include "8_watch/config_value.h"

namespace mercato {
namespace {

// "MERCATO_SERVE_PORT" of serve and port; dots and dashes become underscores.
std::string variable_name(std::string_view table, std::string_view key) {
  std::string out = "MERCATO_" + std::string(table) + "_" + std::string(key);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c & ~0x20);
    if (c == '-' || c == '.') c = '_';
  }
  return out;
}

}  // namespace

Problem problem_at(const std::string& file, std::uint32_t line, std::string message,
                   std::string hint) {
  return {Severity::error, file, line, 0, std::move(message), std::move(hint)};
}

const toml::node* ConfigTable::Node::find(std::string_view key) {
  known.emplace(key);
  return table ? table->get(key) : nullptr;
}

std::optional<std::string> ConfigTable::Node::variable(std::string_view key) {
  known.emplace(key);
  if (!has_environment) return std::nullopt;
  const char* value = std::getenv(variable_name(name, key).c_str());
  if (!value || !*value) return std::nullopt;
  return std::string(value);
}

void ConfigTable::Node::complain(std::string_view key, std::string message, std::string hint) {
  if (variable(key)) {
    problems->push_back(
        problem_at(variable_name(name, key), 0, std::move(message), std::move(hint)));
    return;
  }
  const toml::node* value = table ? table->get(key) : nullptr;
  const std::uint32_t line = value ? line_of(*value) : table ? line_of(*table) : 0;
  problems->push_back(problem_at(*file, line,
                                 "'" + std::string(key) + "' of " + name + " " + std::move(message),
                                 std::move(hint)));
}

std::optional<std::string> ConfigTable::Node::words(std::string_view key) {
  if (auto stated = variable(key)) return stated;
  const toml::node* value = find(key);
  if (!value) return std::nullopt;
  if (const auto* text = value->as_string()) return text->get();
  if (const auto* number = value->as_integer()) return std::to_string(number->get());
  return std::string();
}

void ConfigTable::Node::unknown_keys(std::vector<Problem>& out) const {
  if (!table) return;
  for (const auto& [key, value] : *table)
    if (!known.contains(key.str()))
      out.push_back(problem_at(*file, line_of(value),
                               "'" + std::string(key.str()) + "' is no key of " + name,
                               kConfigManual));
}

std::optional<std::string> ConfigTable::text(std::string_view key) {
  if (auto stated = node_->variable(key)) return stated;
  const toml::node* value = node_->find(key);
  if (!value) return std::nullopt;
  if (const auto* text = value->as_string()) return text->get();
  return node_->refuse<std::string>(key, "is no text", "write it in quotation marks");
}

std::vector<std::string> ConfigTable::texts(std::string_view key) {
  if (const auto stated = node_->variable(key)) return parse_list(*stated);
  const toml::node* value = node_->find(key);
  if (!value) return {};
  if (const auto* text = value->as_string()) return {text->get()};
  std::vector<std::string> out;
  const toml::array* list = value->as_array();
  bool is_list = list != nullptr;
  for (std::size_t i = 0; is_list && i < list->size(); ++i) {
    const auto* text = list->get(i)->as_string();
    is_list = text != nullptr;
    if (text) out.push_back(text->get());
  }
  if (!is_list) node_->complain(key, "is no list of texts", "write it as [\"one\", \"two\"]");
  return is_list ? out : std::vector<std::string>{};
}

std::optional<std::int64_t> ConfigTable::integer(std::string_view key, std::int64_t least,
                                                 std::int64_t most) {
  std::optional<std::int64_t> number;
  if (const auto stated = node_->variable(key)) {
    std::int64_t parsed = 0;
    const char* end = stated->data() + stated->size();
    const auto [at, error] = std::from_chars(stated->data(), end, parsed);
    if (error == std::errc{} && at == end) number = parsed;
  } else if (const toml::node* value = node_->find(key)) {
    if (const auto* exact = value->as_integer()) number = exact->get();
  } else {
    return std::nullopt;
  }
  if (number && *number >= least && *number <= most) return number;
  return node_->refuse<std::int64_t>(
      key, "is no whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

std::optional<double> ConfigTable::number(std::string_view key, double least, double most) {
  std::optional<double> number;
  if (const auto stated = node_->variable(key)) {
    double parsed = 0;
    const char* end = stated->data() + stated->size();
    const auto [at, error] = std::from_chars(stated->data(), end, parsed);
    if (error == std::errc{} && at == end) number = parsed;
  } else if (const toml::node* value = node_->find(key)) {
    number = value->value<double>();
  } else {
    return std::nullopt;
  }
  if (number && *number >= least && *number <= most) return number;
  char range[64];
  std::snprintf(range, sizeof range, "is no number from %g to %g", least, most);
  return node_->refuse<double>(key, range);
}

std::optional<bool> ConfigTable::truth(std::string_view key) {
  std::optional<bool> truth;
  if (const auto stated = node_->variable(key))
    truth = parse_truth(*stated);
  else if (const toml::node* value = node_->find(key))
    truth = value->is_boolean() ? value->value<bool>() : std::nullopt;
  else
    return std::nullopt;
  return truth ? truth : node_->refuse<bool>(key, "is neither true nor false");
}

std::optional<std::chrono::seconds> ConfigTable::duration(std::string_view key) {
  const auto words = node_->words(key);
  if (!words) return std::nullopt;
  if (const auto duration = parse_duration(*words)) return duration;
  return node_->refuse<std::chrono::seconds>(key, "is no duration",
                                             "write it as \"30s\", \"15m\", \"2h\" or \"1d\"");
}

std::optional<std::size_t> ConfigTable::bytes(std::string_view key) {
  const auto words = node_->words(key);
  if (!words) return std::nullopt;
  if (const auto bytes = parse_bytes(*words)) return bytes;
  return node_->refuse<std::size_t>(key, "is no size", "write it as \"64kB\" or \"8MB\"");
}

std::vector<ConfigTable> ConfigTable::tables(std::string_view key) {
  std::vector<ConfigTable> out;
  const toml::node* value = node_->find(key);
  if (!value) return out;
  std::vector<const toml::table*> found;
  if (const auto* one = value->as_table()) found.push_back(one);
  const toml::array* list = value->as_array();
  for (std::size_t i = 0; list && i < list->size(); ++i)
    if (const auto* one = list->get(i)->as_table()) found.push_back(one);
  if (found.empty() || (list && found.size() != list->size())) {
    node_->complain(key, "is no list of tables", "write it as [[" + std::string(key) + "]]");
    return out;
  }
  for (const toml::table* table : found) {
    auto node = std::make_shared<Node>();
    node->table = table;
    node->name = key;
    node->file = node_->file;
    node->problems = node_->problems;
    node->nodes = node_->nodes;
    node_->nodes->push_back(node);
    out.emplace_back(node);
  }
  return out;
}

void ConfigTable::complain(std::string_view key, std::string message, std::string hint) {
  node_->complain(key, std::move(message), std::move(hint));
}

}  // namespace mercato
