#include "6_engine/engine.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <thread>

#include "6_engine/engine_testing.h"
#include "6_engine/output.h"

namespace mercato {
namespace {

TEST(Engine, missing_data_and_missing_reference_are_told_by_name) {
  const auto no_data = Engine::create("/nonexistent-data", test_reference());
  ASSERT_FALSE(no_data);
  EXPECT_NE(no_data.error().to_string().find("/nonexistent-data"), std::string::npos);
  const auto no_reference = Engine::create(data_folder_of_project(), "/nonexistent.ref");
  ASSERT_FALSE(no_reference);
  EXPECT_NE(no_reference.error().to_string().find("/nonexistent.ref"), std::string::npos);
}

TEST(Engine, empty_document_says_nothing) {
  const Reading reading = read_text("");
  EXPECT_TRUE(reading.claims.empty());
  EXPECT_TRUE(reading.facts.empty());
  EXPECT_TRUE(reading.drift.empty());
  EXPECT_EQ(reading.language, kUnknownLanguage);
}

TEST(Engine, reads_metadata_claims_facts_and_drift_of_an_article_with_a_post) {
  const Document document = read_document(kArticleWithPost);
  EXPECT_EQ(document.published, (Date{2024, 6, 12}));
  EXPECT_EQ(document.author, "Anna Roux");
  ASSERT_EQ(document.posts.size(), 1u);
  const Reading reading = read_text(kArticleWithPost);
  EXPECT_EQ(test_engine().languages().info(reading.language).tag, "fr");
  ASSERT_GE(reading.claims.size(), 2u);
  ASSERT_EQ(reading.drift.size(), 1u);
  EXPECT_EQ(reading.drift[0].kind, DriftKind::initiative_reversed);
  EXPECT_FALSE(reading.facts.empty());
}

// A worker's memory and the readings before must not show in a reading.
RC_GTEST_PROP(Engine, reading_does_not_depend_on_what_the_worker_read_before,
              (const std::vector<std::uint8_t>& order)) {
  static const std::vector<std::string> texts = {
      std::string(kArticleWithPost), "", "Montefalda vise Ilan Kerdrel.",
      "Thornwick Rovers want Ilan Kerdrel.", "\xf0\x9f\x9a\xa8 #Kerdrel"};
  Engine::Worker worker(test_engine());
  Reading reading;
  for (const std::uint8_t choice : order) {
    const Document document = read_document(texts[choice % texts.size()]);
    test_engine().read(document, worker, reading);
    std::string reused, fresh;
    append_json(test_engine(), document, reading, reused);
    append_json(test_engine(), document, read_text(document.text), fresh);
    RC_ASSERT(reused == fresh);
  }
}

TEST(Engine, workers_of_several_threads_agree) {
  std::vector<std::string> answers(4);
  std::vector<std::thread> threads;
  for (std::string& answer : answers) {
    threads.emplace_back([&answer] {
      Engine::Worker worker(test_engine());
      Reading reading;
      const Document document = read_document(kArticleWithPost);
      for (int i = 0; i < 20; ++i) test_engine().read(document, worker, reading);
      append_json(test_engine(), document, reading, answer);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& answer : answers) EXPECT_EQ(answer, answers[0]);
}

TEST(Engine, has_every_rule_book_and_all_rules_hold) {
  const auto books = test_engine().rule_books();
  ASSERT_EQ(books.size(), 4u);
  for (const RuleBook* book : books) EXPECT_FALSE(book->rules().empty());
}

}  // namespace
}  // namespace mercato
