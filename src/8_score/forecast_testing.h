// What the forecast's tests share: a reference of invented clubs and persons, with or without its
// later rows; rumours about them; a small question.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "1_language/language.h"
#include "8_score/forecast_rumours.h"

namespace mercato::forecast {

inline std::filesystem::path test_data() {
  return std::filesystem::path(MERCATO_SOURCE_DIR) / "data";
}

// A folder of our own, removed at the end of the scope.
class TestFolder {
 public:
  explicit TestFolder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() /
              ("mercato-score-" + name + "-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~TestFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  const std::filesystem::path& path() const { return path_; }
  void write(const std::string& file, std::string_view text) const {
    std::ofstream(path_ / file, std::ios::binary) << text;
  }

 private:
  std::filesystem::path path_;
};

inline constexpr std::string_view kTestClubs =
    "club_id,name,short_names,city,country,league,league_season,aliases,kind,parent_id\n"
    "c1,Norvale Rovers,Norvale,Norvale,ENG,GB1,2018,,first,\n"
    "c2,Easterly Town,Easterly,Easterly,ENG,GB1,2018,,first,\n"
    "c3,Brightholm City,Brightholm,Brightholm,ENG,GB1,2018,,first,\n";
inline constexpr std::string_view kTestPlayers =
    "player_id,name,full_name,date_of_birth,nationalities,position,aliases\n"
    "p1,Ardo Velkan,,1996-03-04,ENG,Centre-Back,\n"
    "p2,Milo Tarsen,,1998-08-09,ENG,Left Winger,\n";
inline constexpr std::string_view kMoveColumns =
    "player_id,date,date_min,date_max,season,window,from_club_id,to_club_id,fee_eur,type\n";

struct TestReference {
  std::shared_ptr<const Reference> reference;
  std::filesystem::path file;
};

// `moves`, `contracts` and `squads` are rows without their header.
inline TestReference make_reference(const TestFolder& folder, const std::string& name,
                                    const std::string& moves, const std::string& contracts = {},
                                    const std::string& squads = {}) {
  const auto tables = folder.path() / name;
  std::filesystem::create_directories(tables);
  folder.write(name + "/clubs.csv", kTestClubs);
  folder.write(name + "/players.csv", kTestPlayers);
  folder.write(name + "/transfers.csv", std::string(kMoveColumns) + moves);
  folder.write(name + "/contracts.csv", "player_id,club_id,expires,as_of,kind\n" + contracts);
  folder.write(name + "/squads.csv", "player_id,club_id,season\n" + squads);
  const auto languages = Languages::load(test_data());
  const auto file = folder.path() / (name + ".ref");
  const auto made = import_reference({test_data() / "reference", tables}, file, **languages);
  EXPECT_TRUE(made) << made.error().to_string();
  auto opened = Reference::open(file);
  EXPECT_TRUE(opened) << opened.error().to_string();
  return {std::move(*opened), file};
}

struct TestItem {
  std::string date, text;
  bool asked = true;
};

inline std::string rumour_line(const std::string& id, const std::string& player,
                               const std::string& player_id, const std::string& from,
                               const std::string& to, const std::vector<TestItem>& items,
                               int outcome = -1) {
  const auto named = [](const std::string& key, const std::string& own, const std::string& name) {
    return "\"" + key + "\": {\"id\": \"" + own + "\", \"name\": \"" + name + "\"}, ";
  };
  std::string line = "{\"id\": \"" + id + "\", " + named("player", player_id, player) +
                     named("from", from, "club " + from) + named("to", to, "club " + to) +
                     "\"items\": [";
  for (const TestItem& item : items) {
    if (line.back() == '}') line += ", ";
    line += "{\"date\": \"" + item.date + "\", \"url\": \"\", \"outlet\": \"herald.example\", " +
            "\"text\": \"" + item.text + "\", \"forecast\": " + (item.asked ? "true" : "false") +
            "}";
  }
  line += "]";
  if (outcome >= 0) line += ", \"outcome\": " + std::to_string(outcome);
  return line + "}\n";
}

// Four windows of rumours: those that come true stand further, on average.
inline std::string test_rumours() {
  const std::vector<std::string> days = {"2018-07-", "2019-01-", "2019-07-", "2020-01-"};
  const std::vector<std::string> said = {
      "Norvale Rovers are interested in signing Ardo Velkan.",
      "Norvale Rovers are in talks with Easterly Town over Ardo Velkan.",
      "Norvale Rovers have agreed a deal to sign Ardo Velkan from Easterly Town.",
      "Norvale Rovers have made a bid for Ardo Velkan."};
  std::string out;
  for (std::size_t w = 0; w < days.size(); ++w) {
    for (std::size_t i = 0; i < 12; ++i) {
      const std::string id = std::to_string(w) + "-" + std::to_string(i);
      std::vector<TestItem> items = {{days[w] + "0" + std::to_string(1 + i % 9), said[0]}};
      if (i % 3 != 0) items.push_back({days[w] + "20", said[i % said.size()]});
      const int outcome = i % 4 == 2 || i % 5 == 1 ? 1 : 0;
      // Persons of their own, so that no rumour is another's rival.
      out += rumour_line(id, "Ardo Velkan", "person-" + id, "c2", "c1", items, outcome);
    }
  }
  return out;
}

// One suitor, one report of interest in the window.
inline ForecastQuestion small_question() {
  ForecastQuestion question;
  question.day = {2019, 7, 10};
  const ForecastClub at{"", kNoReference, {2019, 6, 1}, {2019, 8, 31}};
  question.clubs = {at, at, at};
  question.from = 0;
  question.suitors = {1};
  question.reports.push_back({{2019, 7, 9}, "herald.example", "", {1}, {{"interest", 1}}});
  return question;
}

}  // namespace mercato::forecast
