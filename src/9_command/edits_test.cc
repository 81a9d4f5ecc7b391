#include "9_command/edits.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

std::string claim(const std::string& type, const std::string& to, const std::string& certainty) {
  return R"({"person":{"name":"Ilan Kerdrel","id":"made-kerdrel"},"type":")" + type +
         R"(","to":{"name":")" + to + R"("},"polarity":"affirmed","certainty":")" + certainty +
         R"(","money":[],"source":{"kind":"self"},"evidence":[]})";
}

std::string reading(const std::vector<std::string>& claims) {
  std::string out = R"({"doc":{"id":"a"},"claims":[)";
  for (const std::string& c : claims) out += (&c == &claims.front() ? "" : ",") + c;
  return out + "]}";
}

TEST(Edits, tell_what_was_dropped_added_and_changed) {
  const ClaimChanges changes = compare_readings(
      reading({claim("bid", "AC Montefalda", "asserted"), claim("talks", "Portalba", "asserted")}),
      reading({claim("talks", "Portalba", "hedged"), claim("interest", "Thornwick", "asserted")}));
  ASSERT_EQ(changes.dropped.size(), 1u);
  EXPECT_EQ(changes.dropped[0].at("type").as_string(), "bid");
  ASSERT_EQ(changes.added.size(), 1u);
  EXPECT_EQ(changes.added[0].at("type").as_string(), "interest");
  ASSERT_EQ(changes.changed.size(), 1u);
  EXPECT_EQ(changes.changed[0].first.at("certainty").as_string(), "asserted");
  EXPECT_EQ(changes.changed[0].second.at("certainty").as_string(), "hedged");
}

TEST(Edits, the_order_of_claims_is_no_edit) {
  const auto a = claim("bid", "AC Montefalda", "asserted"),
             b = claim("bid", "Portalba", "asserted");
  EXPECT_FALSE(compare_readings(reading({a, b}), reading({b, a})).any());
  EXPECT_TRUE(compare_readings(reading({a, a}), reading({a})).any());
}

TEST(Edits, what_is_no_reading_has_no_claims) {
  EXPECT_FALSE(compare_readings("", "[1]").any());
  EXPECT_EQ(compare_readings("{", reading({claim("bid", "Portalba", "asserted")})).added.size(),
            1u);
}

}  // namespace
}  // namespace mercato
