// What does an answer say about itself? The lines of its head that matter, bounded. Internal to
// 8_watch.
#pragma once

#include <chrono>
#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>

namespace mercato {

struct ResponseHeaders {
  std::string type, etag, last_modified, location, retry_after;
  std::size_t bytes = 0;  // of all lines so far

  // One line, with its end; a status line begins anew, since a server may send "100 Continue"
  // first.
  void add(std::string_view line);
};

// "120" or "Wed, 21 Oct 2015 07:28:00 GMT", as seconds from `now`, 0…a week.
std::chrono::seconds parse_retry_after(std::string_view value, std::time_t now);

}  // namespace mercato
