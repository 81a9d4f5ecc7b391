// What does a matched attribution rule mean? A rule's attributes, read once when the book is
// loaded.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "0_core/claim.h"
#include "0_core/result.h"
#include "2_rules/rules.h"

namespace mercato {

// Which text the source is the origin of (attribute `scope`).
enum class Scope : std::uint8_t {
  none,      // marks the speaker of a quote near by
  sentence,  // the sentence, from the last colon or semicolon before the cue
  after,     // from the cue (and its source) to the end of the sentence
  before,    // from the sentence's start to the cue
  between,   // from the cue to the source behind it: "after denying a move, X signed"
  previous,  // the sentence before and this one: "That is according to X."
  block,     // the whole block behind a label: "X - headline"
};

enum class SourceOrder : std::uint8_t { any, subject, inverted };

struct CueRule {
  Scope scope = Scope::sentence;
  SourceOrder order = SourceOrder::any;
  bool speech = false;     // somebody speaks: quotes near by are theirs
  bool hedges = false;     // the cue itself doubts
  bool continues = false;  // no source of its own: shows that the source before goes on
  bool goes_on = false;    // no subject is written: the speaker of the sentence before
  bool venue = false;      // names the outlet to which somebody spoke
  bool relay = false;      // names who passed it on
  bool adjacent = false;   // nothing may stand between cue and source
  bool known = false;  // a name that nobody knows is no source here: headlines begin with any words
  bool label = false;  // a headline label: a dash needs space before it
  std::uint8_t near = 5;  // the most tokens between cue and source
  std::optional<SourceKind> kind;
};

// The roles of the book "attribution".
enum AttributionRole : std::uint8_t {
  kSourceRole,
  kPressRole,
  kSpeakerRole,
  kClubRole,
  kOutletRole,
  kRelayRole,
  kAttributionRoles
};
std::vector<RoleSpec> attribution_roles();

// One for each rule of the book; a problem that names the rule where an attribute is unknown.
Result<std::vector<CueRule>> read_cue_rules(const RuleBook& book);

}  // namespace mercato
