#include "8_dossier/grouping.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "8_dossier/group_votes.h"

namespace mercato {
namespace {

// What speaks for a pair, in units of the logarithm of votes.
constexpr double kNamed = 2.0;        // the item names the club beside the player
constexpr double kClaimed = 0.3;      // and claims that the player would go there
constexpr double kVotes = 0.8;        // for each doubling or so of the votes of other items
constexpr double kCertain = 0.3;      // the player is surely this one
constexpr double kSubject = 0.5;      // the item claims something of their move
constexpr double kWhole = 0.2;        // and named in full
constexpr double kHolderNamed = 0.3;  // the club that holds the player is named too
constexpr double kLater = 0.25;       // for each player named before
constexpr double kNoClub = -0.5;      // the pair has no club
constexpr double kByCoach = 0.5;      // share of kNamed for a club that only its coach stands for
constexpr int kRounds = 3;
constexpr std::int32_t kMemoryDays = 30, kMemoryItems = 2;
constexpr std::int32_t kClubDays = 4;
constexpr std::int32_t kSilence = 90;

bool holds(const std::vector<std::string>& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

void add_once(std::vector<std::string>& keys, const std::string& key) {
  if (!holds(keys, key)) keys.push_back(key);
}

auto content(const GroupPerson& p) {
  return std::tie(p.key, p.name, p.certain, p.whole_name, p.subject, p.coach, p.surname, p.holders,
                  p.claimed);
}
bool before(const GroupPerson& a, const GroupPerson& b) { return content(a) < content(b); }
bool club_before(const GroupClub& a, const GroupClub& b) {
  return std::tie(a.key, a.name) < std::tie(b.key, b.name);
}

// An order of items that depends on nothing but what they hold, so that sums and ties do not
// depend on the order of input.
bool item_before(const GroupItem& a, const GroupItem& b) {
  if (a.day != b.day) return a.day < b.day;
  const auto less = [](const auto& x, const auto& y, auto cmp) {
    return std::lexicographical_compare(x.begin(), x.end(), y.begin(), y.end(), cmp);
  };
  if (less(a.persons, b.persons, before)) return true;
  if (less(b.persons, a.persons, before)) return false;
  if (less(a.clubs, b.clubs, club_before)) return true;
  if (less(b.clubs, a.clubs, club_before)) return false;
  return a.words < b.words;
}

// A club that may get the player, as one item proposes it.
struct Offer {
  std::string club;
  double weight = 0;
};

// A player whom an item names, or is given.
struct Candidate {
  std::string person;
  double weight = 0;
  std::vector<Offer> offers;  // clubs that the item names; empty: any that others name
};

struct Choice {
  std::string person, club;
  bool made = false;
};

// Which surnames did items use for which player, when?
class SurnameMemory {
 public:
  // REQUIRES: days do not fall.
  void add(std::uint64_t surname, std::int32_t day, const GroupPerson& person) {
    uses_[surname].push_back({day, &person});
  }

  // The player whom most items of the month around the day call so.
  const GroupPerson* recall(std::uint64_t word, std::int32_t day) const {
    const auto found = uses_.find(word);
    if (found == uses_.end()) return nullptr;
    const auto& uses = found->second;
    auto use = std::lower_bound(uses.begin(), uses.end(), day - kMemoryDays,
                                [](const Use& u, std::int32_t d) { return u.day < d; });
    std::map<std::string_view, std::pair<int, const GroupPerson*>> counts;
    for (; use != uses.end() && use->day <= day + kMemoryDays; ++use) {
      auto& [count, first] = counts[use->person->key];
      if (count++ == 0) first = use->person;
    }
    const std::pair<int, const GroupPerson*>* best = nullptr;
    for (const auto& [key, bearer] : counts)
      if (best == nullptr || bearer.first > best->first) best = &bearer;
    return best != nullptr && best->first >= kMemoryItems ? best->second : nullptr;
  }

 private:
  struct Use {
    std::int32_t day = 0;
    const GroupPerson* person = nullptr;
  };
  std::unordered_map<std::uint64_t, std::vector<Use>> uses_;  // by day
};

class Grouper {
 public:
  explicit Grouper(std::span<const GroupItem> items) : items_(items) {
    order_.resize(items.size());
    std::iota(order_.begin(), order_.end(), 0u);
    std::stable_sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return item_before(items_[a], items_[b]);
    });
    candidates_.resize(items.size());
    choices_.resize(items.size());
  }

  Grouping run() {
    propose();
    for (int round = 0; round < kRounds; ++round) {
      choose();
      vote();
    }
    follow_clubs();
    return collect();
  }

 private:
  void propose() {
    SurnameMemory memory;
    for (const std::uint32_t i : order_)
      for (const GroupPerson& person : items_[i].persons)
        if (person.certain && !person.coach && person.surname != 0)
          memory.add(person.surname, items_[i].day, person);
    for (const std::uint32_t i : order_) {
      for (const GroupPerson& person : items_[i].persons)
        if (!person.coach) propose(memory, i, person);
      if (candidates_[i].empty()) recall(memory, i);
      first_votes(i);
    }
    votes_.settle();
  }

  // Where a surname may be several players', the one whom other items call so is among them.
  void propose(const SurnameMemory& memory, std::uint32_t i, const GroupPerson& person) {
    const GroupPerson* other = person.certain || person.surname == 0
                                   ? nullptr
                                   : memory.recall(person.surname, items_[i].day);
    if (other != nullptr && other->key != person.key) propose(i, *other, false);
    propose(i, person, true);
  }

  void recall(const SurnameMemory& memory, std::uint32_t i) {
    for (const std::uint64_t word : items_[i].words)
      if (const GroupPerson* person = memory.recall(word, items_[i].day))
        if (candidates_[i].size() < kGroupPersons) propose(i, *person, false);
  }

  // `named`: by this item itself, not only in the memory of others.
  void propose(std::uint32_t i, const GroupPerson& person, bool named) {
    const GroupItem& item = items_[i];
    Candidate candidate;
    candidate.person = person.key;
    candidate.weight = -kLater * static_cast<double>(candidates_[i].size());
    if (named)
      candidate.weight += (person.certain ? kCertain : 0) + (person.whole_name ? kWhole : 0) +
                          (person.subject ? kSubject : 0);
    bool holder_named = false;
    for (const GroupClub& club : item.clubs) {
      if (holds(person.holders, club.key)) {
        holder_named = true;
        continue;
      }
      candidate.offers.push_back(
          {club.key, kNamed + (named && holds(person.claimed, club.key) ? kClaimed : 0)});
    }
    for (const GroupPerson& coach : item.persons)
      if (coach.coach) offer_by_coach(person, coach, candidate);
    if (holder_named) candidate.weight += kHolderNamed;
    candidates_[i].push_back(std::move(candidate));
  }

  static void offer_by_coach(const GroupPerson& person, const GroupPerson& coach,
                             Candidate& candidate) {
    for (const std::string& club : coach.holders) {
      const bool known = std::any_of(candidate.offers.begin(), candidate.offers.end(),
                                     [&](const Offer& offer) { return offer.club == club; });
      if (!known && !holds(person.holders, club))
        candidate.offers.push_back({club, kNamed * kByCoach});
    }
  }

  // An item without a choice yet speaks for all its pairs alike.
  void first_votes(std::uint32_t i) {
    std::size_t pairs = 0;
    for (const Candidate& candidate : candidates_[i]) pairs += candidate.offers.size();
    for (const Candidate& candidate : candidates_[i])
      for (const Offer& offer : candidate.offers)
        votes_.add(candidate.person, offer.club, items_[i].day, i,
                   1.0 / static_cast<double>(pairs));
  }

  void vote() {
    votes_.clear();
    for (const std::uint32_t i : order_)
      if (choices_[i].made) votes_.add(choices_[i].person, choices_[i].club, items_[i].day, i, 1);
    votes_.settle();
  }

  void choose() {
    for (const std::uint32_t i : order_) {
      double best = 0;
      Choice choice;
      const auto weigh = [&](const Candidate& candidate, const std::string& club, double weight) {
        const double score =
            candidate.weight + weight +
            kVotes * std::log1p(votes_.of_others(candidate.person, club, items_[i].day, i));
        if (choice.made &&
            (score < best || (score == best && std::tie(candidate.person, club) <=
                                                   std::tie(choice.person, choice.club))))
          return;
        best = score;
        choice = {candidate.person, club, true};
      };
      for (const Candidate& candidate : candidates_[i]) {
        for (const Offer& offer : candidate.offers) weigh(candidate, offer.club, offer.weight);
        if (!candidate.offers.empty()) continue;
        for (const std::string& club : votes_.clubs(candidate.person))
          if (!club.empty()) weigh(candidate, club, 0);
        weigh(candidate, "", kNoClub);
      }
      choices_[i] = std::move(choice);
    }
  }

  // Items without a player: two clubs that they name, the one that holds a player and the one that
  // may get them, may tell.
  void follow_clubs() {
    ClubPairDays days;
    for (const std::uint32_t i : order_) {
      const Choice& choice = choices_[i];
      if (!choice.made || choice.club.empty()) continue;
      for (const std::string& club : clubs_beside(i))
        days.add(choice.club, club, items_[i].day, choice.person, choice.club);
    }
    for (const std::uint32_t i : order_) {
      if (choices_[i].made) continue;
      if (auto pair = days.most_named(clubs_of(items_[i]), items_[i].day, kClubDays))
        choices_[i] = {std::move(pair->first), std::move(pair->second), true};
    }
  }

  static std::vector<std::string> clubs_of(const GroupItem& item) {
    std::vector<std::string> clubs;
    for (const GroupClub& club : item.clubs) add_once(clubs, club.key);
    for (const GroupPerson& person : item.persons)
      if (person.coach)
        for (const std::string& club : person.holders) add_once(clubs, club);
    return clubs;
  }

  // The clubs that the item or the player's employment puts beside the chosen one.
  std::vector<std::string> clubs_beside(std::uint32_t i) const {
    std::vector<std::string> clubs = clubs_of(items_[i]);
    for (const GroupPerson& person : items_[i].persons)
      if (person.key == choices_[i].person)
        for (const std::string& club : person.holders) add_once(clubs, club);
    clubs.erase(std::remove(clubs.begin(), clubs.end(), choices_[i].club), clubs.end());
    return clubs;
  }

  Grouping collect() const {
    std::map<std::pair<std::string, std::string>, std::vector<std::uint32_t>> pairs;
    Grouping out;
    for (const std::uint32_t i : order_) {
      if (choices_[i].made)
        pairs[{choices_[i].person, choices_[i].club}].push_back(i);
      else
        out.groups.push_back(group_of({i}));
    }
    for (const auto& [pair, members] : pairs) {
      std::size_t begin = 0;
      for (std::size_t end = 1; end <= members.size(); ++end) {
        if (end < members.size() &&
            items_[members[end]].day - items_[members[end - 1]].day <= kSilence)
          continue;
        out.groups.push_back(group_of({members.begin() + static_cast<std::ptrdiff_t>(begin),
                                       members.begin() + static_cast<std::ptrdiff_t>(end)}));
        begin = end;
      }
    }
    std::sort(out.groups.begin(), out.groups.end(),
              [](const RumourGroup& a, const RumourGroup& b) { return a.items[0] < b.items[0]; });
    out.group_of.resize(items_.size());
    for (std::uint32_t g = 0; g < out.groups.size(); ++g)
      for (const std::uint32_t i : out.groups[g].items) out.group_of[i] = g;
    return out;
  }

  // `members` in canonical order.
  RumourGroup group_of(std::vector<std::uint32_t> members) const {
    RumourGroup group;
    const Choice& choice = choices_[members.front()];
    group.person.key = choice.person;
    group.club.key = choice.club;
    group.first_day = items_[members.front()].day;
    group.last_day = items_[members.back()].day;
    bool certain = false;
    for (const std::uint32_t i : members) {
      for (const GroupPerson& person : items_[i].persons) {
        if (person.key != group.person.key || certain) continue;
        if (group.person.name.empty() || person.certain) group.person.name = person.name;
        certain = person.certain;
      }
      for (const GroupClub& club : items_[i].clubs)
        if (club.key == group.club.key && group.club.name.empty()) group.club.name = club.name;
    }
    group.items = std::move(members);
    std::sort(group.items.begin(), group.items.end());
    return group;
  }

  std::span<const GroupItem> items_;
  std::vector<std::uint32_t> order_;  // canonical
  std::vector<std::vector<Candidate>> candidates_;
  std::vector<Choice> choices_;
  PairVotes votes_;
};

}  // namespace

Grouping group_items(std::span<const GroupItem> items) { return Grouper(items).run(); }

BCubed b_cubed(std::span<const std::string> truth, std::span<const std::uint32_t> groups) {
  std::unordered_map<std::string_view, double> true_size;
  std::unordered_map<std::uint32_t, double> group_size;
  std::map<std::pair<std::string_view, std::uint32_t>, double> both;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    ++true_size[truth[i]];
    ++group_size[groups[i]];
    ++both[{truth[i], groups[i]}];
  }
  BCubed out;
  if (truth.empty()) return out;
  // Each of the n items that share both has n companions in each.
  for (const auto& [key, count] : both) {
    out.precision += count * count / group_size[key.second];
    out.recall += count * count / true_size[key.first];
  }
  out.precision /= static_cast<double>(truth.size());
  out.recall /= static_cast<double>(truth.size());
  return out;
}

}  // namespace mercato
