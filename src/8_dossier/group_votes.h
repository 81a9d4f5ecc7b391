// How much do other items speak for a pair of player and club on a day? The votes of grouping.cc,
// by pair and day. Internal to 8_dossier.
//
// The owner adds votes in an order that depends on nothing but their content, so that sums come
// out the same to the last bit.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace mercato {

class PairVotes {
 public:
  // REQUIRES: days of one pair do not fall.
  void add(const std::string& person, const std::string& club, std::int32_t day, std::uint32_t item,
           double weight);
  // Must be called after the last add() and before any question.
  void settle();
  void clear();

  // The sum of all votes for the pair, each by exp(-days between / 45), without those of `item`.
  double of_others(const std::string& person, const std::string& club, std::int32_t day,
                   std::uint32_t item) const;
  // Every club that a vote pairs with the person, in order.
  const std::vector<std::string>& clubs(const std::string& person) const;

 private:
  struct Day {
    std::int32_t day = 0;
    double weight = 0;
    double until = 0, from = 0;  // decayed sums of this day and all before, all after
  };
  struct Pair {
    std::vector<Day> days;
    std::map<std::uint32_t, double> own;  // by item
  };
  static double sum_on(const std::vector<Day>& days, std::int32_t day);

  std::map<std::pair<std::string, std::string>, Pair> pairs_;
  std::map<std::string, std::vector<std::string>> clubs_;
};

// Which player goes with two clubs, by day?
class ClubPairDays {
 public:
  using Pair = std::pair<std::string, std::string>;  // person, club

  void add(const std::string& one, const std::string& other, std::int32_t day,
           const std::string& person, const std::string& suitor);
  // The pair added most often with any two of the clubs within `reach` days, nearer days counting
  // more.
  std::optional<Pair> most_named(const std::vector<std::string>& clubs, std::int32_t day,
                                 std::int32_t reach) const;

 private:
  using Key = std::tuple<std::string, std::string, std::int32_t>;  // clubs in order, day
  static Key key(const std::string& one, const std::string& other, std::int32_t day);

  std::map<Key, std::map<Pair, int>> counts_;
};

}  // namespace mercato
