// What streams and alerts are told: every claim that a document makes for the first time, once.
#include "9_answer/first_words.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "9_answer/news_fixture_test.h"

namespace mercato {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class NewClaimsTest : public AnswersTest {};

TEST_F(NewClaimsTest, of_an_edit_only_what_no_version_before_had_said_is_told) {
  const Said talks{"Jan Marek", "Norville", "talks"}, bid{"Jan Marek", "Norville", "bid"};
  add(news("echo/1", "2024-06-20", {talks}));
  add(news("echo/1", "2024-06-20", {bid}));
  add(news("echo/1", "2024-06-20", {talks, bid, {"Jan Marek", "Sudheim", "bid"}}));
  std::vector<std::string> told;
  for (const NewClaim& one : take(answers().new_claims(0, {}, 10)))
    told.push_back(one.claim.type + " " + one.to.name);
  EXPECT_THAT(told, ElementsAre("talks Norville", "bid Norville", "bid Sudheim"));
}

TEST_F(NewClaimsTest, new_readings_of_stored_documents_are_not_told) {
  TestDocument document = news("echo/1", "2024-06-20", {{"Jan Marek", "Norville", "talks"}});
  add(document);
  answers();
  const Row seen = answers().last_claim();
  document.claims[0].certainty = "hedged";
  EXPECT_TRUE(take(writer_->append_reading(1, reading_of(document), at("2024-07-11"))));
  expect_done(writer_->commit());
  EXPECT_GT(answers().last_claim(), seen);
  EXPECT_THAT(take(answers().new_claims(seen, {}, 10)), IsEmpty());
  add(news("echo/2", "2024-06-21", {{"Jan Marek", "Norville", "bid"}}));
  EXPECT_THAT(take(answers().new_claims(seen, {}, 10)), SizeIs(1));
}

// Batches of random size with polls in between: every claim once.
RC_GTEST_FIXTURE_PROP(NewClaimsTest, polls_between_batches_tell_each_claim_once, ()) {
  answers_.reset();
  writer_.reset();
  std::filesystem::remove(folder_.file());
  writer_ = open_writer(folder_.file());
  static const char* const kClubs[] = {"Norville", "Sudheim", "Ostend"};
  static const char* const kTypes[] = {"interest", "talks", "bid"};
  std::set<std::string> wanted, told;
  std::set<Row> rows;
  Row after = 0;
  const auto poll = [&] {
    for (;;) {
      const auto limit = static_cast<std::size_t>(*rc::gen::inRange(1, 4));
      const auto found = take(answers().new_claims(after, {}, limit));
      for (const NewClaim& one : found) {
        RC_ASSERT(one.claim.row > after);
        after = one.claim.row;
        RC_ASSERT(rows.insert(after).second);
        RC_ASSERT(
            told.insert(one.document.url + one.person.name + one.claim.type + one.to.name).second);
      }
      if (found.size() < limit) return;
    }
  };
  const int documents = *rc::gen::inRange(1, 12);
  for (int i = 0; i < documents; ++i) {
    // Few addresses, so that some are edited.
    const std::string url = "echo/" + std::to_string(*rc::gen::inRange(0, 5));
    std::vector<Said> claims;
    for (int j = *rc::gen::inRange(0, 4); j > 0; --j) {
      Said one{"Jan Marek", kClubs[*rc::gen::inRange(0, 3)], kTypes[*rc::gen::inRange(0, 3)]};
      const bool again = std::any_of(claims.begin(), claims.end(), [&](const Said& c) {
        return c.to == one.to && c.type == one.type;
      });
      if (!again) claims.push_back(one);
    }
    const TestDocument document = news(url, "2024-06-20", claims);
    for (const Said& one : claims) wanted.insert(document.url + one.person + one.type + one.to);
    take(writer_->append(prepared(document), at("2024-07-10")));
    if (*rc::gen::arbitrary<bool>()) expect_done(writer_->commit());
    if (i == 0) expect_done(writer_->commit());
    if (*rc::gen::arbitrary<bool>()) poll();
  }
  expect_done(writer_->commit());
  poll();
  RC_ASSERT(told == wanted);
}

}  // namespace
}  // namespace mercato
