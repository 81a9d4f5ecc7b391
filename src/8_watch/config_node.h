// One table of the configuration: its values, what was asked of it and what is wrong with it.
// Internal to 8_watch; the only place beside config_file.cc that knows toml++.
#pragma once

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <set>

#include "8_watch/config_file.h"

namespace mercato {

inline constexpr const char* kConfigManual = "docs/formats/config.md names all keys";

inline std::uint32_t line_of(const toml::node& node) { return node.source().begin.line; }
Problem problem_at(const std::string& file, std::uint32_t line, std::string message,
                   std::string hint);

struct ConfigTable::Node {
  const toml::table* table = nullptr;  // null: the file has none
  std::string name;                    // "watch"
  bool has_environment = false;
  std::set<std::string, std::less<>> known;
  // Of the ConfigFile, which outlives its tables.
  std::string* file = nullptr;
  std::vector<Problem>* problems = nullptr;
  std::vector<std::shared_ptr<Node>>* nodes = nullptr;

  // The value of the file; the key counts as known from then on. So below.
  const toml::node* find(std::string_view key);
  // What the environment says, where it says something.
  std::optional<std::string> variable(std::string_view key);
  void complain(std::string_view key, std::string message, std::string hint);
  template <typename T>
  std::optional<T> refuse(std::string_view key, std::string message, std::string hint = {}) {
    complain(key, std::move(message), std::move(hint));
    return std::nullopt;
  }
  // A value that may be written as a text with a unit or as a number.
  std::optional<std::string> words(std::string_view key);
  void unknown_keys(std::vector<Problem>& out) const;
};

}  // namespace mercato
