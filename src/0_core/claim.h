// What is claimed, by whom, how surely? The contract of the output: fields, values and their names.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/mention.h"
#include "0_core/span.h"

namespace mercato {

// Claim types are data (data/claims/*.toml); a ClaimTypeId is an index into that table, in stage
// order.
using ClaimTypeId = std::uint8_t;
inline constexpr ClaimTypeId kNoClaimType = 0xff;

enum class Polarity : std::uint8_t { affirmed, denied };
// In rising strength, so that the strongest statement is the maximum.
enum class Certainty : std::uint8_t { question, conditional, hedged, asserted };
enum class When : std::uint8_t { current, past };
enum class Deal : std::uint8_t {
  unknown,
  permanent,
  loan,
  loan_option,
  loan_obligation,
  free,
  swap
};
enum class MoneyKind : std::uint8_t { fee, bid, asking, clause, salary, bonus, value };
enum class SourceKind : std::uint8_t { self, outlet, journalist, club, person, agent, other };

std::string_view to_string(Polarity);
std::string_view to_string(Certainty);
std::string_view to_string(When);
std::string_view to_string(Deal);
std::string_view to_string(MoneyKind);
std::string_view to_string(SourceKind);
std::string_view to_string(Currency);
template <typename Enum>
std::optional<Enum> parse_enum(std::string_view name);  // for each enum above

struct Money {
  double amount = 0;
  std::string currency;  // ISO 4217; empty where the text has no sign
  MoneyKind kind = MoneyKind::fee;
  Span span;
};

// Who says it: the nearest named origin of the statement.
struct Source {
  SourceKind kind = SourceKind::self;
  std::string name, outlet, handle;
  Span cue;      // "selon", "a révélé que"; empty for self
  Span mention;  // the words that name the source; empty for self and for unnamed circles
  std::int32_t entity = -1;  // index into LinkedText::entities where the source is one
  std::int16_t post = -1;    // index into Document::posts when a post says it
  std::string relayed_by;    // "according to X, relayed by Y": Y

  bool same_origin(const Source& other) const;
};

struct Evidence {
  Span span;
  std::string language;  // tag; may be empty
};

// How a claim came about, for `mercato explain`.
struct Derivation {
  std::string rule;  // "fr/interest/vise"
  Span cue;          // the words that the rule matched
  std::uint32_t sentence = 0;
  std::vector<std::int32_t> mentions;  // indexes into LinkedText::mentions that filled its roles
  std::vector<std::string>
      notes;  // "to: the sentence names no club; the suitor of the headline continues"
};

struct Claim {
  std::int32_t person = -1;  // index into LinkedText::entities
  std::int32_t to = -1;      // likewise; -1 = none
  std::int32_t from = -1;
  ClaimTypeId type = kNoClaimType;
  Polarity polarity = Polarity::affirmed;
  Certainty certainty = Certainty::asserted;
  When when = When::current;
  Deal deal = Deal::unknown;
  std::vector<Money> money;
  Source source;
  std::vector<Evidence> evidence;       // at least one, in text order
  std::vector<Derivation> derivations;  // one for each statement that was folded into the claim
  float confidence = 1;
};

// Predicates of the guide's section 3, as data names them ("age", "contract_until", …).
struct Fact {
  std::string predicate;
  std::int32_t subject = -1;  // entity
  std::int32_t object = -1;   // entity, or -1 when `value` or `object_name` says it
  std::string object_name;    // "Argentina", "centre-back"
  std::string value;          // canonical: "25", "2026-06", "UEFA Europa League semi-final"
  bool numeric = false;       // `value` is a number in JSON
  enum class Verdict : std::uint8_t { unknown, supported, contradicted } verdict = Verdict::unknown;
  std::vector<std::string>
      rows;  // the reference rows that decided: "contracts 575998 244 2026 as_of 2023-09-22"
  Evidence evidence;
  std::string rule;
};
std::string_view to_string(Fact::Verdict);

enum class DriftKind : std::uint8_t {
  strengthened,
  weakened,
  initiative_reversed,
  amount_changed,
  club_changed,
  source_changed
};
std::string_view to_string(DriftKind);

// The document restates, in claims[claim], what claims[against] (a cited post or outlet) said, and
// differs.
struct Drift {
  std::uint32_t claim = 0, against = 0;
  DriftKind kind = DriftKind::strengthened;
};

}  // namespace mercato
