#include "9_command/input_stream.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "2_read/reader.h"
#include "9_command/inputs.h"
#include "9_command/line_reader.h"

namespace mercato {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatchBytes = 128 << 10;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::array<std::string_view, 14> kExtensions = {
    ".txt", ".text", ".md",  ".html", ".htm",    ".xhtml", ".xml",
    ".rss", ".atom", ".rdf", ".json", ".ndjson", ".jsonl", ".feed"};

std::string lower_extension(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return extension;
}

bool is_document_name(const fs::path& path) {
  const std::string packed = lower_extension(path);
  const std::string extension =
      packed == ".gz" || packed == ".zst" ? lower_extension(path.stem()) : packed;
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

bool begins_with_object(std::string_view front) {
  if (front.starts_with(kByteOrderMark)) front.remove_prefix(kByteOrderMark.size());
  const std::size_t first = front.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos || front[first] == '{';
}

}  // namespace

InputStream::InputStream(InputRules rules, Push push, std::function<bool()> stop)
    : rules_(rules), push_(std::move(push)), stop_(std::move(stop)) {}

void InputStream::add(const std::string& name) {
  std::error_code error;
  if (stop_()) return;
  if (rules_.folders && name != "-" && fs::is_directory(name, error)) return add_folder(name);
  const auto source = open_source(name);
  if (!source) return refuse(source.error());
  add_source(name, **source);
}

// By name, so that the same folder is read in the same order everywhere.
void InputStream::add_folder(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    entries.push_back(*at);
  if (error)
    refuse({Severity::error, folder.string(), 0, 0, "cannot be read: " + error.message(), {}});
  std::sort(entries.begin(), entries.end());
  for (const fs::directory_entry& entry : entries) {
    if (stop_()) return;
    add_entry(entry);
  }
}

// Links to folders are not followed: they could lead in a circle.
void InputStream::add_entry(const fs::directory_entry& entry) {
  std::error_code error;
  if (entry.path().filename().string().starts_with('.')) return;
  if (entry.is_directory(error) && !entry.is_symlink(error)) return add_folder(entry.path());
  if (!entry.is_regular_file(error)) return;
  if (is_document_name(entry.path()))
    add(entry.path().string());
  else
    ++passed_over_;
}

// A JSON Feed is one object as well, but one document holds all of it.
bool InputStream::is_lines(const std::string& name, ByteSource& source) const {
  if (name == "-" && rules_.standard_input_is_lines) return true;
  const std::string_view front = source.front();
  return begins_with_object(front) &&
         front.substr(0, 1024).find("jsonfeed.org/version/") == std::string_view::npos;
}

void InputStream::add_source(const std::string& name, ByteSource& source) {
  if (is_lines(name, source))
    add_lines(name, source);
  else
    add_whole(name, source);
}

void InputStream::add_lines(const std::string& name, ByteSource& source) {
  LineReader lines(source, ReadLimits{}.max_bytes);
  auto batch = std::make_unique<Batch>();
  batch->name = name;
  std::uint32_t number = 0;
  std::string line;
  while (!stop_()) {
    const auto status = lines.next(line);
    if (status == LineReader::Status::end) break;
    if (++number == 1 && line.starts_with(kByteOrderMark)) line.erase(0, kByteOrderMark.size());
    if (status == LineReader::Status::too_long) {
      flush(batch, number + 1);
      refuse_line(name, number, lines.skipped());
      continue;
    }
    batch->bytes += line;
    batch->ends.push_back(static_cast<std::uint32_t>(batch->bytes.size()));
    if (batch->bytes.size() >= kBatchBytes) flush(batch, number + 1);
  }
  flush(batch, number + 1);
  if (source.problem()) refuse(*source.problem());
}

void InputStream::flush(std::unique_ptr<Batch>& batch, std::uint32_t next_line) {
  const std::string name = batch->name;
  if (!batch->ends.empty()) push_(std::move(batch));
  batch = std::make_unique<Batch>();
  batch->name = name;
  batch->first_line = next_line;
}

void InputStream::add_whole(const std::string& name, ByteSource& source) {
  auto bytes = read_rest(source, name, ReadLimits{}.max_bytes);
  if (!bytes) return refuse(bytes.error());
  if (stop_()) return;  // perhaps in the middle of it
  auto batch = std::make_unique<Batch>();
  batch->name = name;
  batch->bytes = std::move(*bytes);
  batch->whole = true;
  push_(std::move(batch));
}

void InputStream::refuse(Problem problem) {
  auto batch = std::make_unique<Batch>();
  batch->name = problem.where;
  batch->problems.push_back(std::move(problem));
  push_(std::move(batch));
}

void InputStream::refuse_line(const std::string& name, std::uint32_t line, std::uint64_t size) {
  auto batch = std::make_unique<Batch>();
  batch->name = name;
  batch->unread =
      Problem{Severity::error,
              name,
              line,
              0,
              "the line is " + std::to_string(size >> 20) + " MB long and was passed over",
              "a line may have 32 MB"};
  push_(std::move(batch));
}

}  // namespace mercato
