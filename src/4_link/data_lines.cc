#include "4_link/data_lines.h"

#include <fstream>

namespace mercato::link {

std::vector<std::string_view> split_words(std::string_view text, char separator) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

Result<void> read_rows(const std::filesystem::path& file, std::size_t fields,
                       const RowReader& row) {
  std::ifstream in(file, std::ios::binary);
  std::string line;
  std::uint32_t number = 0;
  while (std::getline(in, line)) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    const auto parts = split_words(line, '\t');
    std::string message = parts.size() == fields
                              ? row(parts)
                              : "expected " + std::to_string(fields) + " fields with tabs between";
    if (message.empty()) continue;
    return tl::unexpected<Problem>(Problem{Severity::error, file.string(), number, 0,
                                           std::move(message),
                                           "see data/languages/_specimen/link"});
  }
  return {};
}

}  // namespace mercato::link
