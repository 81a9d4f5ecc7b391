// What draft is to be checked? The body of POST /api/v1/check.
#pragma once

#include <string>
#include <string_view>

#include "0_core/date.h"
#include "0_core/result.h"

namespace mercato {

struct Draft {
  std::string text, title;
  Date published;
};
// {"text", "title"?, "published"?} under application/json; else the text itself, in UTF-8.
Result<Draft> read_draft(std::string_view media_type, std::string_view body);

}  // namespace mercato
