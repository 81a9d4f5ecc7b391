#include "9_serve/mcp.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "9_answer/news_fixture_test.h"
#include "9_serve/mcp_text.h"
#include "9_serve/mcp_tools.h"

namespace mercato {
namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::Not;

class McpTest : public AnswersTest {
 protected:
  json::value reply(std::string_view message, std::string_view version = {}) {
    answers();
    const std::string text = McpEndpoint(answers_).handle(message, version);
    EXPECT_EQ(text.find('\n'), std::string::npos);
    return text.empty() ? json::value() : json::parse(text);
  }
  int error(std::string_view message, std::string_view version = {}) {
    const json::value answer = reply(message, version);
    return static_cast<int>(answer.at("error").at("code").as_int64());
  }
  json::object call(std::string_view tool, json::object arguments) {
    const json::object message{{"jsonrpc", "2.0"},
                               {"id", 1},
                               {"method", "tools/call"},
                               {"params", {{"name", tool}, {"arguments", std::move(arguments)}}}};
    return reply(json::serialize(message)).at("result").as_object();
  }
  static std::string text(const json::object& result) {
    return std::string(result.at("content").at(0).at("text").as_string());
  }
};

TEST_F(McpTest, agrees_on_a_version) {
  const auto hello = [&](std::string_view version) {
    return agreed_version(json::serialize(
        reply(R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":")" +
              std::string(version) + R"("}})")));
  };
  for (const char* version : {"2024-11-05", "2025-03-26", "2025-06-18"}) {
    EXPECT_TRUE(McpEndpoint::speaks(version));
    EXPECT_EQ(hello(version), version);
  }
  EXPECT_FALSE(McpEndpoint::speaks("2031-01-01"));
  EXPECT_EQ(hello("2031-01-01"), "2025-06-18");
  EXPECT_EQ(agreed_version("{}"), "");
  EXPECT_EQ(agreed_version("["), "");
}

TEST_F(McpTest, says_nothing_to_what_wants_no_answer) {
  EXPECT_TRUE(reply(R"({"jsonrpc":"2.0","method":"notifications/initialized"})").is_null());
  EXPECT_TRUE(reply(R"({"jsonrpc":"2.0","id":1,"result":{}})").is_null());
  EXPECT_TRUE(reply(R"([{"jsonrpc":"2.0","method":"x"}])", "2025-03-26").is_null());
}

TEST_F(McpTest, tells_what_is_wrong_with_a_message) {
  EXPECT_EQ(error("{"), -32700);
  EXPECT_EQ(error(std::string(40, '[') + std::string(40, ']')), -32700);
  EXPECT_EQ(error("\"x\""), -32600);
  EXPECT_EQ(error(std::string(kMcpRequestBytes + 1, ' ')), -32600);
  EXPECT_EQ(error(R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])", "2025-06-18"), -32600);
  EXPECT_EQ(error(R"({"jsonrpc":"2.0","id":1,"method":"lunch"})"), -32601);
  EXPECT_EQ(error(R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"lunch"}})"),
            -32602);
}

TEST_F(McpTest, has_a_tool_for_each_question) {
  const json::array tools = mcp_tools();
  EXPECT_EQ(tools.size(), questions().size() + 1);
  for (const json::value& tool : tools) {
    EXPECT_TRUE(is_mcp_tool(tool.at("name").as_string()));
    EXPECT_TRUE(tool.at("annotations").at("readOnlyHint").as_bool());
  }
}

TEST_F(McpTest, answers_with_evidence_source_and_address) {
  add(news("post/1", "2024-07-01", {{"Jan Marek", "Norville", "talks"}}));
  const json::object result = call("dossier", {{"person", "Jan Marek"}});
  EXPECT_FALSE(result.at("isError").as_bool());
  EXPECT_THAT(text(result), HasSubstr("quoted: \"Norville talks Jan Marek\""));
  EXPECT_THAT(text(result), HasSubstr("outlet \"post\""));
  EXPECT_THAT(text(result), HasSubstr("url \"https://prova.example/post/1\""));
  EXPECT_EQ(result.at("structuredContent").at("person").at("name").as_string(), "Jan Marek");
}

TEST_F(McpTest, gives_the_candidates) {
  add(news("post/1", "2024-07-01", {{"Jan Marek", "Norville"}, {"Pim Marek", "Norville"}}));
  const json::object result = call("dossier", {{"person", "Marek"}});
  EXPECT_TRUE(result.at("isError").as_bool());
  EXPECT_EQ(result.at("structuredContent").at("candidates").as_array().size(), 2u);
  EXPECT_THAT(text(result), HasSubstr("\"Pim Marek\" P-"));
}

TEST_F(McpTest, cuts_a_large_dossier_and_says_so) {
  for (int i = 0; i < 400; ++i)
    take(writer_->append(
        prepared(news("post" + std::to_string(i) + "/1", "2024-07-01",
                      {{"Jan Marek", "Norville", "talks"}, {"Jan Marek", "Corvaille", "bid"}})),
        at("2024-07-10")));
  expect_done(writer_->commit());
  const json::object result = call("dossier", {{"person", "Jan Marek"}});
  EXPECT_LE(text(result).size(), 26u << 10);
  EXPECT_THAT(text(result), HasSubstr("(cut here"));
  const json::value& data = result.at("structuredContent");
  EXPECT_LE(json::serialize(data).size(), 98u << 10);
  EXPECT_GT(data.at("cut").at("left_out").at("claims").to_number<int>(), 100);
  const json::object page = call("claims", {{"person", "Jan Marek"}, {"limit", 200}});
  EXPECT_LE(json::serialize(page.at("structuredContent")).size(), 98u << 10);
  EXPECT_TRUE(page.at("structuredContent").as_object().contains("next"));
  EXPECT_FALSE(page.at("structuredContent").as_object().contains("cut"));
}

RC_GTEST_PROP(McpText, keeps_every_text_inside_its_quotation_marks, ()) {
  const auto words = *rc::gen::container<std::string>(
      rc::gen::element<char>('"', '\\', '\n', '\r', 'a', ' ', '\t', '\x1b'));
  const json::object claim{{"polarity", "affirmed"},
                           {"type", "talks"},
                           {"evidence", json::array{json::object{{"text", words}}}},
                           {"source", {{"name", words}}}};
  const std::string text = to_text(
      {{"name", words}, {"claims", json::array{claim}}, {"list", json::array{words}}}, 4096);
  std::size_t lines = 0;
  for (const char c : text) {
    lines += c == '\n';
    RC_ASSERT(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
  }
  RC_ASSERT(lines == 8u);
}

TEST(McpText, shrinks_to_what_fits) {
  json::object answer{{"text", std::string(300'000, 'x')}, {"claims", json::array()}};
  for (int i = 0; i < 5000; ++i)
    answer["claims"].as_array().push_back(json::object{{"text", "about a hundred bytes of words"}});
  shrink(answer, 20'000);
  EXPECT_LE(json::serialize(answer).size(), 20'500u);
  EXPECT_EQ(answer.at("claims").as_array().size() +
                answer.at("cut").at("left_out").at("claims").to_number<std::size_t>(),
            5000u);
  EXPECT_TRUE(answer.at("cut").at("texts").as_bool());
  json::object small{{"a", 1}};
  shrink(small, 100);
  EXPECT_FALSE(small.contains("cut"));
}

}  // namespace
}  // namespace mercato
