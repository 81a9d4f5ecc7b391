// Which characters are these bytes? Any charset into valid UTF-8 without NUL.
//
// Order of trust: byte order mark, validity as UTF-8 (a text with accents that is valid UTF-8 is
// UTF-8 whatever is declared), the transport's charset, the document's own declaration, statistics.
// A declaration that the bytes refute is a problem of severity note; each kind of damage (broken
// sequences, NUL) is told once, with the byte offset of the first case and a count. Thread-safe;
// linear in time; the result is at most three times the size of the input.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"

namespace mercato {

// `charset_hint` is the transport's charset, empty where none was given. Fails only when ICU cannot
// open any converter.
Result<std::string> to_utf8(std::string_view bytes, std::string_view charset_hint,
                            std::vector<Problem>& problems);

// The charset that the first kilobytes declare themselves (<meta charset>, <meta http-equiv>, <?xml
// encoding=?>); empty where there is none.
std::string_view declared_charset(std::string_view bytes);

}  // namespace mercato
