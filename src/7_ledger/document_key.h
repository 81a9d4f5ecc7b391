// Which publication is it? The key under which versions of one document meet.
#pragma once

#include <string>
#include <string_view>

#include "0_core/document.h"

namespace mercato {

// One spelling for the addresses of one page: "https://", host in lower case without "www.", no
// port of the scheme, no fragment, no tracking parameters, no slash at the end. Empty where the
// text is no http(s) address, or names a site and no page of it (a feed's items that all link to
// the home page are not one document).
std::string canonical_url(std::string_view url);

// The canonical url, else the id given by the input, else `digest` (hexadecimal).
std::string document_key(const Document& document, std::string_view digest);

}  // namespace mercato
