// Does a pattern hold here, and which mentions play its roles best?
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "0_core/mention.h"
#include "1_language/language.h"
#include "2_rules/lexicon.h"
#include "2_rules/pattern.h"
#include "2_rules/rules.h"

namespace mercato {

// Word classes that shape how far a role may lie from its words. Missing classes are empty.
struct GrammarClasses {
  Lexicon::ClassId prepositions = Lexicon::kNoClass;  // @prep: what governs a noun phrase
  Lexicon::ClassId determiners =
      Lexicon::kNoClass;                        // @det: articles and the like, inside a noun phrase
  Lexicon::ClassId clause = Lexicon::kNoClass;  // @clause: words that open another clause

  static GrammarClasses of(const Lexicon& lexicon, LanguageId language);
};

// One sentence with the mentions in it, as patterns see it.
struct MatchContext {
  const TokenizedText& text;
  const Lexicon& lexicon;
  const GrammarClasses& grammar;
  std::span<const RoleSpec> roles;
  std::span<const Mention> mentions;                 // of the document
  std::uint32_t first_mention = 0, end_mention = 0;  // those of the sentence
  std::uint32_t first_token = 0, end_token = 0;      // the sentence
};

// The cheapest way in which `pattern` holds with its anchor at `token`; nothing where it does not
// hold. RuleMatch::rule and ::sentence are left for the caller. Cost is in token distances and
// penalties, see matcher.cc.
std::optional<RuleMatch> match_pattern(const Pattern& pattern, std::uint32_t token,
                                       const MatchContext& context);

// Whether a preposition governs the mention: "de l'OM", "pour le jeune X".
bool is_governed(const MatchContext& context, const Mention& mention);

}  // namespace mercato
