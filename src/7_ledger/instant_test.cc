#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "7_ledger/ledger.h"
#include "7_ledger/records.h"

namespace mercato {
namespace {

TEST(Instant, means_the_end_of_what_a_date_says) {
  EXPECT_EQ(to_string(parse_instant("2024-06-12").value()), "2024-06-12T23:59:59Z");
  EXPECT_EQ(to_string(parse_instant("2024-02").value()), "2024-02-29T23:59:59Z");
  EXPECT_EQ(to_string(parse_instant("2023").value()), "2023-12-31T23:59:59Z");
}

TEST(Instant, reads_times_with_their_zone) {
  for (const char* text :
       {"2024-06-12T10:00:00Z", "2024-06-12T10:00Z", "2024-06-12 10:00:00",
        "2024-06-12T12:00:00+02:00", "2024-06-12T07:30:00-0230", "2024-06-12T10:00:00.125Z"})
    EXPECT_EQ(to_string(parse_instant(text).value()), "2024-06-12T10:00:00Z") << text;
}

TEST(Instant, is_nothing_else) {
  for (const char* text : {"", "yesterday", "2024-13", "2024-06-31", "2024-06-12T",
                           "2024-06-12T25:00", "2024-06-12T10", "2024-06-12T10:00:00X",
                           "2024-06T10:00", "2024-06-12x", "2024-06-12T10:00+2"})
    EXPECT_FALSE(parse_instant(text).has_value()) << text;
}

RC_GTEST_PROP(Instant, is_read_back_as_it_was_written, ()) {
  const auto instant = *rc::gen::inRange<Instant>(-62'135'596'800, 253'402'300'800);
  RC_ASSERT(parse_instant(to_string(instant)) == std::optional(instant));
}

TEST(Instant, has_a_day) {
  EXPECT_EQ(to_date(0), (Date{1970, 1, 1}));
  EXPECT_EQ(to_date(-1), (Date{1969, 12, 31}));
  EXPECT_TRUE(is_valid(to_date(kEndOfTime)));
  EXPECT_TRUE(is_valid(to_date(std::numeric_limits<Instant>::min())));
}

TEST(Instant, lets_a_day_be_known_when_it_is_over) {
  EXPECT_EQ(last_whole_day(*parse_instant("2024-06-12")), (Date{2024, 6, 12}));
  EXPECT_EQ(last_whole_day(*parse_instant("2024-06-12T10:00:00Z")), (Date{2024, 6, 11}));
}

TEST(PublishedAt, takes_the_most_precise_that_is_stated) {
  Document document;
  EXPECT_EQ(published_at(document), 0);
  document.published = {2024, 6, 12};
  const auto told = [&](const char* stamp) {
    document.published_time = stamp;
    return to_string(published_at(document));
  };
  EXPECT_EQ(told(""), "2024-06-12T23:59:59Z");
  EXPECT_EQ(told("Wed, 12 Jun 2024 10:00:00 GMT"), "2024-06-12T10:00:00Z");
  EXPECT_EQ(told("Wed, 12 Jun 2024 10:00:00 +0200"), "2024-06-12T08:00:00Z");
  EXPECT_EQ(told("Wed, 12 Jun 2024 10:00:00 PDT"), "2024-06-12T23:59:59Z");
  EXPECT_EQ(told("12 June 2024, 10:00"), "2024-06-12T23:59:59Z");
  EXPECT_EQ(told("2024-06-12T10:00:00+02:00"), "2024-06-12T08:00:00Z");
}

RC_GTEST_PROP(PackedDate, is_read_back, ()) {
  const auto days = *rc::gen::inRange(-700'000, 2'900'000);
  const Date date = Date::from_days(days);
  RC_ASSERT(unpack_date(pack_date(date)) == date);
  RC_ASSERT(unpack_date(pack_date({date.year, date.month, 0})) == (Date{date.year, date.month, 0}));
}

TEST(PackedDate, is_unknown_where_it_is_none) {
  for (const std::int64_t packed : {std::int64_t{0}, std::int64_t{-5}, std::int64_t{20241301},
                                    std::int64_t{20240231}, std::int64_t{1} << 60})
    EXPECT_FALSE(unpack_date(packed).known()) << packed;
}

}  // namespace
}  // namespace mercato
