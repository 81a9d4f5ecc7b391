// Who else is meant by "X, Y and Z"? The members of a coordination of mentions.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "0_core/mention.h"
#include "1_language/language.h"
#include "2_rules/rules.h"

namespace mercato {

// Reads the classes @and, @both, @both_and, @and_clubs, @det and @prep of each language. Immutable,
// thread-safe.
class Coordination {
 public:
  Coordination(std::shared_ptr<const Lexicon> lexicon, const Languages& languages);

  // Entities coordinated with the mention among mentions [first, end), its own first; `out` is
  // overwritten. A row of commas alone is no coordination: headlines put whole sentences one after
  // the other so ("Norville on X, Sudport on Y").
  void members(std::uint32_t mention, const TokenizedText& tokens, const LinkedText& linked,
               std::uint32_t first, std::uint32_t end, std::vector<std::int32_t>& out) const;

  // Whether the words before the club say that somebody comes from it (class @from).
  bool is_origin(const TokenizedText& tokens, const Mention& club) const;
  // Whether the words before the person say that somebody takes his place (classes
  // @replaced, @replaced_of).
  bool is_replaced(const TokenizedText& tokens, const Mention& person) const;
  // Whether two clubs stand side by side: "X and Y", "X-Y".
  bool are_joined(const TokenizedText& tokens, const LinkedText& linked, std::int32_t one,
                  std::int32_t other) const;

 private:
  enum class Joint : std::uint8_t { none, comma, conjunction };
  Joint joint_of(std::uint32_t left, std::uint32_t right, const TokenizedText& tokens,
                 const LinkedText& linked) const;
  enum class Between : std::uint8_t { determiners, perhaps_preposition, preposition };
  bool follows(const TokenizedText& tokens, const Mention& mention,
               const std::vector<Lexicon::ClassId>& wanted, Between between) const;
  std::uint32_t behind_origin(const TokenizedText& tokens, std::uint32_t token,
                              LanguageId language) const;
  bool is_governed(const TokenizedText& tokens, const Mention& mention, LanguageId language) const;
  bool follows_both(const TokenizedText& tokens, const Mention& mention, LanguageId language) const;
  bool opens_row(const TokenizedText& tokens, const LinkedText& linked, std::uint32_t left,
                 std::uint32_t right, LanguageId language) const;

  std::shared_ptr<const Lexicon> lexicon_;
  std::vector<Lexicon::ClassId> and_, both_, both_and_, and_clubs_, determiners_, prepositions_,
      from_, replaced_, replaced_of_;  // by language
};

}  // namespace mercato
