// How are texts kept small? zstd frames, and back again within a bound.
#pragma once

#include <string>
#include <string_view>

#include "0_core/result.h"

namespace mercato {

// What one form or one body may hold, unpacked: the input's limits allow a text of 4 MB, and an
// outcome table of half a million rows has about 60 MB.
inline constexpr std::size_t kMaxUnpacked = std::size_t{128} << 20;

// The same bytes in give the same bytes out (one version of zstd). Thread-safe.
std::string compress(std::string_view bytes);
// Fails where the frame is broken, does not say how much it holds, or holds more than kMaxUnpacked.
Result<std::string> decompress(std::string_view frame);

}  // namespace mercato
