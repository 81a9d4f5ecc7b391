// How is a request refused? Problem details (RFC 9457): what is wrong, where, and the way out.
#pragma once

#include <string>
#include <string_view>

#include "9_serve/message.h"

namespace mercato {

// `title` is the short name of the status; `detail`, `hint` and `where` may be empty.
struct ProblemDetails {
  unsigned status = 500;
  std::string detail, hint, where;
};
Response problem_response(const ProblemDetails& problem);
Response problem_response(unsigned status, std::string detail, std::string hint = {});
// 400, 404, 409 with the candidates, or 503 where the ledger cannot be read.
Response problem_response(const Refusal& refusal);
// "Not Found"
std::string_view status_words(unsigned status);

// JSON with the tag of its bytes.
Response json_response(std::string body, unsigned status = 200);
// 32 hexadecimal digits: the tag of a body.
std::string tag_of(std::string_view bytes);

}  // namespace mercato
