// Which transfer window does a day belong to? Windows of associations are data:
// data/windows/<association>.toml (docs/formats/windows.md).
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/date.h"
#include "0_core/result.h"

namespace mercato {

struct Window {
  std::string id;  // "2024-summer", "2025-winter": winter takes the year in which it closes
  Date opens, closes;
  bool approximate = false;
};

// Immutable and thread-safe. `association` is the code of the reference's clubs ("ITA"); unknown
// ones take the default. Beyond the table, windows go on with the default's days of the year.
class Windows {
 public:
  // Fails, with file and line, where a file is not as docs/formats/windows.md says.
  static Result<std::shared_ptr<const Windows>> load(const std::filesystem::path& data);

  // The first window of the association that closes on or after the day: what is said after one
  // window closed is said of the next. REQUIRES: day.known().
  Window window_of(Date day, std::string_view association) const;
  // The association's window of this id, e.g. "2024-summer". Nothing for an id of another form.
  Result<Window> find(std::string_view id, std::string_view association) const;
  // The association's windows that close next before and next after this one.
  Window before(const Window& window, std::string_view association) const;
  Window after(const Window& window, std::string_view association) const;

 private:
  struct Association {
    std::string code;
    std::vector<Window> windows;  // in order
  };
  // The same days every year, where no list says otherwise.
  struct Yearly {
    Date opens, closes;  // of any year
    bool known() const { return closes.known(); }
  };

  Result<void> read(const std::filesystem::path& file);
  const Association* association(std::string_view code) const;
  Window listed_or_yearly(int year, bool summer, const Association* listed) const;
  std::vector<Window> around(int year, std::string_view code) const;

  std::vector<Association> associations_;
  std::map<std::string, std::size_t, std::less<>> by_code_;  // of `association` and `also`
  Yearly winter_, summer_;
};

}  // namespace mercato
