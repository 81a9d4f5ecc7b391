// What does a browser get? The files of the page, which lie inside the program, by their names and
// nothing else.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "9_serve/message.h"

namespace mercato {

struct PageFile {
  std::string_view name, bytes;  // "app.js"
};
// The files of web/dist as they were when the program was built.
std::vector<PageFile> embedded_page();

class Page {
 public:
  virtual ~Page() = default;
  // 404 where there is no such file. A path of the page itself ("/person/…") gives its document.
  virtual Response find(const Target& target) const = 0;
};
// Compressed once, here. Immutable.
std::unique_ptr<Page> make_page(const std::vector<PageFile>& files);
// Read anew for each request, for who is working on the page.
std::unique_ptr<Page> make_page(const std::filesystem::path& folder);

// Whether the page itself shows something under this path.
bool is_view(const Target& target);
// By the ending of its name; "application/octet-stream" where that says nothing.
std::string_view type_of_file(std::string_view name);

}  // namespace mercato
