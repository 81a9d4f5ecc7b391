// Which format are these bytes? Internal to 2_read.
#pragma once

#include <string_view>

#include "2_read/reader.h"

namespace mercato {

// By the extension of the name where it says enough, else by the first kilobyte. Never `detect`.
Format detect_format(std::string_view bytes, std::string_view name);
// True for a JSON object that states JSON Feed as its version.
bool is_json_feed(std::string_view bytes);

}  // namespace mercato
