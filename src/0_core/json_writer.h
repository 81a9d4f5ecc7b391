// How is JSON written without a tree of it first? Values go straight to the end of a string.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mercato {

// The caller keeps to JSON's grammar: a key before each value of an object, and as many ends as
// begins. Commas are the writer's. Strings are UTF-8 and are escaped no more than JSON asks for.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  // REQUIRES: `name` needs no escape.
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(std::int64_t number);
  // In the shortest form that reads back as the same number: "0.714". REQUIRES: finite.
  JsonWriter& value(double number);
  // true or false; not called value(), which would take a text's pointer for a truth.
  JsonWriter& truth(bool yes);
  // As an integer where it is one; 0 where it is not finite.
  JsonWriter& amount(double number);
  // The key and an array; `write_row` writes one value for each row.
  template <typename Rows, typename Write>
  JsonWriter& list(std::string_view name, const Rows& rows, Write write_row) {
    key(name).begin_array();
    for (const auto& row : rows) write_row(row);
    return end_array();
  }
  // The key and its text, neither where the text is empty.
  JsonWriter& put(std::string_view name, std::string_view text);

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();
  void escape(std::string_view text);

  std::string& out_;
  bool first_ = true;  // the next value follows a bracket or a key
};

}  // namespace mercato
