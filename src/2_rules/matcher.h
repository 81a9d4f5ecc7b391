// Does a pattern hold here, and which mentions play its roles best?
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "2_rules/pattern.h"
#include "2_rules/rules.h"
#include "2_rules/sentence_view.h"

namespace mercato {

// One sentence and the roles that its mentions can play.
struct MatchContext {
  const SentenceView& sentence;  // weighed
  std::span<const RoleSpec> roles;
  const WordSets& words;  // of the patterns
};

// The cheapest way in which `pattern` holds with its anchor at `token`; nothing where it does not
// hold. RuleMatch::rule and ::sentence are left for the caller. Cost is in token distances and
// penalties, see matcher.cc.
std::optional<RuleMatch> match_pattern(const Pattern& pattern, std::uint32_t token,
                                       const MatchContext& context);

}  // namespace mercato
