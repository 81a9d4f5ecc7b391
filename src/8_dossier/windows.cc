#include "8_dossier/windows.h"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace mercato {
namespace {

constexpr std::string_view kSummer = "summer", kWinter = "winter";

tl::unexpected<Problem> wrong(const std::filesystem::path& file, const toml::node& node,
                              std::string message, std::string hint = {}) {
  return tl::unexpected(Problem{Severity::error, file.string(), node.source().begin.line, 0,
                                std::move(message), std::move(hint)});
}

struct WindowId {
  int year = 0;
  bool summer = false;
};

std::optional<WindowId> parse_id(std::string_view text) {
  WindowId id;
  if (text.size() != 11 || text[4] != '-') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + 4, id.year);
  if (error != std::errc{} || end != text.data() + 4 || id.year < 1) return std::nullopt;
  const std::string_view season = text.substr(5);
  if (season != kSummer && season != kWinter) return std::nullopt;
  id.summer = season == kSummer;
  return id;
}

std::optional<Date> parse_day(std::string_view text) {
  const auto date = Date::parse_iso(text);
  if (!date || !date->day || text.size() != 10) return std::nullopt;
  return date;
}

// Entries may come as an array of tables, or not at all.
const toml::array& entries(const toml::table& table, std::string_view key) {
  static const toml::array none;
  const toml::array* found = table[key].as_array();
  return found ? *found : none;
}

Result<Window> read_window(const std::filesystem::path& file, const toml::node& node) {
  const toml::table* entry = node.as_table();
  if (!entry) return wrong(file, node, "a window is a table");
  Window window;
  window.id = (*entry)["id"].value_or("");
  const auto id = parse_id(window.id);
  const auto opens = parse_day((*entry)["opens"].value_or(""));
  const auto closes = parse_day((*entry)["closes"].value_or(""));
  if (!id || !opens || !closes)
    return wrong(file, node, "a window needs id, opens and closes",
                 "id = \"2024-summer\", days as \"YYYY-MM-DD\"");
  if (*opens > *closes || closes->year != id->year)
    return wrong(file, node,
                 "window " + window.id + " closes in the year of its id, not before it opens");
  window.opens = *opens;
  window.closes = *closes;
  window.approximate = (*entry)["approximate"].value_or(false);
  return window;
}

}  // namespace

Result<std::shared_ptr<const Windows>> Windows::load(const std::filesystem::path& data) {
  auto out = std::make_shared<Windows>();
  const auto folder = data / "windows";
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  if (error) return failure(folder.string(), "the folder cannot be read: " + error.message());
  std::sort(files.begin(), files.end());
  for (const auto& file : files)
    if (auto read = out->read(file); !read) return tl::unexpected(read.error());
  if (!out->winter_.known() || !out->summer_.known())
    return failure(folder.string(), "no file gives the yearly windows",
                   "default.toml has a [[yearly]] for winter and one for summer");
  return out;
}

Result<void> Windows::read(const std::filesystem::path& file) {
  const toml::parse_result table = toml::parse_file(file.string());
  if (!table)
    return tl::unexpected(Problem{Severity::error,
                                  file.string(),
                                  table.error().source().begin.line,
                                  0,
                                  std::string(table.error().description()),
                                  {}});
  Association read;
  read.code = table["association"].value_or("");
  if (read.code != file.stem().string())
    return failure(file.string(), "`association` is not the name of the file");
  for (const toml::node& node : entries(table, "yearly")) {
    const toml::table* entry = node.as_table();
    const std::string season = entry ? (*entry)["season"].value_or("") : "";
    const auto day = [&](std::string_view key) {
      return parse_day("2001-" + std::string(entry ? (*entry)[key].value_or("") : ""));
    };
    const auto opens = day("opens"), closes = day("closes");
    if ((season != kSummer && season != kWinter) || !opens || !closes || *opens > *closes)
      return wrong(file, node, "a yearly window needs season, opens and closes as MM-DD");
    (season == kSummer ? summer_ : winter_) = {*opens, *closes};
  }
  for (const toml::node& node : entries(table, "window")) {
    auto window = read_window(file, node);
    if (!window) return tl::unexpected(window.error());
    if (!read.windows.empty() && read.windows.back().closes >= window->opens)
      return wrong(file, node, "window " + window->id + " is not after the one before it");
    for (const Window& other : read.windows)
      if (other.id == window->id)
        return wrong(file, node, "window " + window->id + " stands twice");
    read.windows.push_back(std::move(*window));
  }
  std::vector<std::string> codes{read.code};
  for (const toml::node& node : entries(table, "also")) codes.push_back(node.value_or(""));
  for (const std::string& code : codes)
    if (!by_code_.emplace(code, associations_.size()).second)
      return failure(file.string(), "the code " + code + " stands in another file as well");
  associations_.push_back(std::move(read));
  return {};
}

const Windows::Association* Windows::association(std::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? nullptr : &associations_[found->second];
}

Window Windows::listed_or_yearly(int year, bool summer, const Association* listed) const {
  std::string id = std::to_string(year);
  id.insert(0, 4 - std::min<std::size_t>(4, id.size()), '0');
  id.append("-").append(summer ? kSummer : kWinter);
  if (listed)
    for (const Window& window : listed->windows)
      if (window.id == id) return window;
  const Yearly& days = summer ? summer_ : winter_;
  Window window{std::move(id), days.opens, days.closes, true};
  window.opens.year = window.closes.year = static_cast<std::int16_t>(year);
  return window;
}

// The windows of the year and of those before and after it, in the order in which they close.
std::vector<Window> Windows::around(int year, std::string_view code) const {
  const Association* listed = association(code);
  std::vector<Window> out;
  for (int y = std::max(1, year - 1); y <= year + 1; ++y)
    for (const bool summer : {false, true}) out.push_back(listed_or_yearly(y, summer, listed));
  std::stable_sort(out.begin(), out.end(),
                   [](const Window& a, const Window& b) { return a.closes < b.closes; });
  return out;
}

Window Windows::window_of(Date day, std::string_view association) const {
  const auto windows = around(day.year, association);
  const Date first = day.first_day();
  return *std::find_if(windows.begin(), windows.end() - 1,
                       [&](const Window& w) { return w.closes >= first; });
}

Result<Window> Windows::find(std::string_view id, std::string_view code) const {
  const auto parsed = parse_id(id);
  if (!parsed)
    return failure(std::string(id), "this is no window",
                   "windows are called \"2024-summer\" or \"2025-winter\"");
  return listed_or_yearly(parsed->year, parsed->summer, association(code));
}

Window Windows::before(const Window& window, std::string_view association) const {
  const auto windows = around(window.closes.year, association);
  const auto at = std::find_if(windows.begin() + 1, windows.end() - 1,
                               [&](const Window& w) { return w.closes >= window.closes; });
  return *(at - 1);
}

Window Windows::after(const Window& window, std::string_view association) const {
  const auto windows = around(window.closes.year, association);
  return *std::find_if(windows.begin(), windows.end() - 1,
                       [&](const Window& w) { return w.closes > window.closes; });
}

}  // namespace mercato
