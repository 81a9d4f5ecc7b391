#include "9_serve/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "9_serve/problem_response.h"

namespace mercato {
namespace {

namespace http = boost::beast::http;
using testing::HasSubstr;
using testing::Not;

Request get() {
  Request request;
  request.method = Method::get;
  return request;
}

Response page() {
  Response response = json_response("{}");
  response.packed = shared_bytes("packed");
  return response;
}

TEST(Wire, a_reply_says_what_it_is) {
  const Outgoing out = to_wire(page(), get(), {});
  EXPECT_EQ(out.status, 200u);
  EXPECT_EQ(*out.body, "{}");
  for (const char* line :
       {"HTTP/1.1 200 OK\r\n", "Content-Type: application/json\r\n", "Content-Length: 2\r\n",
        "X-Content-Type-Options: nosniff\r\n", "Content-Security-Policy: default-src 'none'",
        "Vary: Accept-Encoding\r\n"})
    EXPECT_THAT(out.header, HasSubstr(line));
  EXPECT_THAT(out.header, Not(HasSubstr("Access-Control-Allow-Origin")));
}

TEST(Wire, compresses_for_who_asks) {
  Request request = get();
  request.accept_encoding = "gzip";
  const Outgoing out = to_wire(page(), request, {});
  EXPECT_EQ(*out.body, "packed");
  EXPECT_THAT(out.header, HasSubstr("Content-Encoding: gzip\r\n"));
  EXPECT_THAT(out.header, HasSubstr("-gz\"\r\n"));
}

TEST(Wire, a_copy_that_is_current_is_not_sent_again) {
  Request request = get();
  request.if_none_match = "\"" + page().etag + "\"";
  const Outgoing out = to_wire(page(), request, {});
  EXPECT_EQ(out.status, 304u);
  EXPECT_FALSE(out.body);
  EXPECT_THAT(out.header, Not(HasSubstr("Content-Length")));
}

TEST(Wire, head_has_the_header_of_get) {
  Request request = get();
  request.method = Method::head;
  const Outgoing out = to_wire(page(), request, {});
  EXPECT_FALSE(out.body);
  EXPECT_EQ(out.header, to_wire(page(), get(), {}).header);
}

TEST(Wire, origins_are_named_only_where_they_are_allowed) {
  OutgoingOptions options;
  options.cors = true;
  options.allowed_origin = "https://desk.example";
  const Outgoing out = to_wire(page(), get(), options);
  EXPECT_THAT(out.header, HasSubstr("Access-Control-Allow-Origin: https://desk.example\r\n"));
  EXPECT_THAT(out.header, HasSubstr("Vary: Accept-Encoding, Origin\r\n"));
}

TEST(Wire, sees_what_a_proxy_left_and_what_stands_twice) {
  WireRequest wire(http::verb::get, "/x?y=1", 11);
  wire.set(http::field::host, "localhost");
  EXPECT_FALSE(to_request(wire, "127.0.0.1").forwarded);
  wire.set("X-Forwarded-For", "192.0.2.1");
  EXPECT_TRUE(to_request(wire, "127.0.0.1").forwarded);
  EXPECT_FALSE(to_request(wire, "127.0.0.1").twice);
  wire.insert(http::field::host, "evil.example");
  EXPECT_TRUE(to_request(wire, "127.0.0.1").twice);
}

TEST(Wire, dates_are_those_of_http) {
  EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

}  // namespace
}  // namespace mercato
