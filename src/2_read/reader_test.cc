#include "2_read/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "2_read/formats.h"
#include "2_read/test_support.h"

namespace mercato {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

Reader reader() { return *Reader::create(test_data(), test_shared_languages()); }

ReadOptions named(std::string name) {
  ReadOptions options;
  options.name = std::move(name);
  return options;
}

TEST(Formats, are_told_by_name_and_content) {
  const struct {
    const char *name, *bytes;
    Format format;
  } cases[] = {{"a.txt", "<b>no</b>", Format::text},
               {"a.html", "words", Format::html},
               {"A.HTM", "words", Format::html},
               {"a.ndjson", "words", Format::ndjson},
               {"a.xml", "words", Format::feed},
               {"", "Verdi signs", Format::text},
               {"", "", Format::text},
               {"-", "< 5 words", Format::text},
               {"-", "\xef\xbb\xbf {\"text\": 1}", Format::ndjson},
               {"a.json", "{\"version\": \"https://jsonfeed.org/version/1\"}", Format::feed},
               {"-", "<?xml version='1.0'?><rss version='2.0'>", Format::feed},
               {"-", "<feed xmlns='a'>", Format::feed},
               {"-", "<!doctype html><title>rss</title>", Format::html},
               {"-", "<?xml version='1.0'?><!DOCTYPE html><html>", Format::html},
               {"-", "<div>Verdi</div>", Format::html},
               {"-", "<?xml version='1.0'?><urlset>", Format::feed}};
  for (const auto& test : cases)
    EXPECT_EQ(detect_format(test.bytes, test.name), test.format) << test.name << ' ' << test.bytes;
}

TEST(Reader, reads_each_format) {
  const Reader read = reader();
  const std::pair<const char*, const char*> cases[] = {
      {"a.txt", "By Ann Smith\n\nVerdi signs for the Alps, it is said."},
      {"a.ndjson", "{\"text\": \"Verdi signs for the Alps, it is said.\"}"},
      {"a.rss",
       "<rss><channel><item><title>Verdi signs for the Alps, it is "
       "said.</title></item></channel></rss>"},
      {"a.html",
       "<html><body><article><h1>Verdi</h1><p>Verdi signs for the Alps, it is "
       "said.</p></article></body></html>"}};
  for (const auto& [name, bytes] : cases) {
    const auto documents = read.read(bytes, named(name));
    ASSERT_TRUE(documents) << name << ": " << documents.error().to_string();
    ASSERT_THAT(*documents, SizeIs(1));
    EXPECT_THAT(documents->front().text, HasSubstr("Verdi signs for the Alps")) << name;
    check_document(documents->front());
  }
}

TEST(Reader, goes_on_behind_a_bad_line) {
  const auto documents = reader().read(
      "{\"text\": \"One\"}\n\nbroken\r\n{\"id\": \"3\", \"text\": \"Three\"}", named("in.jsonl"));
  ASSERT_TRUE(documents);
  ASSERT_THAT(*documents, SizeIs(3));
  EXPECT_EQ((*documents)[1].text, "");
  ASSERT_THAT((*documents)[1].problems, SizeIs(1));
  EXPECT_EQ((*documents)[1].problems[0].line, 3u);
  EXPECT_EQ((*documents)[2].id, "3");
}

TEST(Reader, fails_where_no_document_is) {
  for (const char* name : {"a.txt", "a.ndjson", "a.rss", "-"}) {
    const auto documents = reader().read(" \n ", named(name));
    ASSERT_FALSE(documents) << name;
    EXPECT_EQ(documents.error().where, name);
  }
}

TEST(Reader, knows_no_words_without_data) {
  const auto documents = Reader(test_shared_languages())
                             .read("By Ann Smith\n\nVerdi signs, it is said.", named("a.txt"));
  ASSERT_TRUE(documents);
  EXPECT_EQ(documents->front().author, "");
}

TEST(Reader, tells_that_the_data_is_missing) {
  EXPECT_FALSE(Reader::create("/nowhere", test_shared_languages()));
}

// 1 GB without a line break, in memory once: nothing may copy it.
TEST(Reader, refuses_a_huge_line_within_a_second) {
  const std::string huge(std::size_t{1} << 30, 'a');
  const Reader read = reader();
  const auto start = std::chrono::steady_clock::now();
  for (const char* name : {"a.txt", "a.html", "a.rss", "a.ndjson"}) {
    const auto documents = read.read(huge, named(name));
    if (documents) {
      ASSERT_THAT(*documents, SizeIs(1));
      EXPECT_THAT(documents->front().problems.at(0).message, HasSubstr("more than"));
      EXPECT_EQ(documents->front().problems.at(0).line, 1u);
    } else {
      EXPECT_THAT(documents.error().message, HasSubstr("more than"));
      EXPECT_EQ(documents.error().where, name);
    }
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

}  // namespace
}  // namespace mercato
