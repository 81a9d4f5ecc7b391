// How is an alert written as mail? RFC 5322 with encoded words (RFC 2047) and a quoted-printable
// body (RFC 2045). Whatever a document's text holds, it ends up as text: no header, no line of the
// protocol begins in it.
#pragma once

#include <string>
#include <string_view>

#include "7_ledger/ledger.h"

namespace mercato {

struct MailMessage {
  std::string from, to;  // addresses that is_address() takes
  std::string subject, body;
  std::string id;  // of the Message-ID: letters and digits
  Instant at = 0;
};
// With CR LF at the end of each line, none longer than 78 bytes.
std::string to_rfc5322(const MailMessage& message);

// "name@host": printable ASCII without space, brackets, quotes, commas, colons or semicolons.
bool is_address(std::string_view text);

}  // namespace mercato
