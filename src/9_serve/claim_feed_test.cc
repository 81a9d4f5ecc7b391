#include "9_serve/claim_feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mercato {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kHostile = "<script>alert(1)</script>&\"'\x01\xEF\xBF\xBF]]>";

NewClaim claim() {
  NewClaim out;
  out.claim.row = 7;
  out.claim.index = 2;
  out.claim.type = "bid_rejected";
  out.person.name = "Ilan Kerdrel";
  out.to.row = 1;
  out.to.name = "AC Montefalda";
  out.document.row = 3;
  out.document.outlet = "Flagpost";
  out.document.digest = std::string(64, 'a');
  out.document.recorded_at = 1718186400;
  out.claim.evidence.push_back({{}, "rejected a bid", "en"});
  return out;
}

TEST(ClaimFeed, entry_says_who_and_what) {
  const FeedEntry entry = feed_entry(claim(), "http://localhost:8140");
  EXPECT_EQ(entry.title, "Ilan Kerdrel: bid rejected, AC Montefalda (Flagpost)");
  EXPECT_EQ(entry.text, "rejected a bid");
  EXPECT_EQ(entry.link, "http://localhost:8140/document/3");
}

// A feed that sets its own entry ids takes the place of other entries (FreshRSS#2273): ours are
// made of the digest of the document, whatever the document says of itself.
TEST(ClaimFeed, ids_are_ours) {
  NewClaim hostile = claim();
  hostile.document.id = hostile.document.key = "urn:mercato:claim:stolen";
  EXPECT_EQ(feed_entry(hostile, "").id, feed_entry(claim(), "").id);
  EXPECT_EQ(feed_entry(claim(), "").id, "urn:mercato:claim:" + std::string(32, 'a') + "-2");
}

TEST(ClaimFeed, links_lead_to_the_web_only) {
  NewClaim hostile = claim();
  hostile.document.url = "javascript:alert(1)";
  EXPECT_EQ(feed_entry(hostile, "http://h").link, "http://h/document/3");
  hostile.document.url = "https://flagpost.example/a?b=1&c=2";
  EXPECT_EQ(feed_entry(hostile, "http://h").link, hostile.document.url);
}

// Stored markup in feeds: CVE-2023-27592 and its like.
TEST(ClaimFeed, markup_of_documents_stays_text) {
  const std::vector<FeedEntry> entries = {
      {kHostile, kHostile, kHostile, kHostile, kHostile, 1718186400}};
  for (const char* format : {"atom", "rss"}) {
    const WrittenFeed feed = write_feed(format, {kHostile, kHostile, kHostile}, entries);
    EXPECT_THAT(feed.bytes, Not(HasSubstr("<script")));
    EXPECT_THAT(feed.bytes, Not(HasSubstr("]]>")));
    EXPECT_EQ(feed.bytes.find('\x01'), std::string::npos);
    EXPECT_THAT(feed.bytes, Not(HasSubstr("\xEF\xBF\xBF")));
  }
  EXPECT_THAT(write_feed("json", {}, entries).bytes, HasSubstr("\\u0001"));
}

TEST(ClaimFeed, same_entries_give_the_same_bytes) {
  const std::vector<FeedEntry> entries = {feed_entry(claim(), "http://h")};
  for (const char* format : {"atom", "rss", "json"})
    EXPECT_EQ(write_feed(format, {}, entries).bytes, write_feed(format, {}, entries).bytes);
  EXPECT_THAT(write_feed("rss", {}, entries).bytes,
              HasSubstr("<pubDate>Wed, 12 Jun 2024 10:00:00 +0000</pubDate>"));
  EXPECT_THAT(write_feed("atom", {}, entries).bytes,
              HasSubstr("<updated>2024-06-12T10:00:00Z</updated>"));
}

}  // namespace
}  // namespace mercato
