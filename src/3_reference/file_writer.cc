#include "3_reference/file_writer.h"

#include <fcntl.h>
#include <unistd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cerrno>
#include <cstring>

namespace mercato::reference_file {

namespace {

std::uint64_t aligned(std::uint64_t offset) {
  return (offset + kAlignment - 1) / kAlignment * kAlignment;
}

Result<void> failed(const std::filesystem::path& file, std::string_view what) {
  return failure(file.string(), std::string(what) + ": " + std::strerror(errno));
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Result<void> replace_file(const std::filesystem::path& out, std::string_view bytes) {
  const std::filesystem::path temporary = out.string() + ".new-" + std::to_string(::getpid());
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return failed(temporary, "the file cannot be created");
  const bool written = write_all(file, bytes) && ::fsync(file) == 0;
  if (::close(file) != 0 || !written) {
    const auto problem = failed(temporary, "the file cannot be written");
    ::unlink(temporary.c_str());
    return problem;
  }
  if (::rename(temporary.c_str(), out.c_str()) != 0) {
    const auto problem = failed(out, "the new file cannot be put in place");
    ::unlink(temporary.c_str());
    return problem;
  }
  return {};
}

}  // namespace

std::uint64_t checksum(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::uint64_t directory_checksum(Header header, std::span<const SectionEntry> directory) {
  header.directory_checksum = 0;
  std::string bytes(reinterpret_cast<const char*>(&header), sizeof header);
  bytes.append(reinterpret_cast<const char*>(directory.data()), directory.size_bytes());
  return checksum(bytes);
}

StringRef FileWriter::intern(std::string_view text) {
  if (text.empty()) return {0, 0};
  const auto [found, added] = interned_.try_emplace(std::string(text));
  if (added) {
    found->second = {static_cast<std::uint32_t>(strings_.size()),
                     static_cast<std::uint32_t>(text.size())};
    strings_ += text;
  }
  return found->second;
}

void FileWriter::set_bytes(Section section, std::string_view bytes, std::size_t element_size) {
  blobs_[static_cast<std::size_t>(section)] = {std::string(bytes),
                                               static_cast<std::uint32_t>(element_size)};
}

Result<void> FileWriter::write(const std::filesystem::path& out, std::int64_t built_at,
                               std::uint32_t max_probe) {
  set_bytes(Section::strings, strings_, 1);
  if (strings_.size() > 0xffffffffu)
    return failure(out.string(), "the tables hold more than 4 GiB of names");
  std::array<SectionEntry, kSections> directory{};
  const std::uint64_t content = aligned(sizeof(Header) + sizeof directory);
  std::string file(content, '\0');
  for (std::size_t i = 0; i < kSections; ++i) {
    const Blob& blob = blobs_[i];
    directory[i] = {file.size(), blob.bytes.size() / blob.element_size, blob.element_size, 0};
    file += blob.bytes;
    file.resize(aligned(file.size()), '\0');
  }
  Header header{};
  header.magic = kMagic;
  header.version = kVersion;
  header.byte_order = kByteOrder;
  header.file_size = file.size();
  header.built_at = built_at;
  header.content_checksum = checksum(std::string_view(file).substr(content));
  header.sections = kSections;
  header.max_probe = max_probe;
  header.directory_checksum = directory_checksum(header, directory);
  std::memcpy(file.data(), &header, sizeof header);
  std::memcpy(file.data() + sizeof header, directory.data(), sizeof directory);
  return replace_file(out, file);
}

}  // namespace mercato::reference_file
