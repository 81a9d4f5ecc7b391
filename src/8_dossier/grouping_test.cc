#include "8_dossier/grouping.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <set>

#include "6_engine/engine_testing.h"

namespace mercato {
namespace {

// An item that names players (lower case) held by "own-<player>" and clubs.
GroupItem item(std::int32_t day, const std::vector<std::string>& players,
               const std::vector<std::string>& clubs) {
  GroupItem out;
  out.day = day;
  for (const std::string& name : players) {
    GroupPerson person;
    person.key = person.name = name;
    person.certain = true;
    person.surname = fold_hash(name);
    person.holders = {"own-" + name};
    out.persons.push_back(person);
  }
  for (const std::string& name : clubs) out.clubs.push_back({name, name});
  return out;
}

GroupItem with_words(GroupItem out, const std::vector<std::string>& words) {
  for (const std::string& word : words) out.words.push_back(fold_hash(word));
  return out;
}

GroupItem with_coach(GroupItem out, const std::string& name, const std::string& club) {
  GroupPerson coach;
  coach.key = coach.name = name;
  coach.coach = true;
  coach.holders = {club};
  out.persons.push_back(coach);
  return out;
}

std::vector<std::uint32_t> groups(const std::vector<GroupItem>& items) {
  return group_items(items).group_of;
}

TEST(BCubed, is_perfect_for_the_very_same_groups) {
  const std::vector<std::string> truth{"a", "b", "a", "c"};
  const std::vector<std::uint32_t> same{7, 3, 7, 0};
  const BCubed score = b_cubed(truth, same);
  EXPECT_DOUBLE_EQ(score.precision, 1);
  EXPECT_DOUBLE_EQ(score.recall, 1);
  EXPECT_DOUBLE_EQ(score.f1(), 1);
}

// a a b | b: each a finds 2 of 3, the first b 1 of 3, the last 1 of 1; of their own kind the a
// find 2 of 2, the b 1 of 2.
TEST(BCubed, agrees_with_the_example_done_by_hand) {
  const std::vector<std::string> truth{"a", "a", "b", "b"};
  const std::vector<std::uint32_t> made{0, 0, 0, 1};
  const BCubed score = b_cubed(truth, made);
  EXPECT_NEAR(score.precision, (2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 1) / 4, 1e-12);
  EXPECT_NEAR(score.recall, 0.75, 1e-12);
  EXPECT_NEAR(score.f1(), 2 * (2.0 / 3) * 0.75 / (2.0 / 3 + 0.75), 1e-12);
}

RC_GTEST_PROP(BCubed, stays_within_its_bounds, (std::vector<std::pair<unsigned, unsigned>> rows)) {
  std::vector<std::string> truth;
  std::vector<std::uint32_t> one, own;
  for (const auto& [label, group] : rows) {
    truth.push_back(std::to_string(label % 5));
    one.push_back(0);
    own.push_back(static_cast<std::uint32_t>(own.size()));
  }
  if (rows.empty()) return;
  RC_ASSERT(std::abs(b_cubed(truth, one).recall - 1) < 1e-9);
  RC_ASSERT(std::abs(b_cubed(truth, own).precision - 1) < 1e-9);
  std::vector<std::uint32_t> made;
  for (const auto& row : rows) made.push_back(row.second % 5);
  const BCubed score = b_cubed(truth, made);
  RC_ASSERT(score.precision > 0 && score.precision <= 1 + 1e-9);
  RC_ASSERT(score.recall > 0 && score.recall <= 1 + 1e-9);
}

TEST(Grouping, joins_items_of_one_player_and_club_and_parts_other_clubs) {
  const auto made = groups({item(10, {"ilan"}, {"alfa"}), item(11, {"ilan"}, {"beta"}),
                            item(12, {"ilan"}, {"alfa", "own-ilan"}), item(12, {"ugo"}, {"alfa"})});
  EXPECT_EQ(made[0], made[2]);
  EXPECT_NE(made[0], made[1]);
  EXPECT_NE(made[0], made[3]);
}

TEST(Grouping, takes_the_suitor_of_the_days_where_only_the_holder_is_named) {
  const auto made = groups({item(10, {"ilan"}, {"alfa"}), item(11, {"ilan"}, {"alfa"}),
                            item(11, {"ilan"}, {"own-ilan"}), item(200, {"ilan"}, {"beta"}),
                            item(201, {"ilan"}, {"beta"}), item(202, {"ilan"}, {"own-ilan"})});
  EXPECT_EQ(made[2], made[0]);
  EXPECT_EQ(made[5], made[3]);
  EXPECT_NE(made[0], made[3]);
}

TEST(Grouping, prefers_the_player_whose_move_the_named_clubs_fit) {
  // "Alfa want Ugo to replace Ilan": Alfa holds Ilan, however often he is in the news.
  std::vector<GroupItem> items;
  for (int i = 0; i < 6; ++i) items.push_back(item(10 + i, {"ilan"}, {"beta"}));
  items.push_back(item(12, {"ugo"}, {"own-ilan"}));
  items.push_back(item(12, {"ilan", "ugo"}, {"own-ilan"}));
  const auto made = groups(items);
  EXPECT_EQ(made[7], made[6]);
}

TEST(Grouping, lets_a_claim_decide_between_two_clubs) {
  GroupItem both = item(10, {"ilan"}, {"alfa", "beta"});
  both.persons[0].claimed = {"beta"};
  const Grouping made = group_items(std::vector<GroupItem>{both});
  EXPECT_EQ(made.groups[0].club.key, "beta");
}

TEST(Grouping, prefers_the_player_of_whom_the_item_claims_something) {
  GroupItem two = item(10, {"ilan", "ugo"}, {"alfa"});
  two.persons[1].subject = true;
  EXPECT_EQ(group_items(std::vector<GroupItem>{two}).groups[0].person.key, "ugo");
}

TEST(Grouping, lets_a_coach_stand_for_the_club) {
  const auto made = groups({item(10, {"ilan"}, {"alfa"}), item(10, {"ilan"}, {"beta"}),
                            with_coach(item(11, {"ilan"}, {}), "mister", "alfa"),
                            with_coach(item(11, {"ilan"}, {}), "professor", "beta")});
  EXPECT_EQ(made[2], made[0]);
  EXPECT_EQ(made[3], made[1]);
}

TEST(Grouping, remembers_surnames_that_several_items_used) {
  const std::vector<GroupItem> items{item(10, {"ilan"}, {"alfa"}), item(11, {"ilan"}, {"alfa"}),
                                     with_words(item(12, {}, {"alfa"}), {"ilan"}),
                                     with_words(item(12, {}, {"alfa"}), {"other"}),
                                     with_words(item(90, {}, {"alfa"}), {"ilan"})};
  const auto made = groups(items);
  EXPECT_EQ(made[2], made[0]);
  EXPECT_NE(made[3], made[0]);
  EXPECT_NE(made[4], made[0]) << "too long ago";
}

TEST(Grouping, hears_an_ambiguous_surname_as_other_items_do) {
  GroupItem vague = item(12, {"cousin"}, {"alfa"});
  vague.persons[0].certain = false;
  vague.persons[0].surname = fold_hash("ilan");
  const auto made = groups({item(10, {"ilan"}, {"alfa"}), item(11, {"ilan"}, {"alfa"}), vague});
  EXPECT_EQ(made[2], made[0]);
}

TEST(Grouping, follows_two_clubs_of_the_same_days_where_no_player_is_named) {
  const auto made = groups({item(10, {"ilan"}, {"alfa", "own-ilan"}), item(10, {"ugo"}, {"alfa"}),
                            item(11, {}, {"own-ilan", "alfa"}), item(11, {}, {"own-ilan"}),
                            item(60, {}, {"own-ilan", "alfa"}), item(11, {}, {"alfa", "beta"})});
  EXPECT_EQ(made[2], made[0]);
  EXPECT_NE(made[3], made[0]) << "one club says too little";
  EXPECT_NE(made[4], made[0]) << "other days";
  EXPECT_NE(made[5], made[0]) << "only one of the two";
}

TEST(Grouping, parts_a_rumour_that_comes_back_after_a_long_silence) {
  const auto made = groups(
      {item(10, {"ilan"}, {"alfa"}), item(40, {"ilan"}, {"alfa"}), item(200, {"ilan"}, {"alfa"})});
  EXPECT_EQ(made[0], made[1]);
  EXPECT_NE(made[1], made[2]);
}

// Small worlds in which everything happens: several players and clubs in one item, coaches, words.
std::vector<GroupItem> any_items() {
  const auto one = rc::gen::exec([] {
    const auto name = [](const char* stem) {
      return rc::gen::map(rc::gen::inRange(0, 4),
                          [stem](int i) { return stem + std::to_string(i); });
    };
    GroupItem out = item(
        *rc::gen::inRange(0, 150),
        *rc::gen::unique<std::vector<std::string>>(*rc::gen::inRange<std::size_t>(0, 3), name("p")),
        *rc::gen::unique<std::vector<std::string>>(*rc::gen::inRange<std::size_t>(0, 3),
                                                   name("own-p")));
    if (*rc::gen::inRange(0, 4) == 0) out = with_coach(out, "coach", *name("own-p"));
    if (*rc::gen::inRange(0, 3) == 0) out = with_words(out, {*name("p")});
    return out;
  });
  return *rc::gen::container<std::vector<GroupItem>>(one);
}

RC_GTEST_PROP(Grouping, puts_each_item_into_exactly_one_group, ()) {
  const auto items = any_items();
  const Grouping made = group_items(items);
  std::vector<int> seen(items.size(), 0);
  for (std::uint32_t g = 0; g < made.groups.size(); ++g) {
    RC_ASSERT(!made.groups[g].items.empty());
    for (const std::uint32_t i : made.groups[g].items) {
      ++seen[i];
      RC_ASSERT(made.group_of[i] == g);
      RC_ASSERT(items[i].day >= made.groups[g].first_day &&
                items[i].day <= made.groups[g].last_day);
    }
  }
  for (const int times : seen) RC_ASSERT(times == 1);
}

RC_GTEST_PROP(Grouping, does_not_depend_on_the_order_of_items, ()) {
  const auto items = any_items();
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = order.size(); i > 1; --i)
    std::swap(order[i - 1], order[*rc::gen::inRange<std::size_t>(0, i)]);
  std::vector<GroupItem> shuffled;
  for (const std::size_t i : order) shuffled.push_back(items[i]);
  const auto straight = group_items(items), mixed = group_items(shuffled);
  for (std::size_t a = 0; a < items.size(); ++a) {
    const RumourGroup& one = straight.groups[straight.group_of[order[a]]];
    const RumourGroup& other = mixed.groups[mixed.group_of[a]];
    RC_ASSERT(one.person.key == other.person.key && one.club.key == other.club.key);
    RC_ASSERT(one.items.size() == other.items.size() && one.first_day == other.first_day);
    for (std::size_t b = 0; b < a; ++b)
      RC_ASSERT((straight.group_of[order[a]] == straight.group_of[order[b]]) ==
                (mixed.group_of[a] == mixed.group_of[b]));
  }
}

// What a ledger relies on when it groups the documents of one person alone.
RC_GTEST_PROP(Grouping, leaves_players_alone_whom_new_items_do_not_name, ()) {
  auto items = any_items();
  for (GroupItem& each : items) each.words.clear();
  const auto names_player = [](const GroupItem& each) {
    return std::any_of(each.persons.begin(), each.persons.end(),
                       [](const GroupPerson& p) { return !p.coach; });
  };
  items.erase(std::remove_if(items.begin(), items.end(), std::not_fn(names_player)), items.end());
  auto more = items;
  more.push_back(item(5, {"newcomer"}, {"own-p0", "own-p1"}));
  const auto few = group_items(items), many = group_items(more);
  for (std::size_t i = 0; i < items.size(); ++i)
    RC_ASSERT(few.groups[few.group_of[i]].items == many.groups[many.group_of[i]].items);
}

GroupItem read_item(std::string_view published, std::string_view text) {
  Document document;
  document.text = text;
  document.language = "en";
  document.published = Date::parse_iso(published).value_or(Date{});
  Block block;
  block.span = {0, static_cast<std::uint32_t>(text.size())};
  block.language = "en";
  document.blocks.push_back(block);
  Engine::Worker worker(test_engine());
  Reading reading;
  test_engine().read(document, worker, reading);
  return group_item(document, reading, test_engine().reference());
}

TEST(GroupItem, finds_names_in_words_without_capitals) {
  const GroupItem made = read_item("2024-06-12", "montefalda make bid for corvailles ilan kerdrel");
  ASSERT_EQ(made.persons.size(), 1u);
  EXPECT_EQ(made.persons[0].key, "made-kerdrel");
  EXPECT_EQ(made.persons[0].holders, std::vector<std::string>{"made-corvaille"});
  ASSERT_EQ(made.clubs.size(), 2u);
  EXPECT_EQ(made.clubs[0].key, "made-montefalda");
  EXPECT_EQ(made.clubs[1].key, "made-corvaille");
}

TEST(GroupItem, holds_someone_by_the_former_club_for_two_months_after_a_move) {
  EXPECT_EQ(read_item("2021-08-01", "Ilan Kerdrel has arrived").persons[0].holders,
            std::vector<std::string>{"made-valdrenne"});
  EXPECT_EQ(read_item("2021-11-01", "Ilan Kerdrel has arrived").persons[0].holders,
            std::vector<std::string>{"made-corvaille"});
}

TEST(GroupItem, is_bounded) {
  std::string text;
  for (int i = 0; i < 200; ++i) {
    const std::string name{static_cast<char>('a' + i % 26), static_cast<char>('a' + i / 26)};
    text +=
        "Midfielder Ilan Zzo" + name + "bar joined FC Qu" + name + "villem. Wordage" + name + ". ";
  }
  const GroupItem made = read_item("2024-06-12", text);
  EXPECT_EQ(made.persons.size(), kGroupPersons);
  EXPECT_EQ(made.clubs.size(), kGroupClubs);
  EXPECT_EQ(made.words.size(), kGroupWords);
}

// The headlines that people grouped; the other half of them decides elsewhere.
TEST(GroupingOfHeadlines, reaches_the_agreement_that_we_state) {
  const char* given = std::getenv("MERCATO_SHARED");
  const std::filesystem::path root = MERCATO_SOURCE_DIR;
  const std::filesystem::path shared = given ? given : root / ".." / "shared";
  const auto headlines = shared / "folding" / "ftr18_dev.jsonl";
  if (!std::filesystem::exists(headlines))
    GTEST_SKIP() << "no shared headlines: set MERCATO_SHARED to their folder";
  const auto file = std::filesystem::temp_directory_path() /
                    ("mercato-grouping-" + std::to_string(::getpid()) + ".ref");
  const auto imported = import_reference({root / "data" / "reference", shared / "reference"}, file,
                                         test_engine().languages());
  ASSERT_TRUE(imported.has_value()) << imported.error().to_string();
  const auto engine = Engine::create(root / "data", file);
  std::filesystem::remove(file);
  ASSERT_TRUE(engine.has_value()) << engine.error().to_string();
  Engine::Worker worker(**engine);
  Reading reading;
  Document document;
  std::vector<GroupItem> items;
  std::vector<std::string> truth;
  std::ifstream in(headlines);
  std::string line;
  const std::string field = "\"rumour\": \"";
  while (std::getline(in, line)) {
    const auto at = line.find(field);
    ASSERT_NE(at, std::string::npos);
    ASSERT_TRUE((*engine)->reader().read_ndjson_line(line, {}, 1, document).has_value());
    (*engine)->read(document, worker, reading);
    items.push_back(group_item(document, reading, (*engine)->reference()));
    const auto begin = at + field.size();
    truth.push_back(line.substr(begin, line.find('"', begin) - begin));
  }
  const BCubed score = b_cubed(truth, groups(items));
  RecordProperty("f1", std::to_string(score.f1()));
  EXPECT_GE(score.f1(), 0.85) << "precision " << score.precision << ", recall " << score.recall;
}

}  // namespace
}  // namespace mercato
