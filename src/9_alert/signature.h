// Did this come from us? The signature of a webhook: HMAC-SHA256 (RFC 2104) over time and body.
#pragma once

#include <string>
#include <string_view>

#include "7_ledger/ledger.h"

namespace mercato {

// "v1=" and 64 hexadecimal digits over "SECONDS.BODY". The time is signed with the body, so that
// nobody can send an old one again as new.
std::string sign(std::string_view secret, Instant at, std::string_view body);

}  // namespace mercato
