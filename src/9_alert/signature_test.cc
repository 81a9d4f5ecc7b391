#include "9_alert/signature.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

// Made with: printf '1720000000.{"a":1}' | openssl dgst -sha256 -hmac 'a secret of the test'
TEST(Signature, is_what_openssl_gives) {
  EXPECT_EQ(sign("a secret of the test", 1720000000, R"({"a":1})"),
            "v1=a3358b4b4734727d1790a03dbf259ee943e55210826c951961eb1147c573c2e7");
}

TEST(Signature, differs_with_secret_time_and_body) {
  const std::string one = sign("secret", 1, "body");
  EXPECT_EQ(one, sign("secret", 1, "body"));
  EXPECT_NE(one, sign("Secret", 1, "body"));
  EXPECT_NE(one, sign("secret", 2, "body"));
  EXPECT_NE(one, sign("secret", 1, "bodY"));
}

}  // namespace
}  // namespace mercato
