#include "9_alert/webhook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "9_alert/claim_identity.h"
#include "9_alert/firing_text.h"
#include "9_alert/signature.h"

namespace mercato {
namespace {

NewClaim example() {
  NewClaim out;
  out.claim.row = 77;
  out.claim.type = "bid_accepted";
  out.claim.source.kind = SourceKind::self;
  out.claim.evidence = {{{0, 4}, "A\tbid\n\"now\"", "en"}};
  out.document.key = "https://a.example/1";
  out.document.url = "https://a.example/1";
  out.document.outlet = "The\r\nPost";
  out.person = {1, MentionKind::person, "", "Jan Marek"};
  out.to = {2, MentionKind::club, "9", "Norville"};
  out.json = R"({"claim":77})";
  return out;
}

AlertRule rule(const std::string& name) {
  AlertRule out;
  out.name = name;
  return out;
}

TEST(Webhook, is_a_signed_post) {
  const Firing firing = firing_of(rule("ours"), example(), 1720000000);
  const auto request =
      webhook_request({"https://hook.example/private", "a secret of the test"}, firing, 1720000001);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.body, firing.json);
  EXPECT_THAT(
      request.headers,
      testing::UnorderedElementsAre(
          testing::Pair("Content-Type", "application/json"),
          testing::Pair("Mercato-Event", "claim"), testing::Pair("Mercato-Delivery", firing.id),
          testing::Pair("Mercato-Timestamp", "1720000001"),
          testing::Pair("Mercato-Signature",
                        sign("a secret of the test", 1720000001, firing.json))));
}

TEST(Webhook, tells_neither_address_nor_answer) {
  const std::string url = "https://hook.example/private?key=1";
  EXPECT_THAT(webhook_key(url), testing::MatchesRegex("https://hook.example #[0-9a-f]{10}"));
  EXPECT_NE(webhook_key(url), webhook_key(url + "1"));
  Fetched answer;
  answer.status = 500;
  answer.body = "private";
  EXPECT_EQ(judge(answer, url).answer, "status 500");
  const Result<Fetched> failed = failure(url, "could not reach " + url);
  EXPECT_EQ(judge(failed, url).answer, "could not reach https://hook.example");
  EXPECT_EQ(judge(failed, url).fate, Fate::again);
}

TEST(Firing, reads_in_one_line_and_as_json) {
  const Firing firing = firing_of(rule("ours"), example(), 1720000000);
  EXPECT_EQ(firing.title, "Jan Marek: bid accepted → Norville, says The Post");
  EXPECT_THAT(firing.text, testing::HasSubstr("\n  “A bid \"now\"”\n"));
  EXPECT_THAT(firing.json, testing::StartsWith(R"({"event":"claim","id":")" + firing.id));
  EXPECT_THAT(firing.json, testing::EndsWith(R"(,"claim":{"claim":77}})"));
  EXPECT_EQ(firing.claim, 77);
}

TEST(Firing, is_the_same_in_every_ledger) {
  const std::string id = firing_of(rule("ours"), example(), 1).id;
  NewClaim other = example();
  other.claim.row = 5;
  other.claim.entry = 9;
  other.person.row = 31;
  other.claim.certainty = Certainty::hedged;  // an edit; no other claim
  EXPECT_EQ(firing_of(rule("ours"), other, 2).id, id);
  EXPECT_NE(firing_of(rule("theirs"), other, 2).id, id);
  const auto differs = [&](auto change) {
    NewClaim changed = example();
    change(changed);
    EXPECT_NE(firing_of(rule("ours"), changed, 1).id, id);
  };
  differs([](NewClaim& c) { c.document.key += "2"; });
  differs([](NewClaim& c) { c.claim.type = "bid"; });
  differs([](NewClaim& c) { c.claim.polarity = Polarity::denied; });
  differs([](NewClaim& c) { c.claim.source.name = "Anna Roux"; });
  differs([](NewClaim& c) { c.to = {}; });
  differs([](NewClaim& c) { c.person.name = "Jan Marec"; });
}

TEST(Digest, knows_where_a_field_ends) {
  EXPECT_NE(digest_of({"ab", "c"}), digest_of({"a", "bc"}));
  EXPECT_EQ(digest_of({"ab"}).size(), 64u);
}

}  // namespace
}  // namespace mercato
