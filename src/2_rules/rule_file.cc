#include "2_rules/rule_file.h"

#include <sstream>

namespace mercato {
namespace {

constexpr std::size_t kMaxLine = 4096;
constexpr std::size_t kMaxRules = 20'000;

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// A '#' opens a comment at the line's start or after white space, where more white space or the end
// follows it.
std::string_view without_comment(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool opens = line[i] == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t');
    if (opens && (i + 1 == line.size() || line[i + 1] == ' ' || i == 0)) return line.substr(0, i);
  }
  return line;
}

// Takes `word` and the white space behind it off the front of line.
bool take(std::string_view& line, std::string_view word) {
  if (!line.starts_with(word)) return false;
  const std::string_view rest = line.substr(word.size());
  if (!rest.empty() && rest[0] != ' ' && rest[0] != '\t') return false;
  line = trim(rest);
  return true;
}

Result<void> parse_attributes(std::string_view text, RuleText& rule) {
  std::istringstream in{std::string(text)};
  for (std::string item; in >> item;) {
    const std::size_t equals = item.find('=');
    if (equals == std::string::npos || equals == 0)
      return failure({}, "'" + item + "' is no key=value");
    rule.attributes.emplace_back(item.substr(0, equals), item.substr(equals + 1));
  }
  return {};
}

Result<void> parse_line(std::string_view line, std::uint32_t number, std::vector<RuleText>& rules) {
  if (take(line, "rule")) {
    if (line.empty()) return failure({}, "the rule has no name");
    if (rules.size() == kMaxRules) return failure({}, "the file has too many rules");
    rules.push_back({std::string(line), number, {}, {}, {}});
    return {};
  }
  if (rules.empty())
    return failure({}, "the line stands before the first rule", "begin with `rule NAME`");
  RuleText& rule = rules.back();
  if (take(line, "match")) {
    rule.matches.emplace_back(line, number);
  } else if (take(line, "set")) {
    return parse_attributes(line, rule);
  } else if (take(line, "+")) {
    rule.examples.push_back({true, std::string(line), number});
  } else if (take(line, "-")) {
    rule.examples.push_back({false, std::string(line), number});
  } else {
    return failure({}, "the line is no rule, match, set, + or -", "see docs/formats/rules.md");
  }
  return {};
}

}  // namespace

Result<std::vector<RuleText>> parse_rule_file(std::string_view text, const std::string& where) {
  std::vector<RuleText> rules;
  std::uint32_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    ++number;
    line = trim(without_comment(line));
    if (line.empty()) continue;
    auto ok = line.size() > kMaxLine ? failure({}, "the line is too long")
                                     : parse_line(line, number, rules);
    if (!ok) {
      ok.error().where = where;
      ok.error().line = number;
      return tl::unexpected(ok.error());
    }
  }
  for (const RuleText& rule : rules) {
    if (rule.matches.empty()) {
      return tl::unexpected(
          Problem{Severity::error, where, rule.line, 0, "rule " + rule.name + " has no match", {}});
    }
  }
  return rules;
}

Result<ExampleText> parse_example(std::string_view text) {
  ExampleText out;
  std::vector<ExampleMention> open;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[') {
      const std::size_t space = text.find(' ', i);
      if (space == std::string_view::npos) return failure({}, "a bracket has no words");
      open.push_back({std::string(text.substr(i + 1, space - i - 1)),
                      static_cast<std::uint32_t>(out.text.size()), 0});
      i = space;
    } else if (text[i] == ']') {
      if (open.empty()) return failure({}, "a bracket is closed that was not opened");
      open.back().end = static_cast<std::uint32_t>(out.text.size());
      out.mentions.push_back(std::move(open.back()));
      open.pop_back();
    } else {
      out.text += text[i];
    }
  }
  if (!open.empty()) return failure({}, "a bracket is not closed");
  return out;
}

}  // namespace mercato
