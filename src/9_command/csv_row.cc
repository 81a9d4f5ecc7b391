#include "9_command/csv_row.h"

#include <boost/json.hpp>

namespace mercato {
namespace {

namespace json = boost::json;

void append_field(std::string_view field, std::string& out) {
  if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += field;
    return;
  }
  out += '"';
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_text(std::string_view text, std::string& out) {
  constexpr std::string_view kFormula = "=+-@\t\r";
  const bool formula = !text.empty() && kFormula.find(text[0]) != std::string_view::npos;
  append_field(formula ? "'" + std::string(text) : std::string(text), out);
}

}  // namespace

void append_csv_header(const std::vector<std::string>& columns, std::string& out) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i) out += ',';
    append_field(columns[i], out);
  }
  out += "\r\n";
}

void append_csv_row(const std::vector<std::string>& columns, std::string_view json_row,
                    std::string& out) {
  boost::system::error_code error;
  const json::value row = json::parse(json_row, error);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i) out += ',';
    const json::value* value = row.is_object() ? row.as_object().if_contains(columns[i]) : nullptr;
    if (!value || value->is_null()) continue;
    if (value->is_string())
      append_text(value->as_string(), out);
    else
      append_field(json::serialize(*value), out);
  }
  out += "\r\n";
}

}  // namespace mercato
