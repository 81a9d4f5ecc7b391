// What does a .rules file say? Its rules, as written, with the lines they stand on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "0_core/result.h"

namespace mercato {

struct RuleExample {
  bool must_match = true;
  std::string text;  // with the bracketed mentions
  std::uint32_t line = 0;
};

struct RuleText {
  std::string name;
  std::uint32_t line = 0;
  std::vector<std::pair<std::string, std::uint32_t>> matches;  // text after `match`, line
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<RuleExample> examples;
};

// `where` names the file in problems.
Result<std::vector<RuleText>> parse_rule_file(std::string_view text, const std::string& where);

// An example without its brackets, and where each bracketed mention stands in it.
struct ExampleMention {
  std::string label;  // "TO", "club", "SOURCE:journalist"
  std::uint32_t begin = 0, end = 0;
};
struct ExampleText {
  std::string text;
  std::vector<ExampleMention> mentions;
};
Result<ExampleText> parse_example(std::string_view text);

}  // namespace mercato
