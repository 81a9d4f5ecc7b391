// Which rows does a data file hold? Tab-separated lines, '#' comments and empty lines left out.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"

namespace mercato::link {

// Fields of one row; views are valid during the call only. A returned message ends the reading as
// its failure.
using RowReader = std::function<std::string(const std::vector<std::string_view>& fields)>;

// An absent file has no rows: every file of a language's link folder is optional.
Result<void> read_rows(const std::filesystem::path& file, std::size_t fields, const RowReader& row);

// Splits at single spaces; empty words are left out.
std::vector<std::string_view> split_words(std::string_view text, char separator = ' ');

}  // namespace mercato::link
