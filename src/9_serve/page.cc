#include "9_serve/page.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "9_serve/gzip.h"
#include "9_serve/problem_response.h"

namespace mercato {
namespace {

constexpr std::string_view kDocument = "index.html";
constexpr std::array<std::string_view, 9> kViews = {
    "person", "club", "window", "sources", "source", "search", "desk", "document", "today"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kTypes = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".webp", "image/webp"},
    {".woff2", "font/woff2"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain; charset=utf-8"},
    {".map", "application/json"},
}};

std::string name_of(const Target& target) {
  if (is_view(target)) return std::string(kDocument);
  std::string out;
  for (const std::string& segment : target.segments) {
    // A slash inside of a part was written as %2F: no file of ours is so called.
    if (segment.empty() || segment[0] == '.' || segment.find('/') != std::string::npos) return {};
    if (!out.empty()) out += '/';
    out += segment;
  }
  return out;
}

Response file_response(std::string_view name, std::string bytes) {
  Response response;
  response.type = type_of_file(name);
  response.etag = tag_of(bytes);
  response.is_page = true;
  response.packed = gzipped(bytes);
  response.body = shared_bytes(std::move(bytes));
  return response;
}

class EmbeddedPage : public Page {
 public:
  explicit EmbeddedPage(const std::vector<PageFile>& files) {
    for (const PageFile& file : files)
      responses_.emplace(file.name, file_response(file.name, std::string(file.bytes)));
  }

  Response find(const Target& target) const override {
    const auto found = responses_.find(name_of(target));
    if (found != responses_.end()) return found->second;
    if (responses_.empty())
      return problem_response(
          404, "this program was built without its page",
          "build it (web/README.md) and build again; the API is at /openapi.json");
    return problem_response(404, "there is nothing here", "the API is described at /openapi.json");
  }

 private:
  std::map<std::string, Response, std::less<>> responses_;
};

class FolderPage : public Page {
 public:
  explicit FolderPage(std::filesystem::path folder) : folder_(std::move(folder)) {}

  Response find(const Target& target) const override {
    const std::string name = name_of(target);
    const std::filesystem::path file = folder_ / name;
    std::error_code error;
    if (name.empty() ||
        std::filesystem::symlink_status(file, error).type() != std::filesystem::file_type::regular)
      return problem_response(404, "there is no such file in the folder of the page");
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return file_response(name, std::move(bytes).str());
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace

bool is_view(const Target& target) {
  if (target.segments.empty()) return true;
  return std::find(kViews.begin(), kViews.end(), target.segments[0]) != kViews.end();
}

std::string_view type_of_file(std::string_view name) {
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

std::unique_ptr<Page> make_page(const std::vector<PageFile>& files) {
  return std::make_unique<EmbeddedPage>(files);
}

std::unique_ptr<Page> make_page(const std::filesystem::path& folder) {
  return std::make_unique<FolderPage>(folder);
}

}  // namespace mercato
