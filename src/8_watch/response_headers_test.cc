#include "8_watch/response_headers.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

using std::chrono::seconds;

TEST(ResponseHeaders, keeps_what_matters_of_the_last_head) {
  ResponseHeaders headers;
  for (const char* line : {"HTTP/1.1 100 Continue\r\n", "ETag: \"old\"\r\n", "HTTP/1.1 200 OK\r\n",
                           "ETAG:  \"new\" \r\n", "content-type: text/xml\r\n", "X-Other: 1\r\n",
                           "broken line\r\n", "\r\n"})
    headers.add(line);
  EXPECT_EQ(headers.etag, "\"new\"");
  EXPECT_EQ(headers.type, "text/xml");
  EXPECT_TRUE(headers.last_modified.empty());
  EXPECT_GT(headers.bytes, 60u);
}

TEST(ResponseHeaders, drops_validators_with_control_characters) {
  ResponseHeaders headers;
  headers.add("ETag: \"a\rX-Injected: 1\"\r\n");
  EXPECT_TRUE(headers.etag.empty());
}

TEST(RetryAfter, takes_seconds_and_dates_and_is_bounded) {
  constexpr std::time_t kNow = 1'445'412'480;  // 2015-10-21 07:28:00 GMT
  EXPECT_EQ(parse_retry_after("120", kNow), seconds(120));
  EXPECT_EQ(parse_retry_after("Wed, 21 Oct 2015 07:30:00 GMT", kNow), seconds(120));
  EXPECT_EQ(parse_retry_after("Wed, 21 Oct 2015 07:00:00 GMT", kNow), seconds(0));
  EXPECT_EQ(parse_retry_after("-5", kNow), seconds(0));
  EXPECT_EQ(parse_retry_after("soon", kNow), seconds(0));
  EXPECT_EQ(parse_retry_after("", kNow), seconds(0));
  EXPECT_EQ(parse_retry_after("99999999999999999999", kNow), seconds(7 * 86'400));
}

}  // namespace
}  // namespace mercato
