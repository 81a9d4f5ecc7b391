#include "6_check/fact_tables.h"

#include <fstream>

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

namespace mercato {
namespace {

std::vector<std::string> strings(const toml::node_view<const toml::node> node) {
  std::vector<std::string> out;
  if (const auto* array = node.as_array())
    for (const auto& each : *array)
      if (const auto value = each.value<std::string>()) out.push_back(*value);
  return out;
}

}  // namespace

Result<FactTables> FactTables::load(const std::filesystem::path& data) {
  FactTables tables;
  const auto positions = data / "facts" / "positions.toml";
  const toml::parse_result file = toml::parse_file(positions.string());
  if (!file) {
    return tl::unexpected(Problem{Severity::error,
                                  positions.string(),
                                  file.error().source().begin.line,
                                  0,
                                  std::string(file.error().description()),
                                  {}});
  }
  for (const auto& [name, node] : file.table()) {
    const toml::node_view<const toml::node> entry(node);
    tables.positions_[std::string(name.str())] = {
        entry["printed"].value_or(std::string(name.str())), entry["detail"].value_or(0),
        strings(entry["supported"]), strings(entry["open"])};
  }
  const auto countries = data / "reference" / "nations.csv";
  std::ifstream lines(countries);
  if (!lines) return failure(countries.string(), "cannot be opened");
  for (std::string line; std::getline(lines, line);) {
    // code,name_en,…
    const auto first = line.find(',');
    const auto second = first == std::string::npos ? first : line.find(',', first + 1);
    if (line.empty() || line[0] == '#' || second == std::string::npos) continue;
    const auto code = line.substr(0, first), name = line.substr(first + 1, second - first - 1);
    tables.name_by_code_[code] = name;
    tables.code_by_name_[name] = code;
  }
  return tables;
}

const PositionMeaning* FactTables::position(std::string_view name) const {
  const auto found = positions_.find(name);
  return found == positions_.end() ? nullptr : &found->second;
}

std::string_view FactTables::printed_position(std::string_view name) const {
  const auto* meaning = position(name);
  return meaning == nullptr ? name : std::string_view(meaning->printed);
}

std::string_view FactTables::country_code(std::string_view name) const {
  if (const auto found = name_by_code_.find(name); found != name_by_code_.end())
    return found->first;
  const auto found = code_by_name_.find(name);
  return found == code_by_name_.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view FactTables::country_name(std::string_view code_or_name) const {
  const auto found = name_by_code_.find(code_or_name);
  return found == name_by_code_.end() ? code_or_name : std::string_view(found->second);
}

}  // namespace mercato
