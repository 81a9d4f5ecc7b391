#include "3_reference/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "3_reference/file_writer.h"

namespace mercato {

using reference_file::Header;
using reference_file::kSections;
using reference_file::SectionEntry;

namespace {

constexpr std::string_view kHint = "build it again with 'mercato reference import'";
constexpr std::uint64_t kContent =
    (sizeof(Header) + kSections * sizeof(SectionEntry) + reference_file::kAlignment - 1) /
    reference_file::kAlignment * reference_file::kAlignment;

}  // namespace

Result<std::unique_ptr<const MappedFile>> MappedFile::open(const std::filesystem::path& file) {
  const auto refuse = [&](std::string_view what) {
    return failure(file.string(), std::string(what) + ": " + std::strerror(errno));
  };
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return refuse("the reference file cannot be opened");
  struct stat status {};
  const bool regular = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  const auto size = static_cast<std::size_t>(regular ? status.st_size : 0);
  void* mapped =
      size >= kContent ? ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0) : nullptr;
  ::close(descriptor);
  if (mapped == nullptr)
    return failure(file.string(), "the file is too short to be a reference file",
                   std::string(kHint));
  if (mapped == MAP_FAILED) return refuse("the reference file cannot be mapped");
  std::unique_ptr<const MappedFile> opened(
      new MappedFile({static_cast<const char*>(mapped), size}));
  if (const auto checked = opened->check(file); !checked) return tl::unexpected(checked.error());
  return opened;
}

MappedFile::~MappedFile() { ::munmap(const_cast<char*>(bytes_.data()), bytes_.size()); }

const Header& MappedFile::header() const { return *reinterpret_cast<const Header*>(bytes_.data()); }

std::span<const SectionEntry> MappedFile::directory() const {
  return {reinterpret_cast<const SectionEntry*>(bytes_.data() + sizeof(Header)), kSections};
}

bool MappedFile::contents_match() const {
  return reference_file::checksum(bytes_.substr(kContent)) == header().content_checksum;
}

Result<void> MappedFile::check(const std::filesystem::path& file) const {
  const auto refuse = [&](std::string message) {
    return failure(file.string(), std::move(message), std::string(kHint));
  };
  const Header& head = header();
  if (head.magic != reference_file::kMagic) return refuse("the file is not a reference file");
  if (head.byte_order != reference_file::kByteOrder)
    return refuse("the file was built on another kind of machine");
  if (head.version != reference_file::kVersion || head.sections != kSections) {
    return refuse("the file has format version " + std::to_string(head.version) +
                  ", this program reads version " + std::to_string(reference_file::kVersion));
  }
  if (head.file_size != bytes_.size()) {
    return refuse("the file is cut short or grown: " + std::to_string(bytes_.size()) +
                  " bytes where it should have " + std::to_string(head.file_size));
  }
  if (head.directory_checksum != reference_file::directory_checksum(head, directory())) {
    return refuse("the file's directory is damaged");
  }
  for (const SectionEntry& entry : directory()) {
    const bool inside = entry.offset % reference_file::kAlignment == 0 &&
                        entry.offset <= bytes_.size() && entry.element_size != 0 &&
                        entry.count <= (bytes_.size() - entry.offset) / entry.element_size;
    if (!inside) return refuse("the file's directory is damaged");
  }
  return {};
}

}  // namespace mercato
