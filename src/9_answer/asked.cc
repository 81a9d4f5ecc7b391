#include "9_answer/asked.h"

#include <algorithm>
#include <charconv>

#include "1_language/language.h"

namespace mercato {
namespace {

using Kind = Refusal::Kind;

std::optional<std::int64_t> read_integer(std::string_view text, int base = 10) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out, base);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

std::string hexadecimal(std::uint64_t number) {
  char digits[16];
  const auto end = std::to_chars(digits, digits + sizeof digits, number, 16).ptr;
  return {digits, end};
}

std::optional<std::uint64_t> read_hexadecimal(std::string_view text) {
  std::uint64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out, 16);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

bool is_window(std::string_view id) {
  const auto dash = id.find('-');
  return dash == 4 &&
         std::all_of(id.begin(), id.begin() + 4, [](char c) { return c >= '0' && c <= '9'; }) &&
         (id.substr(5) == "summer" || id.substr(5) == "winter");
}

std::string listed(const std::vector<std::string_view>& choices) {
  std::string out;
  for (const std::string_view one : choices) out += (out.empty() ? "" : ", ") + std::string(one);
  return out;
}

// What an argument of this kind has to be; empty where it is.
std::string wrong_with(const Parameter& parameter, const std::string& value) {
  switch (parameter.kind) {
    case ParameterKind::integer:
      return read_integer(value).value_or(0) > 0 ? "" : "write a whole number from 1";
    case ParameterKind::time:
      return parse_instant(value) ? "" : "write it as 2024-06-12 or 2024-06-12T10:00:00Z";
    case ParameterKind::window:
      return is_window(value) ? "" : "write it as 2024-summer or 2025-winter";
    case ParameterKind::choice:
      return std::find(parameter.choices.begin(), parameter.choices.end(), value) !=
                     parameter.choices.end()
                 ? ""
                 : "one of " + listed(parameter.choices);
    case ParameterKind::truth:
      return value == "true" || value == "false" ? "" : "write true or false";
    default:
      return {};
  }
}

// Figures with bounds of their own.
std::string out_of_bounds(std::string_view name, const std::string& value) {
  const std::int64_t number = read_integer(value).value_or(0);
  if (name == "limit" && number > static_cast<std::int64_t>(kMostRows)) return "at most 200";
  if (name == "days" && number > 31) return "at most 31";
  return {};
}

std::optional<Refusal> check_one(const Question& question, const Parameter& parameter,
                                 const Arguments& arguments) {
  const std::string name(parameter.name);
  const auto found = arguments.find(parameter.name);
  if (found == arguments.end() || found->second.empty()) {
    if (!parameter.required) return std::nullopt;
    return refuse(Kind::malformed, name, "is missing", std::string(parameter.what));
  }
  const std::string& value = found->second;
  if (value.size() > kMostArgumentBytes)
    return refuse(Kind::malformed, name, "is longer than 512 bytes");
  if (std::any_of(value.begin(), value.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
    return refuse(Kind::malformed, name, "holds control characters");
  std::string hint = wrong_with(parameter, value);
  if (hint.empty()) hint = out_of_bounds(parameter.name, value);
  if (!hint.empty()) return refuse(Kind::malformed, name, "is not as it should be", hint);
  if (parameter.kind == ParameterKind::cursor && !Asked(question, arguments).read_cursor(value))
    return refuse(Kind::malformed, name, "is none that this question gave",
                  "begin anew, without it");
  return std::nullopt;
}

}  // namespace

Refusal refuse(Refusal::Kind kind, std::string where, std::string message, std::string hint) {
  Refusal out;
  out.kind = kind;
  out.problem.where = std::move(where);
  out.problem.message = std::move(message);
  out.problem.hint = std::move(hint);
  return out;
}

std::string Asked::text(std::string_view name) const {
  const auto found = arguments_.find(name);
  return found == arguments_.end() ? std::string() : found->second;
}

std::int64_t Asked::integer(std::string_view name, std::int64_t otherwise) const {
  return read_integer(text(name)).value_or(otherwise);
}

Instant Asked::time(std::string_view name, Instant otherwise) const {
  return parse_instant(text(name)).value_or(otherwise);
}

// Everything that was asked but how long and where the page is: a cursor of other filters would
// point to nowhere.
std::string sealed(const Arguments& arguments, std::initializer_list<std::string_view> without) {
  std::string out;
  for (const auto& [name, value] : arguments) {
    if (value.empty() || std::find(without.begin(), without.end(), name) != without.end()) continue;
    out += '\n' + name + '=' + std::to_string(value.size()) + ':' + value;
  }
  return out;
}

std::string Asked::seal(std::string_view numbers) const {
  std::string all(question_.name);
  all += sealed(arguments_, {"cursor", "limit"});
  all.append("\n").append(numbers);
  return hexadecimal(fold_hash(all) & 0xffffffff);
}

std::string Asked::write_cursor(Cursor cursor) const {
  const std::string numbers = hexadecimal(static_cast<std::uint64_t>(cursor.first)) + "-" +
                              hexadecimal(static_cast<std::uint64_t>(cursor.second));
  return numbers + "-" + seal(numbers);
}

std::optional<Asked::Cursor> Asked::read_cursor(std::string_view written) const {
  const auto last = written.rfind('-'), first = written.find('-');
  if (last == first || last == std::string_view::npos) return std::nullopt;
  const auto a = read_hexadecimal(written.substr(0, first));
  const auto b = read_hexadecimal(written.substr(first + 1, last - first - 1));
  if (!a || !b || written.substr(last + 1) != seal(written.substr(0, last))) return std::nullopt;
  return Cursor{static_cast<std::int64_t>(*a), static_cast<std::int64_t>(*b)};
}

Asked::Cursor Asked::cursor() const { return read_cursor(text("cursor")).value_or(Cursor{}); }

std::optional<Refusal> check_arguments(const Question& question, const Arguments& arguments) {
  for (const auto& [name, value] : arguments) {
    const bool known = std::any_of(question.parameters.begin(), question.parameters.end(),
                                   [&, &n = name](const Parameter& p) { return p.name == n; });
    if (!known)
      return refuse(Kind::malformed, name.substr(0, 64), "is no parameter of this question");
  }
  for (const Parameter& parameter : question.parameters)
    if (auto refusal = check_one(question, parameter, arguments)) return refusal;
  return std::nullopt;
}

}  // namespace mercato
