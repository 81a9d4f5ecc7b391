// What does a value of the configuration mean? Durations, sizes and lists as people write them.
// Internal to 8_watch.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mercato {

// "30s", "15m", "2h", "1d" or "900" (seconds); at most ten years.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);
// "8MB", "64kB", "2GB" or "512"; the units are powers of 1,024.
std::optional<std::size_t> parse_bytes(std::string_view text);
// "a, b" is a and b; empty parts are left out.
std::vector<std::string> parse_list(std::string_view text);
std::optional<bool> parse_truth(std::string_view text);  // true, false, yes, no, on, off, 1, 0

}  // namespace mercato
