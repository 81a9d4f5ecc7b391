// Is it text? What goes into the ledger is valid UTF-8; what is not (a file's name, say) is mended.
#pragma once

#include <string>
#include <string_view>

namespace mercato {

bool is_utf8(std::string_view text);
// Each byte that belongs to no character becomes U+FFFD; valid text stays as it is.
std::string mend_utf8(std::string_view text);

}  // namespace mercato
