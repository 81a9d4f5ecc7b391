#include "9_serve/inputs.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace mercato {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};

}  // namespace

Result<std::string> read_input(const std::string& name, std::size_t max_bytes) {
  std::error_code error;
  if (name != "-" && std::filesystem::is_directory(name, error))
    return failure(name, "is a folder, not a document", "name the files in it");
  std::unique_ptr<std::FILE, CloseFile> file(name == "-" ? stdin : std::fopen(name.c_str(), "rb"));
  if (!file) return failure(name, std::string("cannot be read: ") + std::strerror(errno));
  std::string bytes;
  char buffer[1 << 16];
  while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, file.get())) {
    if (bytes.size() + n > max_bytes) {
      return failure(name, "is larger than " + std::to_string(max_bytes >> 20) + " MB",
                     "give NDJSON to `mercato extract`, which streams");
    }
    bytes.append(buffer, n);
  }
  if (std::ferror(file.get()))
    return failure(name, std::string("cannot be read: ") + std::strerror(errno));
  return bytes;
}

Result<std::vector<Document>> read_documents(const Reader& reader, const std::string& name) {
  ReadOptions options;
  options.name = name;
  auto bytes = read_input(name, options.limits.max_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  auto documents = reader.read(*bytes, options);
  if (!documents) return documents;
  const std::string stem = name == "-" ? "stdin" : std::filesystem::path(name).stem().string();
  for (std::size_t i = 0; i < documents->size(); ++i) {
    std::string& id = (*documents)[i].id;
    if (id.empty() || id == name)
      id = documents->size() == 1 ? stem : stem + "#" + std::to_string(i + 1);
  }
  return documents;
}

}  // namespace mercato
