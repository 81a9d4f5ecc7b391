#include "0_core/json_writer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace mercato {
namespace {

TEST(JsonWriter, puts_commas_between_values_only) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("a").begin_array().value(std::int64_t{1}).value("x").end_array();
  json.put("b", "").put("c", "y").key("d").begin_object().end_object().end_object();
  EXPECT_EQ(out, R"({"a":[1,"x"],"c":"y","d":{}})");
}

TEST(JsonWriter, writes_truths) {
  std::string out;
  JsonWriter(out).begin_array().truth(true).truth(false).end_array();
  EXPECT_EQ(out, "[true,false]");
}

TEST(JsonWriter, escapes_what_json_cannot_hold) {
  std::string out;
  JsonWriter(out).value(std::string_view("\"\\\n\x01 é", 7));
  EXPECT_EQ(out, "\"\\\"\\\\\\n\\u0001 \xc3\xa9\"");
}

TEST(JsonWriter, writes_numbers_in_the_shortest_form) {
  std::string out;
  JsonWriter(out)
      .begin_array()
      .value(0.714)
      .value(-2.0)
      .value(1e300)
      .value(std::int64_t{-7})
      .end_array();
  EXPECT_EQ(out, "[0.714,-2,1e+300,-7]");
}

TEST(JsonWriter, writes_amounts_as_integers_where_they_are) {
  std::string out;
  JsonWriter json(out);
  json.list("a", std::vector<double>{1.5e7, 0.5, std::nan("")}, [&](double x) { json.amount(x); });
  EXPECT_EQ(out, "\"a\":[15000000,0.5,0]");
}

}  // namespace
}  // namespace mercato
