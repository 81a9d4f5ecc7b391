// Which rules match? The rule language in which claims, facts and attributions are written. Front
// header of 2_rules.
//
// Rules are data: data/languages/<tag>/<book>/<topic>.rules, where <book> is "claims", "facts" or
// "attribution" and <topic> is a claim type, a predicate or a kind of attribution.
// docs/formats/rules.md teaches the language:
//
//   rule vise
//     match TO <viser> PERSON              # <viser>: any form of the lemma in lexicon.tsv
//     match PERSON est|serait|@be visé par TO
//     set certainty=hedged                 # attributes, read by the stage that owns the book
//     + [TO L'Atalanta] vise [PERSON Leonardo Balerdi].
//     - [club L'OM] vise le titre.
//
// Elements of a match, in the order of the text:
//   word  a|b  pre*      a folded word, one of several, a prefix of at least 3 letters; punctuation
//   stands for itself <lemma>  @class      any form of a lemma, any word of a class, from
//   lexicon.tsv; usable inside a|b (a b|c d)            one of several word sequences [x] optional
//   element(s)
//   ..  ..7              up to 4 (or 7) tokens, none of them a clause mark
//   ROLE  ROLE?          a mention that can play the role; an optional one
//   ^  $                 start and end of the sentence
//   !x                   the next token is not x (x a single-token element)
// Words are adjacent; a role may be separated from its neighbours by the rest of its noun phrase (a
// few tokens), and from a content word by more. A role without a preposition written before it
// prefers mentions that none governs (subjects and objects). Examples: "+" must match with exactly
// the bracketed roles; "-" must not match at all; "[kind words]" puts a mention of that kind there
// which plays no role.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "0_core/mention.h"
#include "0_core/result.h"
#include "1_language/language.h"
#include "2_rules/lexicon.h"

namespace mercato {

// A role that rules of one book may name, and the kinds of mention that can play it.
struct RoleSpec {
  std::string name;         // "PERSON"
  std::uint32_t kinds = 0;  // bit set of 1 << MentionKind
  float held_cost =
      0;  // added for a club mention that states a person's present club (Mention::holder)
};
constexpr std::uint32_t kind_bit(MentionKind kind) { return 1u << static_cast<unsigned>(kind); }

inline constexpr std::size_t kMaxRoles = 8;

struct RuleMatch {
  std::uint32_t rule = 0;  // index into RuleBook::rules
  std::uint32_t sentence = 0;
  std::uint32_t first_token = 0, end_token = 0;  // the matched words (the cue), roles left out
  std::int32_t roles[kMaxRoles] = {
      -1, -1, -1, -1, -1, -1, -1, -1};  // by role index: index into mentions; -1 not filled
  float cost = 0;  // distances and penalties of the chosen mentions; lower is better
};

struct Rule {
  std::string id;     // "fr/interest/vise"
  std::string topic;  // "interest"
  LanguageId language = kUnknownLanguage;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::uint32_t words = 0;  // how many words the longest match holds: more is more specific
  std::string_view attribute(std::string_view key) const;  // empty where not set
};

// Rules of one book in all languages. Immutable, thread-safe.
class RuleBook {
 public:
  static Result<std::shared_ptr<const RuleBook>> load(const std::filesystem::path& data,
                                                      std::string_view book,
                                                      std::vector<RoleSpec> roles,
                                                      std::shared_ptr<const Languages> languages,
                                                      std::shared_ptr<const Lexicon> lexicon);
  // From one file's text, for tests and fuzzing.
  static Result<std::shared_ptr<const RuleBook>> parse(std::string_view rules,
                                                       std::string_view topic, LanguageId language,
                                                       std::vector<RoleSpec> roles,
                                                       std::shared_ptr<const Languages> languages,
                                                       std::shared_ptr<const Lexicon> lexicon);
  virtual ~RuleBook() = default;

  virtual std::span<const Rule> rules() const = 0;
  virtual std::span<const RoleSpec> roles() const = 0;
  // Appends the matches in one sentence, best assignment of roles for each place where a rule's
  // words match. `mentions` are those of the whole document (LinkedText order). `language` is that
  // of the sentence or, where unknown, of the document. Matches whose words lie within the words of
  // a longer match of the same topic are left out.
  virtual void match(const TokenizedText& text, std::uint32_t sentence, LanguageId language,
                     std::span<const Mention> mentions, std::vector<RuleMatch>& out) const = 0;
  // Runs every rule's own examples; a problem for each that does not hold, and for each rule
  // without a "+" or a "-".
  virtual std::vector<Problem> verify() const = 0;
};

}  // namespace mercato
