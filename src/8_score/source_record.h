// Who has been right? A record for each source, from what it said first-hand in resolved dossiers.
// Front header of 8_score, beside forecast.h.
//
// A *call* is one source's word that one person goes to one club in one window: the furthest stage
// it affirmed, or its denial. The word belongs to the origin that the dossier names; who relays it
// gets nothing for it. A call is a hit when the person moved to that club in that window (a denial:
// when the person did not), a miss when the dossier is resolved otherwise, and open until then.
//
// Rates are shrunk towards what all sources together reach. With n resolved calls and h hits of a
// source,
//   rate = (m·q + h) / (m + n),   q = Σ base(stage of call) / n,
// where base(stage) is the share of hits among all resolved calls of that stage, itself shrunk
// towards the overall share with weight 10. The prior's weight is m = (1 - ρ) / ρ with the moment
// estimate of the beta-binomial's correlation over all sources, ρ = (Σ n (h/n - q)² - Σ v) / Σ (n -
// 1) v, v = q (1 - q) (after Kleinman, "Proportions with extraneous variance", 1973), kept within 4
// … 100. The interval holds 90 % of Beta(m·q + h, m·(1-q) + n - h). `lift` is rate − q: better or
// worse than anybody who makes calls of these stages. Below kFewestCalls resolved calls there is
// too little to say.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "0_core/claim.h"
#include "8_dossier/dossier.h"

namespace mercato {

enum class Verdict : std::uint8_t { open, hit, miss };
std::string_view to_string(Verdict);

struct Call {
  Origin source;  // the outlet where there is one
  LedgerEntity person, club;
  std::string journalist;  // of the source, where one is named
  std::string window;      // "2024-summer"
  std::string type;        // furthest claim type
  int stage = 0;
  bool denial = false;
  Certainty certainty = Certainty::asserted;
  std::string language;
  Date said;                 // of the first claim
  Row claim = 0, entry = 0;  // the claim of the furthest stage
  Verdict verdict = Verdict::open;
  std::optional<int>
      lead_days;  // hits: from the first claim to the announcement or the dated outcome
};

struct Tally {
  int hits = 0, misses = 0, open = 0;
  int resolved() const { return hits + misses; }
  void count(Verdict verdict);
};

struct SourceRecord {
  Origin source;
  std::vector<Call> calls;  // by date
  Tally all;
  std::map<std::string, Tally> by_journalist, by_type, by_club, by_language, by_window;
  double expected = 0;                 // q
  double rate = 0, low = 0, high = 0;  // shrunk, and its 90 % interval
  double lift = 0;
  bool too_few = true;
  std::optional<int> median_lead_days;
  // As a relay: how often this outlet restated another's claim, and how often it then said
  // something else than the words that are at hand.
  int relays = 0, drifted = 0;
};

inline constexpr int kFewestCalls = 5;

// Collects dossiers in any order. Not thread-safe.
class SourceBook {
 public:
  explicit SourceBook(const ClaimTypes& types) : types_(types) {}
  void add(const Dossier& dossier);
  // What another book of the same types collected; with `takes`, only the calls that it takes, and
  // no relays, which no call tells.
  void add(const SourceBook& other, const std::function<bool(const Call&)>& takes = {});
  // Each source with its calls so far, in the order of keys; those that only relay have none.
  void each(const std::function<void(const Origin&, const std::vector<Call>&)>& visit) const;
  // The records, most resolved calls first, then by name. The same dossiers give the same records.
  std::vector<SourceRecord> records() const { return SourceBook(*this).take_records(); }
  // Likewise, without a copy; the book is empty afterwards.
  std::vector<SourceRecord> take_records();

 private:
  struct Relays {
    std::string outlet;
    int count = 0, drifted = 0;
  };
  void add(const std::string& key, Call call);
  void count_relays(const Dossier& dossier);
  void count(const std::string& key, const Relays& relays);
  void add_relays();

  const ClaimTypes& types_;
  std::map<std::string, SourceRecord> by_key_;
  std::map<std::string, Relays> relays_;  // by key
};

void append_json(const SourceRecord& record, bool with_calls, std::string& out);

}  // namespace mercato
