// What does the user's configuration say? Tables of one TOML file (docs/formats/config.md), read
// key by key, with the environment before the file. Front header of 8_watch.
//
// Values that are not of their kind, and keys that nobody asked for, are remembered as problems
// with file and line, so that reading goes on and finish() tells the first of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"

namespace mercato {

// One table, such as [serve] or one [[feed]]. A key that is asked for counts as known. Lives as
// long as its ConfigFile.
class ConfigTable {
 public:
  std::optional<std::string> text(std::string_view key);
  std::vector<std::string> texts(std::string_view key);  // a list, or one text
  std::optional<std::int64_t> integer(std::string_view key, std::int64_t least, std::int64_t most);
  std::optional<double> number(std::string_view key, double least, double most);
  std::optional<bool> truth(std::string_view key);
  // "30s", "15m", "2h", "1d", or a number of seconds.
  std::optional<std::chrono::seconds> duration(std::string_view key);
  std::optional<std::size_t> bytes(std::string_view key);  // "8MB", "64kB", or a number
  // Tables inside this one, such as the webhooks of an alert.
  std::vector<ConfigTable> tables(std::string_view key);
  // Remembers a problem at the key's line.
  void complain(std::string_view key, std::string message, std::string hint = {});

  struct Node;
  ConfigTable(std::shared_ptr<Node> node) : node_(std::move(node)) {}

 private:
  std::shared_ptr<Node> node_;
};

class ConfigFile {
 public:
  // Fails where the file cannot be read or is no TOML. An empty path is an empty configuration.
  static Result<ConfigFile> load(const std::filesystem::path& file);

  // The table [name], empty where the file has none. Each key may be given in the environment as
  // MERCATO_NAME_KEY ("MERCATO_SERVE_PORT").
  ConfigTable table(std::string_view name);
  // The tables [[name]]; the environment has no say in them.
  std::vector<ConfigTable> tables(std::string_view name);
  // The first problem of the tables that were read, or of a top-level key that no part of Mercato
  // knows.
  Result<void> finish() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace mercato
