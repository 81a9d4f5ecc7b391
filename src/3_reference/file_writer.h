// How do sections become a file? Lays them out, checksums them, and puts the file in place in one
// step.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "0_core/result.h"
#include "3_reference/file_format.h"

namespace mercato::reference_file {

// The checksum of a run of bytes, as the header holds it.
std::uint64_t checksum(std::string_view bytes);
// The header's checksum of itself and the directory.
std::uint64_t directory_checksum(Header header, std::span<const SectionEntry> directory);

class FileWriter {
 public:
  // One copy of each string.
  StringRef intern(std::string_view text);

  template <typename Record>
  void set(Section section, std::span<const Record> records) {
    static_assert(is_plain<Record>);
    set_bytes(section, {reinterpret_cast<const char*>(records.data()), records.size_bytes()},
              sizeof(Record));
  }

  // Writes next to `out`, syncs and renames: `out` is the old file or the whole new one, never a
  // part.
  Result<void> write(const std::filesystem::path& out, std::int64_t built_at,
                     std::uint32_t max_probe);

 private:
  void set_bytes(Section section, std::string_view bytes, std::size_t element_size);

  struct Blob {
    std::string bytes;
    std::uint32_t element_size = 1;
  };
  std::array<Blob, kSections> blobs_;
  std::string strings_;
  std::unordered_map<std::string, StringRef> interned_;
};

}  // namespace mercato::reference_file
