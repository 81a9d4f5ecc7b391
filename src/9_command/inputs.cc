#include "9_command/inputs.h"

#include <algorithm>
#include <filesystem>

namespace mercato {
namespace {

// "news/a.html.gz" → "a"
std::string stem_of(std::string_view name) {
  if (name == "-") return "stdin";
  std::filesystem::path path = std::filesystem::path(name).filename();
  if (path.extension() == ".gz" || path.extension() == ".zst") path = path.stem();
  return path.stem().string();
}

bool is_number_after(std::string_view id, std::string_view name, std::string_view marks) {
  if (!id.starts_with(name) || id.size() < name.size() + 2) return false;
  id.remove_prefix(name.size());
  return marks.find(id[0]) != std::string_view::npos &&
         std::all_of(id.begin() + 1, id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<std::string> read_input(const std::string& name, std::size_t max_bytes) {
  const auto source = open_source(name);
  if (!source) return tl::unexpected(source.error());
  return read_rest(**source, name, max_bytes);
}

Result<std::string> read_rest(ByteSource& source, const std::string& name, std::size_t max_bytes) {
  std::string bytes;
  std::string buffer(1 << 16, '\0');
  while (const std::size_t n = source.read(buffer.data(), buffer.size())) {
    if (bytes.size() + n > max_bytes) {
      return failure(name, "is larger than " + std::to_string(max_bytes >> 20) + " MB",
                     "give NDJSON to `mercato extract`, which streams");
    }
    bytes.append(buffer, 0, n);
  }
  if (source.problem()) return tl::unexpected(*source.problem());
  return bytes;
}

Result<std::vector<Document>> read_documents(const Reader& reader, const std::string& name) {
  auto bytes = read_input(name, ReadLimits{}.max_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  return read_documents(reader, name, *bytes);
}

Result<std::vector<Document>> read_documents(const Reader& reader, const std::string& name,
                                             std::string_view bytes) {
  ReadOptions options;
  options.name = name;
  auto documents = reader.read(bytes, options);
  if (!documents) return documents;
  const std::string stem = stem_of(name);
  for (std::size_t i = 0; i < documents->size(); ++i) {
    std::string& id = (*documents)[i].id;
    if (id.empty() || id == name)
      id = documents->size() == 1 ? stem : stem + "#" + std::to_string(i + 1);
  }
  return documents;
}

bool is_made_id(std::string_view id, std::string_view name) {
  const std::string stem = stem_of(name);
  return id.empty() || id == name || id == stem || is_number_after(id, name, ":#") ||
         is_number_after(id, stem, "#");
}

bool is_unreadable(const Document& document) {
  return document.text.empty() &&
         std::any_of(document.problems.begin(), document.problems.end(),
                     [](const Problem& p) { return p.severity == Severity::error; });
}

}  // namespace mercato
