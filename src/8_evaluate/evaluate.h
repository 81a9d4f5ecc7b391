// How well are labelled documents read? The engine's claims and facts against those of a careful
// reader: figures with intervals, every error with its kind and its evidence, and what changed
// since another run. Front header of 8_evaluate.
//
// Claims are folded and matched as docs/formats/eval.md has it. Everything is a function of the
// documents, the data and the reference: the same input gives the same bytes, however many threads.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/document.h"
#include "0_core/result.h"
#include "6_engine/engine.h"
#include "8_evaluate/labels.h"

namespace mercato::evaluation {

struct GoldDocument {
  Document document;
  std::string language, kind;  // as labelled; "?" where not
  std::string outlet;
  std::vector<LabelClaim> claims;
  std::vector<LabelFact> facts;
  bool has_facts = false;  // whether facts are labelled at all
};

enum class ClaimOutcome : std::uint8_t {
  hit,
  missed,
  wrong
};  // wrong: predicted, and nobody said so
// What went wrong; docs/formats/eval.md defines them.
enum class ErrorKind : std::uint8_t { person, club, cue, role, type, polarity, second, invented };
inline constexpr int kErrorKinds = 8;
std::string_view to_string(ClaimOutcome);
std::string_view to_string(ErrorKind);
// What it means, in one line.
std::string_view meaning(ErrorKind);
std::optional<ErrorKind> parse_error_kind(std::string_view name);

// What became of one claim. Claims whose gold is optional have none.
struct Verdict {
  ClaimOutcome outcome = ClaimOutcome::hit;
  ErrorKind kind = ErrorKind::person;  // of missed and wrong ones
  LabelClaim claim;                    // gold for hit and missed, predicted for wrong
  // The predicted claim of a hit; of an error the claim on the other side that it was taken for,
  // where the kind has one.
  std::optional<LabelClaim> other;
};

struct HitCounts {
  std::uint32_t hit = 0, wrong = 0, missed = 0;
  void add(const HitCounts& other);
  double precision() const;  // 0 where nothing was predicted
  double recall() const;
  double f1() const;
};
struct Share {
  std::uint32_t right = 0, all = 0;
};

enum Level { kPair, kCoarse, kStrict };
inline constexpr int kLevels = 3;
inline constexpr std::array<std::string_view, kLevels> kLevelNames = {"pair", "coarse", "strict"};
inline constexpr int kAttributes = 6;
inline constexpr std::array<std::string_view, kAttributes> kAttributeNames = {
    "certainty", "when", "deal", "from", "source", "money"};

struct DocumentResult {
  std::string id, language, kind;
  std::array<HitCounts, kLevels> levels;
  HitCounts facts;
  std::array<Share, kAttributes> attributes;
  std::vector<Verdict> verdicts;
};

// Immutable and thread-safe. The engine is shared.
class Evaluator {
 public:
  static Result<std::unique_ptr<const Evaluator>> create(const std::filesystem::path& data,
                                                         std::shared_ptr<const Engine> engine);
  ~Evaluator();

  // Labelled documents, one a line (docs/formats/eval.md); `file` is for problems. Appends to
  // `out`. Fails at the first line that cannot be used, or whose id is in `out` already.
  Result<void> read_gold(std::string_view bytes, const std::string& file,
                         std::vector<GoldDocument>& out) const;

  // One result for each document, in their order. REQUIRES: workers > 0.
  std::vector<DocumentResult> evaluate(const std::vector<GoldDocument>& gold,
                                       unsigned workers) const;

  // What a saved run (save_run()) said.
  struct SavedDocument {
    std::string id;
    HitCounts strict;
    std::vector<Verdict> verdicts;
  };
  static Result<std::vector<SavedDocument>> read_run(std::string_view bytes,
                                                     const std::string& file);

  // Claims that were an error in one run and none in the other.
  struct Change {
    std::string document, language;
    bool fixed = false;  // else broken
    Verdict verdict;     // of the error: the earlier run's where fixed, this one's where broken
    std::optional<LabelClaim> right;  // what the run without the error read for a missed label
  };
  struct ChangeCounts {
    std::uint32_t documents = 0;  // in both runs
    std::uint32_t fixed_missed = 0, fixed_wrong = 0, broken_missed = 0, broken_wrong = 0;
    HitCounts before, now;  // strict
  };
  struct Comparison {
    std::map<std::string, ChangeCounts> languages;  // with "all"
    std::vector<Change> changes;                    // in the order of `now`
    std::uint32_t only_before = 0, only_now = 0;    // documents in one run alone: left out
    std::uint32_t relabelled = 0;                   // labels in one run alone: left out
  };
  Comparison compare(const std::vector<SavedDocument>& before,
                     const std::vector<DocumentResult>& now) const;

 private:
  struct State;
  Evaluator();
  std::unique_ptr<State> state_;
};

// NDJSON, a line for each document.
std::string save_run(const std::vector<DocumentResult>& results);

// A figure and its 95 % interval, bootstrapped over documents. low <= value <= high.
struct FigureInterval {
  double value = 0, low = 0, high = 0;
};
struct LevelFigures {
  HitCounts counts;
  FigureInterval precision, recall, f1;
};
struct GroupFigures {
  std::string by, name;  // "all", "all"; "language", "fr"; "kind", "snippet"
  std::uint32_t documents = 0;
  std::array<LevelFigures, kLevels> levels;
  LevelFigures facts;
  std::array<Share, kAttributes> attributes;
};
struct KindCounts {
  std::array<std::uint32_t, kErrorKinds> missed{}, wrong{};
};
struct Summary {
  std::vector<GroupFigures> groups;               // all, then languages, then kinds
  std::map<std::string, HitCounts> types;         // strict, by claim type
  std::map<std::string, KindCounts> error_kinds;  // by language, with "all"
};
Summary summarise(const std::vector<DocumentResult>& results);

}  // namespace mercato::evaluation
