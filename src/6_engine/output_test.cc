#include "6_engine/output.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <boost/json.hpp>

#include "6_engine/engine_testing.h"

namespace mercato {
namespace {

namespace json = boost::json;

json::object written(const Document& document, const Reading& reading) {
  std::string out;
  append_json(test_engine(), document, reading, out);
  EXPECT_EQ(out.find('\n'), std::string::npos);
  return json::parse(out).as_object();
}

// A reading with one person, two clubs and one claim between them.
Reading small_reading() {
  Reading reading;
  for (const char* name : {"Jan \"Marek\"", "Norville", "Sudport"}) {
    Entity entity;
    entity.name = name;
    reading.linked.entities.push_back(entity);
  }
  Claim claim;
  claim.person = 0;
  claim.to = 1;
  claim.type = test_engine().types().find("bid");
  claim.evidence.push_back({{0, 3}, "fr"});
  claim.money.push_back({1.5e7, "EUR", MoneyKind::bid, {}});
  claim.money.push_back({0.5, "", MoneyKind::bonus, {}});
  reading.claims.push_back(claim);
  return reading;
}

TEST(Output, claim_has_the_fields_of_the_guide) {
  Document document;
  document.id = "d";
  document.text = "été";
  document.published = {2024, 6, 0};
  Reading reading = small_reading();
  reading.claims[0].evidence[0].span = {0, 5};
  const json::object out = written(document, reading);
  EXPECT_EQ(out.at("doc").at("published"), "2024-06");
  const json::object& claim = out.at("claims").at(0).as_object();
  EXPECT_EQ(claim.at("person").at("name"), "Jan \"Marek\"");
  EXPECT_EQ(claim.at("type"), "bid");
  EXPECT_EQ(claim.at("polarity"), "affirmed");
  EXPECT_EQ(claim.at("certainty"), "asserted");
  EXPECT_EQ(claim.at("when"), "current");
  EXPECT_EQ(claim.at("deal"), "unknown");
  EXPECT_EQ(claim.at("source").at("kind"), "self");
  EXPECT_FALSE(claim.contains("from"));
  EXPECT_EQ(claim.at("evidence").at(0).at("text"), "été");
  EXPECT_EQ(claim.at("money").at(0).at("amount").as_int64(), 15'000'000);
  EXPECT_EQ(claim.at("money").at(1).at("amount").as_double(), 0.5);
  EXPECT_EQ(claim.at("money").at(1).at("currency"), "");
}

TEST(Output, numeric_fact_values_are_numbers_and_others_text) {
  Document document;
  document.text = "x";
  Reading reading = small_reading();
  Fact age, contract;
  age.predicate = "age";
  age.subject = 0;
  age.value = "25";
  age.numeric = true;
  age.evidence.span = {0, 1};
  contract = age;
  contract.predicate = "contract_until";
  contract.value = "2026-06";
  contract.numeric = false;
  contract.verdict = Fact::Verdict::supported;
  contract.rows = {"contracts line 2"};
  reading.facts = {age, contract};
  const json::object out = written(document, reading);
  EXPECT_EQ(out.at("facts").at(0).at("value").as_int64(), 25);
  EXPECT_EQ(out.at("facts").at(0).at("verdict"), "unknown");
  EXPECT_EQ(out.at("facts").at(1).at("value"), "2026-06");
  EXPECT_EQ(out.at("facts").at(1).at("rows").at(0), "contracts line 2");
}

TEST(Output, problem_tells_severity_place_and_hint) {
  std::string out;
  append_json({Severity::warning, "a.txt", 3, 40, "odd", "look"}, out);
  EXPECT_EQ(json::parse(out), json::parse(R"({"severity":"warning","where":"a.txt","line":3,)"
                                          R"("offset":40,"message":"odd","hint":"look"})"));
}

RC_GTEST_PROP(Output, any_metadata_stays_valid_json, (const std::string& bytes)) {
  Document document;
  // The reader gives valid UTF-8; control characters and quotes are left to the writer.
  for (const char c : bytes) document.title += static_cast<char>(c & 0x7f);
  document.id = document.title;
  RC_ASSERT(json::value_to<std::string>(written(document, {}).at("doc").at("id")) ==
            document.title);
}

}  // namespace
}  // namespace mercato
