#include "9_command/csv_row.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <boost/json.hpp>

#include "0_core/csv.h"

namespace mercato {
namespace {

std::string row(std::string_view json_row) {
  std::string out;
  append_csv_row({"a", "b", "c"}, json_row, out);
  return out;
}

TEST(CsvRow, has_the_columns_in_order_and_leaves_out_what_is_not_there) {
  EXPECT_EQ(row(R"({"c":3,"a":"x","other":1})"), "x,,3\r\n");
  std::string header;
  append_csv_header({"a", "b"}, header);
  EXPECT_EQ(header, "a,b\r\n");
}

TEST(CsvRow, quotes_what_would_end_a_field) {
  EXPECT_EQ(row(R"({"a":"x,y","b":"say \"no\"","c":"two\nlines"})"),
            "\"x,y\",\"say \"\"no\"\"\",\"two\nlines\"\r\n");
}

TEST(CsvRow, a_text_is_no_formula_and_a_number_no_text) {
  EXPECT_EQ(row(R"({"a":"=1+1","b":"@cmd","c":-5})"), "'=1+1,'@cmd,-5\r\n");
  EXPECT_EQ(row(R"({"a":"+x","b":"-x","c":"\tx"})"), "'+x,'-x,'\tx\r\n");
}

TEST(CsvRow, lists_stand_as_json) { EXPECT_EQ(row(R"({"a":[1,2]})"), "\"[1,2]\",,\r\n"); }

TEST(CsvRow, our_own_reader_reads_it_back) {
  rc::check([](const std::vector<std::string>& given) {
    // The reader takes outer white space off and refuses control bytes; texts here have neither.
    std::vector<std::string> columns;
    boost::json::object object;
    for (std::size_t i = 0; i < given.size(); ++i) {
      columns.push_back("c" + std::to_string(i));
      std::string text = "v";
      for (const char c : given[i]) {
        if (c >= ' ' && c < 127) text += c;
      }
      object[columns.back()] = text + "v";
    }
    if (columns.empty()) return;
    std::string csv;
    append_csv_header(columns, csv);
    append_csv_row(columns, boost::json::serialize(object), csv);
    std::vector<Problem> problems;
    ProblemLog log("t", problems);
    StringArena arena;
    CsvReader reader(csv, arena, log);
    RC_ASSERT(reader.next());
    for (std::size_t i = 0; i < columns.size(); ++i)
      RC_ASSERT(reader.field(i) == std::string_view(object[columns[i]].as_string()));
  });
}

}  // namespace
}  // namespace mercato
