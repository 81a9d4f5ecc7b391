#include "8_dossier/group_votes.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace mercato {
namespace {

constexpr double kDecayDays = 45;
constexpr double kClubDecayDays = 2;

double decay(std::int32_t days) { return std::exp(-static_cast<double>(days) / kDecayDays); }

}  // namespace

void PairVotes::add(const std::string& person, const std::string& club, std::int32_t day,
                    std::uint32_t item, double weight) {
  Pair& pair = pairs_[{person, club}];
  if (pair.days.empty() || pair.days.back().day != day) pair.days.push_back({day, 0, 0, 0});
  pair.days.back().weight += weight;
  pair.own[item] += weight;
}

void PairVotes::settle() {
  clubs_.clear();
  for (auto& [key, pair] : pairs_) {
    clubs_[key.first].push_back(key.second);
    auto& days = pair.days;
    for (std::size_t i = 0; i < days.size(); ++i)
      days[i].until =
          days[i].weight + (i > 0 ? days[i - 1].until * decay(days[i].day - days[i - 1].day) : 0);
    for (std::size_t i = days.size(); i-- > 0;)
      days[i].from = i + 1 < days.size() ? (days[i + 1].from + days[i + 1].weight) *
                                               decay(days[i + 1].day - days[i].day)
                                         : 0;
  }
}

void PairVotes::clear() {
  pairs_.clear();
  clubs_.clear();
}

double PairVotes::sum_on(const std::vector<Day>& days, std::int32_t day) {
  const auto after =
      std::upper_bound(days.begin(), days.end(), day,
                       [](std::int32_t d, const Day& entry) { return d < entry.day; });
  double sum = 0;
  if (after != days.begin()) sum += std::prev(after)->until * decay(day - std::prev(after)->day);
  if (after != days.end()) sum += (after->from + after->weight) * decay(after->day - day);
  return sum;
}

double PairVotes::of_others(const std::string& person, const std::string& club, std::int32_t day,
                            std::uint32_t item) const {
  const auto pair = pairs_.find({person, club});
  if (pair == pairs_.end()) return 0;
  const auto own = pair->second.own.find(item);
  const double mine = own == pair->second.own.end() ? 0 : own->second;
  return std::max(0.0, sum_on(pair->second.days, day) - mine);
}

const std::vector<std::string>& PairVotes::clubs(const std::string& person) const {
  static const std::vector<std::string> kNone;
  const auto found = clubs_.find(person);
  return found == clubs_.end() ? kNone : found->second;
}

ClubPairDays::Key ClubPairDays::key(const std::string& one, const std::string& other,
                                    std::int32_t day) {
  return {std::min(one, other), std::max(one, other), day};
}

void ClubPairDays::add(const std::string& one, const std::string& other, std::int32_t day,
                       const std::string& person, const std::string& suitor) {
  ++counts_[key(one, other, day)][{person, suitor}];
}

std::optional<ClubPairDays::Pair> ClubPairDays::most_named(const std::vector<std::string>& clubs,
                                                           std::int32_t day,
                                                           std::int32_t reach) const {
  std::map<Pair, double> sums;
  for (std::size_t a = 0; a < clubs.size(); ++a)
    for (std::size_t b = a + 1; b < clubs.size(); ++b)
      for (std::int32_t d = day - reach; d <= day + reach; ++d) {
        const auto found = counts_.find(key(clubs[a], clubs[b], d));
        if (found == counts_.end()) continue;
        for (const auto& [pair, count] : found->second)
          sums[pair] += count * std::exp(-std::abs(d - day) / kClubDecayDays);
      }
  const auto best = std::max_element(
      sums.begin(), sums.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (best == sums.end()) return std::nullopt;
  return best->first;
}

}  // namespace mercato
