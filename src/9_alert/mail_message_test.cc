#include "9_alert/mail_message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace mercato {
namespace {

std::vector<std::string> lines_of(const std::string& mail) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < mail.size();) {
    const std::size_t end = mail.find("\r\n", begin);
    out.push_back(mail.substr(begin, end - begin));
    if (end == std::string::npos) break;
    begin = end + 2;
  }
  return out;
}

MailMessage message(std::string subject, std::string body) {
  return {"mercato@alerts.example",
          "desk@alerts.example",
          std::move(subject),
          std::move(body),
          "f1",
          1721476800};
}

TEST(MailMessage, is_plain_where_it_may_be) {
  EXPECT_EQ(to_rfc5322(message("Talks", "One.\nTwo = 2.")),
            "From: mercato@alerts.example\r\nTo: desk@alerts.example\r\nSubject: Talks\r\n"
            "Date: Sat, 20 Jul 2024 12:00:00 +0000\r\nMessage-ID: <f1@alerts.example>\r\n"
            "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n\r\nOne.\r\nTwo =3D 2.\r\n");
}

TEST(MailMessage, encodes_a_subject_of_other_letters) {
  const std::string mail = to_rfc5322(message("Adomfeh à Harrowmere", ""));
  EXPECT_THAT(mail, testing::HasSubstr("Subject: =?UTF-8?B?QWRvbWZlaCDDoCBIYXJyb3dtZXJl?=\r\n"));
  // What looks like an encoded word is none.
  EXPECT_THAT(to_rfc5322(message("=?UTF-8?B?QQ==?=", "")),
              testing::HasSubstr("Subject: =?UTF-8?B?PT9VVEYtOD9CP1FRPT0/PQ==?=\r\n"));
}

RC_GTEST_PROP(MailMessage, has_the_same_headers_whatever_a_document_says, ()) {
  const auto subject = *rc::gen::arbitrary<std::string>();
  const auto body = *rc::gen::container<std::string>(rc::gen::element<char>(
      '\r', '\n', '.', '=', ' ', 'a', '\0', static_cast<char>(0xc3), static_cast<char>(0xa0)));
  const std::string mail = to_rfc5322(message(subject + "\r\nBcc: evil@alerts.example", body));
  const auto lines = lines_of(mail);
  const auto blank = std::find(lines.begin(), lines.end(), "");
  RC_ASSERT(blank != lines.end());
  std::size_t headers = 0;
  for (auto line = lines.begin(); line != blank; ++line) headers += line->front() != ' ';
  RC_ASSERT(headers == 9u);
  for (const std::string& line : lines) {
    RC_ASSERT(line.size() <= 78u);
    RC_ASSERT(std::all_of(line.begin(), line.end(),
                          [](unsigned char c) { return c >= 0x20 && c < 0x7f; }));
  }
}

TEST(MailMessage, takes_addresses_that_are_nothing_else) {
  for (const char* good : {"desk@alerts.example", "a.b+c@localhost"}) EXPECT_TRUE(is_address(good));
  for (const char* bad : {"", "desk", "@x", "x@", "a@b@c", "a b@c", "a@b\r\nBcc: c@d", "a@b>",
                          "<a@b", "a@b,c@d", "\"a\"@b"})
    EXPECT_FALSE(is_address(bad)) << bad;
}

}  // namespace
}  // namespace mercato
