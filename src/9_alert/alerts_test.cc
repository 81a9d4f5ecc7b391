#include "9_alert/alerts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "9_answer/news_fixture_test.h"

namespace mercato {
namespace {

class AlertsTest : public AnswersTest {
 protected:
  AlertsTest() {
    AlertRule rule;
    rule.name = "talks";
    rule.stage = "talks";
    config_.rules = {rule};
  }
  std::unique_ptr<Alerts> open() {
    answers();
    return take(Alerts::open(config_, folder_.file("alerts"), answers_));
  }
  static std::vector<std::string> titles(const std::vector<Firing>& firings) {
    std::vector<std::string> out;
    for (const Firing& firing : firings) out.push_back(firing.title);
    return out;
  }

  AlertConfig config_;
  const Instant now_ = at("2024-07-11");
};

TEST_F(AlertsTest, looks_at_what_comes_in_and_never_at_the_past) {
  add(news("post/1", "2024-07-01", {{"Jan Marek", "Norville", "talks"}}));
  const auto alerts = open();
  EXPECT_TRUE(take(alerts->look(now_)).empty());
  add(news("post/2", "2024-07-02",
           {{"Pim Valk", "Norville", "bid"}, {"Ugo Serra", "Norville", "interest"}}));
  const auto fired = take(alerts->look(now_));
  EXPECT_THAT(titles(fired), testing::ElementsAre("Pim Valk: bid → Norville, says post"));
  EXPECT_TRUE(take(alerts->look(now_)).empty());
  EXPECT_TRUE(take(open()->look(now_)).empty());
  EXPECT_EQ(take(alerts->fired("talks", 10)).front().id, fired.front().id);
  EXPECT_FALSE(alerts->fired("lunch", 10));
  EXPECT_EQ(take(alerts->deliver(now_)), 0u);
  const auto all = take(alerts->rehearse(10));
  EXPECT_THAT(titles(all), testing::ElementsAre("Pim Valk: bid → Norville, says post",
                                                "Jan Marek: talks → Norville, says post"));
  EXPECT_EQ(all.front().id, fired.front().id);
}

TEST_F(AlertsTest, a_rule_that_joins_later_begins_then) {
  add(news("post/1", "2024-07-01", {{"Jan Marek", "Norville", "talks"}}));
  take(open()->look(now_));
  add(news("post/2", "2024-07-02", {{"Pim Valk", "Norville", "bid"}}));
  config_.rules.push_back(config_.rules.front());
  config_.rules.back().name = "second";
  const auto alerts = open();
  const auto fired = take(alerts->look(now_));
  ASSERT_EQ(fired.size(), 1u);
  EXPECT_EQ(fired.front().rule, "talks");
  add(news("post/3", "2024-07-03", {{"Ugo Serra", "Norville", "talks"}}));
  EXPECT_EQ(take(alerts->look(now_)).size(), 2u);
  const auto status = take(read_alert_status(config_, folder_.file("alerts")));
  EXPECT_EQ(status[0].firings, 2u);
  EXPECT_EQ(status[1].firings, 1u);
}

TEST_F(AlertsTest, an_edit_that_leaves_a_claim_fires_for_what_it_adds) {
  add(news("post/0", "2024-07-01", {{"Jan Marek", "Norville", "interest"}}));
  const auto alerts = open();
  take(alerts->look(now_));
  add(news("post/2", "2024-07-02", {{"Pim Valk", "Norville", "bid"}}));
  EXPECT_EQ(take(alerts->look(now_)).size(), 1u);
  add(news("post/2", "2024-07-02",
           {{"Pim Valk", "Norville", "bid"}, {"Ugo Serra", "Norville", "talks"}}),
      "2024-07-11");
  EXPECT_THAT(titles(take(alerts->look(now_))),
              testing::ElementsAre("Ugo Serra: talks → Norville, says post"));
}

TEST_F(AlertsTest, many_come_in_at_once) {
  add(news("post/0", "2024-07-01", {{"Jan Marek", "Norville", "interest"}}));
  const auto alerts = open();
  take(alerts->look(now_));
  for (int i = 0; i < 1100; ++i)
    take(writer_->append(prepared(news("post/" + std::to_string(i + 1), "2024-07-02",
                                       {{"Marek Nr" + std::to_string(i), "Norville", "bid"}})),
                         at("2024-07-10")));
  expect_done(writer_->commit());
  EXPECT_EQ(take(alerts->look(now_)).size(), 1100u);
}

TEST_F(AlertsTest, contradicted_facts_of_documents_without_claims) {
  config_.rules.front() = {};
  config_.rules.front().name = "facts";
  config_.rules.front().subject = AlertSubject::contradicted_fact;
  add(news("post/0", "2024-07-01", {{"Jan Marek", "Norville", "interest"}}));
  const auto alerts = open();
  take(alerts->look(now_));
  TestDocument wrong{"https://prova.example/wrong", "2024-07-02", "Jan Marek, 26, stays.", {}};
  const auto fact = [](const char* verdict) {
    return std::string(
               R"({"predicate":"age","subject":{"name":"Jan Marek"},"value":26,"verdict":")") +
           verdict + R"(","rows":["players 1"],"evidence":[{"start":11,"end":13,"text":"26"}]})";
  };
  wrong.facts = fact("contradicted");
  add(wrong);
  TestDocument right = wrong;
  right.url += "2";
  right.text += " Yes.";
  right.facts = fact("supported");
  add(right);
  const auto fired = take(alerts->look(now_));
  ASSERT_EQ(fired.size(), 1u);
  EXPECT_THAT(fired.front().title, testing::StartsWith("Jan Marek: age 26 is contradicted"));
  EXPECT_THAT(fired.front().json, testing::HasSubstr(R"("event":"contradicted_fact")"));
  EXPECT_EQ(fired.front().url, "https://prova.example/wrong");
}

TEST_F(AlertsTest, a_wrong_rule_is_told) {
  config_.rules.front().stage = "lunch";
  answers();
  const auto opened = Alerts::open(config_, folder_.file("alerts"), answers_);
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().message, testing::HasSubstr("lunch"));
}

}  // namespace
}  // namespace mercato
