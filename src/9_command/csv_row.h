// How is a row of a table written as CSV? RFC 4180, safe to open in a spreadsheet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mercato {

// One line that ends in CR LF. Fields with commas, quotes or line breaks are quoted.
void append_csv_header(const std::vector<std::string>& columns, std::string& out);
// The values of one JSON object in the order of `columns`; what is not there is empty, lists and
// objects stand as JSON. A text that a spreadsheet could take for a formula, because it begins with
// = + - @, a tab or a carriage return, is given a leading apostrophe; numbers are not texts.
void append_csv_row(const std::vector<std::string>& columns, std::string_view json_row,
                    std::string& out);

}  // namespace mercato
