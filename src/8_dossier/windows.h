// Which transfer window does a day belong to? Windows of associations are data:
// data/windows/<association>.toml.
#pragma once

#include <filesystem>
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

// Immutable and thread-safe.
class Windows {
 public:
  static Result<std::shared_ptr<const Windows>> load(const std::filesystem::path& data);

  // The first window of the association that closes on or after the day: what is said after one
  // window closed is said of the next. `association` is the code of the reference's clubs ("ITA");
  // unknown ones take the default. Beyond the table, windows go on with the default's days of the
  // year. REQUIRES: day.known().
  Window window_of(Date day, std::string_view association) const;
  // The association's window of this id, e.g. "2024-summer". Nothing for an id of another form.
  Result<Window> find(std::string_view id, std::string_view association) const;

 private:
  struct Association {
    std::string code;
    std::vector<Window> windows;  // in order
  };
  std::vector<Association> associations_;  // by code; "" = default
};

}  // namespace mercato
