// What do patterns ask of a sentence again and again? Costs and grammar of its tokens and mentions,
// worked out once.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "0_core/mention.h"
#include "1_language/language.h"
#include "2_rules/hash_filter.h"
#include "2_rules/lexicon.h"

namespace mercato {

// What a token of distance costs: costs are in units of about three tokens.
inline constexpr float kTokenCost = 0.3f;

// Words that shape how far a role may lie from its words, of one language. Immutable.
class GrammarWords {
 public:
  enum Class : std::uint8_t {
    preposition = 1,  // @prep: what governs a noun phrase
    determiner = 2,   // @det: articles and the like, inside a noun phrase
    clause = 4,       // @clause: words that open another clause
  };
  GrammarWords() = default;
  GrammarWords(const Lexicon& lexicon, LanguageId language);
  // The classes of a token as a set of bits.
  std::uint8_t classes(std::uint64_t token_hash) const {
    if (!filter_.may_have(token_hash)) return 0;
    const auto it = classes_.find(token_hash);
    return it == classes_.end() ? 0 : it->second;
  }

 private:
  HashFilter<4096> filter_;
  boost::unordered_flat_map<std::uint64_t, std::uint8_t> classes_;
};

// One sentence with the mentions that begin in it. Views only; tokens and mentions are named by
// their indexes in the document.
class SentenceView {
 public:
  SentenceView(const TokenizedText& text, std::uint32_t sentence,
               std::span<const Mention> mentions);
  // Fills what the queries below answer from. Called once, before the first of them.
  void weigh(const GrammarWords& grammar);
  bool is_weighed() const { return weighed_; }

  const TokenizedText& text() const { return text_; }
  const Mention& mention(std::uint32_t m) const { return mentions_[m]; }
  std::uint32_t first_token() const { return first_token_; }
  std::uint32_t end_token() const { return end_token_; }
  std::uint32_t first_mention() const { return first_mention_; }
  std::uint32_t end_mention() const { return end_mention_; }

  // What it costs to pass over a token between words and a role.
  float pass_cost(std::uint32_t token) const { return tokens_[token - first_token_].pass_cost; }
  // Whether the token is a strong mark, which only roles reach over.
  bool is_break(std::uint32_t token) const { return tokens_[token - first_token_].is_break; }
  bool is_preposition(std::uint32_t token) const {
    return tokens_[token - first_token_].classes & GrammarWords::preposition;
  }
  // Whether a preposition governs the mention: "de l'OM", "pour le jeune X".
  bool is_governed(std::uint32_t m) const { return traits_[m - first_mention_].governed; }
  // Whether the mention lies within one before it: the club of "le défenseur marseillais".
  bool is_nested(std::uint32_t m) const { return traits_[m - first_mention_].nested; }

 private:
  struct TokenTraits {
    float pass_cost = 0;
    std::uint8_t classes = 0;
    bool is_break = false;
  };
  struct MentionTraits {
    bool governed = false, nested = false;
  };
  float weigh_token(std::uint32_t token, std::uint8_t classes) const;
  bool find_governed(std::uint32_t m) const;
  bool find_nested(std::uint32_t m) const;

  const TokenizedText& text_;
  std::span<const Mention> mentions_;  // of the document
  std::uint32_t first_token_, end_token_, first_mention_, end_mention_;
  bool weighed_ = false;
  std::vector<TokenTraits> tokens_;    // from first_token_ on
  std::vector<MentionTraits> traits_;  // from first_mention_ on
};

}  // namespace mercato
