#include "3_reference/club_at.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace mercato {
namespace {

constexpr ReferenceId kFirst = 1, kSecond = 2, kThird = 3;

MoveRow move(ReferenceId from, ReferenceId to, Date date, MoveType type = MoveType::permanent) {
  MoveRow row{};
  row.from = from, row.to = to, row.date = row.date_min = row.date_max = date, row.type = type;
  return row;
}

std::optional<ClubAt> at(const std::vector<MoveRow>& moves, Date day,
                         const std::vector<SpellRow>& spells = {},
                         const std::vector<ContractRow>& contracts = {}) {
  return find_club_at(moves, spells, contracts, day.days());
}

TEST(FindClubAt, changes_on_the_day_when_the_move_is_dated) {
  const std::vector<MoveRow> moves = {move(kFirst, kSecond, {2020, 7, 1})};
  EXPECT_EQ(at(moves, {2020, 6, 30})->club, kFirst);
  EXPECT_EQ(at(moves, {2020, 7, 1})->club, kSecond);
  EXPECT_EQ(at(moves, {2020, 7, 1})->confidence, 1);
}

TEST(FindClubAt, names_the_owner_when_the_person_is_on_loan) {
  const std::vector<MoveRow> moves = {move(kFirst, kSecond, {2020, 7, 1}, MoveType::loan),
                                      move(kSecond, kFirst, {2021, 6, 30}, MoveType::end_of_loan)};
  const auto during = at(moves, {2021, 1, 1});
  EXPECT_TRUE(during->loan);
  EXPECT_EQ(during->club, kSecond);
  EXPECT_EQ(during->owner, kFirst);
  EXPECT_EQ(at(moves, {2021, 6, 30})->club, kFirst);
  EXPECT_FALSE(at(moves, {2021, 6, 30})->loan);
}

TEST(FindClubAt, takes_an_untyped_move_for_a_loan_when_its_end_is_recorded) {
  const std::vector<MoveRow> moves = {move(kFirst, kSecond, {2020, 7, 1}, MoveType::unknown),
                                      move(kSecond, kFirst, {2021, 6, 30}, MoveType::end_of_loan)};
  EXPECT_EQ(at(moves, {2021, 1, 1})->owner, kFirst);
}

TEST(FindClubAt, ends_a_loan_with_its_season_when_no_row_does) {
  const std::vector<MoveRow> moves = {move(kFirst, kSecond, {2020, 8, 1}, MoveType::loan)};
  EXPECT_EQ(at(moves, {2021, 6, 1})->club, kSecond);
  const auto after = at(moves, {2021, 9, 1});
  EXPECT_EQ(after->club, kFirst);
  EXPECT_LT(after->confidence, 1);
}

TEST(FindClubAt, is_less_sure_when_the_day_lies_within_the_bounds_of_a_move) {
  MoveRow vague = move(kFirst, kSecond, {});
  vague.date_min = {2020, 7, 1}, vague.date_max = {2020, 8, 31};
  EXPECT_LT(at({vague}, {2020, 8, 15})->confidence, 1);
  EXPECT_EQ(at({vague}, {2020, 9, 1})->confidence, 1);
}

TEST(FindClubAt, trusts_the_squad_when_the_moves_have_a_gap) {
  const std::vector<MoveRow> moves = {move(kFirst, kSecond, {2018, 7, 1}),
                                      move(kThird, kFirst, {2022, 7, 1})};
  SpellRow squad{};
  squad.club = kThird, squad.from = {2020, 7, 1}, squad.to = {2021, 6, 30};
  const auto found = at(moves, {2021, 1, 1}, {squad});
  EXPECT_EQ(found->club, kThird);
  EXPECT_EQ(found->table, "squads");
}

TEST(FindClubAt, has_no_club_when_the_person_was_released) {
  const auto found =
      at({move(kFirst, kNoReference, {2020, 7, 1}, MoveType::released)}, {2020, 8, 1});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->club, kNoReference);
  EXPECT_EQ(found->confidence, 1);
}

TEST(FindClubAt, says_nothing_when_no_row_speaks_of_the_day) {
  EXPECT_FALSE(at({}, {2020, 1, 1}));
  ContractRow contract{};
  contract.club = kFirst, contract.as_of = {2020, 1, 1}, contract.expires = {2021, 0, 0};
  EXPECT_FALSE(at({}, {2019, 12, 31}, {}, {contract}));
  EXPECT_EQ(at({}, {2021, 12, 31}, {}, {contract})->club, kFirst);
  EXPECT_FALSE(at({}, {2022, 1, 1}, {}, {contract}));
}

TEST(FindClubAt, is_at_the_last_destination_when_moves_are_dated_and_chained) {
  rc::check([](const std::vector<std::uint8_t>& clubs) {
    std::vector<MoveRow> moves;
    for (std::size_t i = 0; i + 1 < clubs.size(); ++i) {
      moves.push_back(
          move(clubs[i], clubs[i + 1], Date::from_days(static_cast<std::int32_t>(10000 + 10 * i))));
    }
    for (std::size_t i = 0; i < moves.size(); ++i) {
      const auto found = find_club_at(moves, {}, {}, static_cast<std::int32_t>(10005 + 10 * i));
      RC_ASSERT(found && found->club == clubs[i + 1] && found->confidence == 1);
    }
  });
}

}  // namespace
}  // namespace mercato
