// Where are the sections of this file? A reference file, mapped and checked.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "0_core/result.h"
#include "3_reference/file_format.h"

namespace mercato {

// A read-only mapping whose header and directory are sound: every section lies within the file and
// holds whole records. The contents of sections are not checked: readers must bound what they take
// from them.
class MappedFile {
 public:
  static Result<std::unique_ptr<const MappedFile>> open(const std::filesystem::path& file);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  const reference_file::Header& header() const;
  std::string_view bytes() const { return bytes_; }

  // REQUIRES: Record is the record of the section.
  template <typename Record>
  std::span<const Record> section(reference_file::Section section) const {
    const auto& entry = directory()[static_cast<std::size_t>(section)];
    if (entry.element_size != sizeof(Record)) return {};
    return {reinterpret_cast<const Record*>(bytes_.data() + entry.offset), entry.count};
  }
  // Whether the contents are those that were written. Reads the whole file.
  bool contents_match() const;

 private:
  explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}
  std::span<const reference_file::SectionEntry> directory() const;
  Result<void> check(const std::filesystem::path& file) const;

  std::string_view bytes_;
};

}  // namespace mercato
