// Which documents speak of one and the same rumour: one person, one club that may get them?
//
// A short document (a headline, the words of an address, a post) often names the club that holds
// the person and not the one that wants them, or several persons, or none. Alone it cannot be
// placed; beside the other documents of its days it can. group_items() reads all of them:
//
//   1. Each item proposes pairs of a player whom it names and a club that does not hold the player
//      (as of the item's day, by the reference; a club joined within the last two months counts as
//      one that wants the player). An item that names no such club proposes the clubs that other
//      items name with the player; a coach who is named stands for the club.
//   2. Items vote for their pairs. A vote weighs exp(-days between / 45), and an item's own vote
//      does not count for itself. Each item takes its best pair: what it names outweighs what
//      others say. Three rounds, each with the votes of the round before.
//   3. An item without a player is given one by a word that several other items of the same month
//      use as a player's surname; failing that, two clubs that it names lead it to the pair that
//      items of the four days around it put between these clubs; failing that, it stays alone.
//   4. Items of a pair with more than 90 days of silence between them are two rumours.
//
// Contract. Each item is in exactly one group. Groups do not depend on the order of the items
// (test: permutation), and the same items give the same groups, byte for byte. A new item can only
// change groups of items that name a player whom it names, directly or over items that name both,
// and of items that name no player for sure. So a ledger may group one person's documents alone, as
// they grow: it makes items that hold this person only, with the clubs of the person's claims.
//
// Keys of persons and clubs are opaque to the grouping: reference ids from group_item(), the
// ledger's stable ids where the ledger makes the items. An item without a date has day 0. Days
// count from 1970-01-01. No errors; thread-safe: functions of their arguments.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/document.h"
#include "3_reference/reference.h"
#include "6_engine/engine.h"

namespace mercato {

// A person whom an item names.
struct GroupPerson {
  std::string key, name;
  bool certain = false;              // it is surely this person
  bool whole_name = false;           // named in full, not by the surname alone
  bool subject = false;              // the item makes a claim about their move
  bool coach = false;                // coach or director: whose moves are seldom the news
  std::uint64_t surname = 0;         // fold_hash of the last word by which the item names them
  std::vector<std::string> holders;  // keys of the clubs that hold the person
  std::vector<std::string> claimed;  // keys of the clubs that the item's claims give as `to`
};

struct GroupClub {
  std::string key, name;
};

// What grouping needs to know of one document.
struct GroupItem {
  std::int32_t day = 0;              // of publication
  std::vector<GroupPerson> persons;  // in text order, each once
  std::vector<GroupClub> clubs;      // likewise
  std::vector<std::uint64_t> words;  // fold_hash of longer words that are no linked name
};

// Bounds of one item; what a longer document names beyond them is left out.
inline constexpr std::size_t kGroupPersons = 16, kGroupClubs = 16, kGroupWords = 64;

// The item of a document as the engine read it.
GroupItem group_item(const Document& document, const Reading& reading, const Reference& reference);

struct RumourGroup {
  GroupClub person, club;  // key and name; empty keys where not known
  std::int32_t first_day = 0, last_day = 0;
  std::vector<std::uint32_t> items;  // indexes, rising
};

struct Grouping {
  std::vector<RumourGroup> groups;      // ordered by their first item
  std::vector<std::uint32_t> group_of;  // by item
};

Grouping group_items(std::span<const GroupItem> items);

// How well groups agree with those that people made: precision and recall of each item's group,
// averaged over items (Bagga and Baldwin 1998).
struct BCubed {
  double precision = 0, recall = 0;
  double f1() const {
    return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
  }
};
// REQUIRES: equal sizes. All zero where there are no items.
BCubed b_cubed(std::span<const std::string> truth, std::span<const std::uint32_t> groups);

}  // namespace mercato
