// How do HTTP and RSS write a moment? "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, RFC 822).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mercato {

// Seconds since 1970-01-01 UTC; `zone` is how the format calls UTC. The names of days and months
// are the format's, in no language.
std::string internet_date(std::int64_t seconds, std::string_view zone);

}  // namespace mercato
