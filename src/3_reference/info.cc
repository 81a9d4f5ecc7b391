// What is in the file? For `reference info`.
#include <cstdio>

#include "3_reference/reference_file.h"

namespace mercato {

std::vector<std::pair<std::string, std::string>> ReferenceFile::info() const {
  std::vector<std::pair<std::string, std::string>> lines;
  const auto& header = file_->header();
  char checksum[17];
  std::snprintf(checksum, sizeof checksum, "%016llx",
                static_cast<unsigned long long>(header.content_checksum));
  lines.emplace_back("format version", std::to_string(header.version));
  lines.emplace_back(
      "built on", Date::from_days(static_cast<std::int32_t>(header.built_at / 86400)).to_string());
  lines.emplace_back("size", std::to_string(header.file_size) + " bytes");
  lines.emplace_back("checksum",
                     std::string(checksum) +
                         (file_->contents_match() ? ", contents whole" : ", CONTENTS DAMAGED"));
  for (const auto& count : file_->section<reference_file::Count>(reference_file::Section::counts)) {
    const std::string label(text(count.label));
    if (label.starts_with("from ")) {
      lines.emplace_back("imported from", label.substr(5));
    } else {
      lines.emplace_back(label, std::to_string(count.value));
    }
  }
  return lines;
}

}  // namespace mercato
