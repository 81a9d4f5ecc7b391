#include "8_score/reference_before.h"

#include <gtest/gtest.h>

#include "8_score/forecast_testing.h"

namespace mercato::forecast {
namespace {

const std::string kEarly =
    "p1,2016-07-01,2016-07-01,2016-07-01,,,c3,c1,2000000,permanent\n"
    "p1,2018-07-10,2018-07-10,2018-07-10,,,c1,c2,5000000,permanent\n"
    "p2,2017-01-20,2017-01-20,2017-01-20,,,c2,c1,1000000,permanent\n";
const std::string kLate =
    "p1,2019-07-15,2019-07-15,2019-07-15,,,c2,c3,90000000,permanent\n"
    "p2,,2019-06-01,2019-08-31,,,c1,c3,80000000,permanent\n";
const std::string kEarlyContracts = "p1,c2,2022-06-30,2018-10-01,\n";
const std::string kLateContracts = "p1,c3,2024-06-30,2019-10-01,\n";
const std::string kEarlySquads = "p2,c1,2017/18\n";
const std::string kLateSquads = "p2,c3,2019/20\np1,c3,2018/19\n";

constexpr Date kDay{2019, 6, 20};

class Before : public testing::Test {
 protected:
  Before()
      : whole_(make_reference(folder_, "whole", kEarly + kLate, kEarlyContracts + kLateContracts,
                              kEarlySquads + kLateSquads)),
        cut_(make_reference(folder_, "cut", kEarly, kEarlyContracts, kEarlySquads)),
        of_whole_(whole_.reference),
        of_cut_(cut_.reference) {
    of_whole_.set_day(kDay);
    of_cut_.set_day(kDay);
  }
  ReferenceId person(std::string_view id) const { return of_whole_.find(MentionKind::person, id); }

  TestFolder folder_{"before"};
  TestReference whole_, cut_;
  ReferenceBefore of_whole_, of_cut_;
};

TEST_F(Before, rows_of_the_day_or_later_are_not_there) {
  EXPECT_EQ(whole_.reference->moves(person("p1")).size(), 3u);
  EXPECT_EQ(of_whole_.moves(person("p1")).size(), 2u);
  EXPECT_EQ(of_whole_.moves(person("p2")).size(), 1u);  // the later one may lie after the day
  EXPECT_EQ(of_whole_.contracts(person("p1")).size(), 1u);
  EXPECT_TRUE(of_whole_.spells(person("p1")).empty());  // that season is not over
}

TEST_F(Before, answers_as_if_the_rows_had_never_been) {
  for (const std::string id : {"p1", "p2"}) {
    const ReferenceId whole = person(id), cut = of_cut_.find(MentionKind::person, id);
    EXPECT_EQ(of_whole_.moves(whole).size(), of_cut_.moves(cut).size());
    for (const Date day : {kDay, Date{2018, 1, 1}, Date{2017, 3, 1}, Date{}}) {
      EXPECT_EQ(of_whole_.prominence(whole, day), of_cut_.prominence(cut, day)) << id;
      if (!day.known()) continue;
      const auto a = of_whole_.club_at(whole, day), b = of_cut_.club_at(cut, day);
      ASSERT_EQ(a.has_value(), b.has_value());
      EXPECT_EQ(of_whole_.external_id(a->club), of_cut_.external_id(b->club)) << id;
    }
  }
}

TEST_F(Before, a_later_day_sees_more) {
  of_whole_.set_day({2019, 9, 1});
  EXPECT_EQ(of_whole_.moves(person("p1")).size(), 3u);
  EXPECT_EQ(of_whole_.moves(person("p2")).size(), 2u);
}

}  // namespace
}  // namespace mercato::forecast
