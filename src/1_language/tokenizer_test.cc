#include "1_language/tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "1_language/characters.h"
#include "1_language/language_testing.h"

namespace mercato {
namespace {

using testing::ElementsAre;

TokenizedText tokenize(std::string_view text) {
  TokenizedText out;
  test_languages().tokenize(text, kUnknownLanguage, out);
  return out;
}

std::vector<std::string> folds(std::string_view text) {
  const TokenizedText tokens = tokenize(text);
  std::vector<std::string> out;
  for (std::uint32_t i = 0; i < tokens.tokens.size(); ++i) out.emplace_back(tokens.fold(i));
  return out;
}

std::vector<TokenKind> kinds(std::string_view text) {
  std::vector<TokenKind> out;
  for (const Token& token : tokenize(text).tokens) out.push_back(token.kind);
  return out;
}

TEST(Tokenizer, cuts_words_at_hyphens) {
  EXPECT_THAT(folds("Saint-Germain"), ElementsAre("saint", "-", "germain"));
  EXPECT_EQ(tokenize("Saint-Germain").tokens[2].shape, kCapitalised | kHyphenBefore);
  EXPECT_EQ(tokenize("Nantes - Lens").tokens[2].shape, kCapitalised | kSpaceBefore);
}

TEST(Tokenizer, splits_elisions_of_any_language) {
  EXPECT_THAT(folds("dell' accordo, all' 5"),
              ElementsAre("dell'", "accordo", ",", "all", "'", "5"));
  EXPECT_THAT(folds("dell'OM l’Inter qu'il"),
              ElementsAre("dell'", "om", "l'", "inter", "qu'", "il"));
  const TokenizedText tokens = tokenize("L’OM");
  EXPECT_EQ(tokens.tokens[0].shape, kCapitalised | kElided | kSpaceBefore | kBlockStart);
  EXPECT_EQ(tokens.tokens[1].shape, kCapitalised | kAllCaps | kHyphenBefore);
  EXPECT_THAT(folds("dell’#OM l'«Inter»"), ElementsAre("dell'", "om", "l'", "«", "inter", "»"));
}

TEST(Tokenizer, keeps_apostrophes_within_names) {
  EXPECT_THAT(folds("O'Brien N'Golo Eto’o aujourd'hui"),
              ElementsAre("o'brien", "n'golo", "eto'o", "aujourd'hui"));
  EXPECT_THAT(folds("n'a s’offre"), ElementsAre("n'", "a", "s'", "offre"));
}

TEST(Tokenizer, splits_enclitics) {
  EXPECT_THAT(folds("Ajax's it’s O'Brien's U21's we'll"),
              ElementsAre("ajax", "'s", "it", "'s", "o'brien", "'s", "u21", "'s", "we", "'ll"));
  EXPECT_THAT(folds("don't"), ElementsAre("don't"));
  EXPECT_TRUE(tokenize("Ajax's").tokens[1].shape & kHyphenBefore);
}

TEST(Tokenizer, keeps_apostrophes_that_end_or_begin_a_word) {
  EXPECT_THAT(folds("un po' di"), ElementsAre("un", "po'", "di"));
  EXPECT_THAT(folds("in 't Veld"), ElementsAre("in", "'t", "veld"));
  EXPECT_THAT(folds("the 'deal' is"), ElementsAre("the", "'", "deal", "'", "is"));
  EXPECT_THAT(folds("players' union"), ElementsAre("players", "'", "union"));
}

TEST(Tokenizer, separates_numbers_from_letters) {
  EXPECT_THAT(
      folds("15 2,5 1.000.000 4-3-3 U21 30m 3."),
      ElementsAre("15", "2,5", "1.000.000", "4", "-", "3", "-", "3", "u21", "30", "m", "3", "."));
  EXPECT_THAT(kinds("£30m U21"),
              ElementsAre(TokenKind::symbol, TokenKind::number, TokenKind::word, TokenKind::word));
}

TEST(Tokenizer, knows_hashtags_and_handles) {
  EXPECT_THAT(folds("#OMNantes @Some_One2 #1 a@b"),
              ElementsAre("omnantes", "some_one2", "#", "1", "a", "@", "b"));
  EXPECT_THAT(kinds("#OM @a_b # @"), ElementsAre(TokenKind::hashtag, TokenKind::handle,
                                                 TokenKind::punctuation, TokenKind::punctuation));
  EXPECT_EQ(tokenize("#OM").tokens[0].span, (Span{0, 3}));
}

TEST(Tokenizer, knows_addresses) {
  EXPECT_THAT(folds("(https://Example.org/a_b?c=d), www.example.org. t.example/x1!"),
              ElementsAre("(", "https://example.org/a_b?c=d", ")", ",", "www.example.org", ".",
                          "t.example/x1", "!"));
  EXPECT_THAT(folds("Example.com and/or http:// x"),
              ElementsAre("example", ".", "com", "and", "/", "or", "http", ":", "/", "/", "x"));
}

TEST(Tokenizer, takes_each_emoji_as_one_symbol) {
  EXPECT_EQ(tokenize("👩‍👧🇫🇷🇮🇹👍🏽⚽️").tokens.size(), 5u);
  EXPECT_THAT(kinds("€5🚨"), ElementsAre(TokenKind::symbol, TokenKind::number, TokenKind::symbol));
}

TEST(Tokenizer, tells_shapes) {
  const TokenizedText tokens = tokenize("Éric OM l a1");
  EXPECT_EQ(tokens.tokens[0].shape, kCapitalised | kSpaceBefore | kBlockStart);
  EXPECT_EQ(tokens.tokens[1].shape, kCapitalised | kAllCaps | kSpaceBefore);
  EXPECT_EQ(tokens.tokens[2].shape, kSpaceBefore);
}

TEST(Tokenizer, hashes_the_fold) {
  const TokenizedText tokens = tokenize("Ødegaard");
  EXPECT_EQ(tokens.tokens[0].hash, fold_hash("odegaard"));
}

TEST(Tokenizer, cuts_endless_words) {
  const TokenizedText tokens = tokenize(std::string(10 * kMaxTokenBytes, 'x'));
  EXPECT_EQ(tokens.tokens.size(), 10u);
}

// The cut may fall into a character; what follows it must not run on.
TEST(Tokenizer, cuts_endless_words_of_wide_characters) {
  const std::string word =
      std::string(kMaxTokenBytes - 1, 'x') + "’" + std::string(3 * kMaxTokenBytes, 'y');
  for (const Token& token : tokenize(word).tokens) EXPECT_LE(token.span.size(), kMaxTokenBytes + 3);
  const std::string accents =
      "é" + std::string(kMaxTokenBytes - 3, 'x') + "éé" + std::string(100, 'y');
  for (const Token& token : tokenize(accents).tokens)
    EXPECT_LE(token.span.size(), kMaxTokenBytes + 3);
}

TEST(Tokenizer, reuses_memory) {
  TokenizedText out;
  const std::string text = "Un texte avec quelques mots, et encore d'autres mots.";
  test_languages().tokenize(text, kUnknownLanguage, out);
  const Token* tokens = out.tokens.data();
  const char* folded = out.folded.data();
  test_languages().tokenize(text, kUnknownLanguage, out);
  EXPECT_EQ(out.tokens.data(), tokens);
  EXPECT_EQ(out.folded.data(), folded);
}

// Every byte in exactly one token or white space; sizes and hashes fit.
void expect_tokens_hold(const std::string& text) {
  const TokenizedText out = tokenize(text);
  std::uint32_t at = 0;
  const auto expect_space_until = [&](std::uint32_t end) {
    while (at < end) {
      const Character character = read_character(text.data() + at, text.data() + text.size());
      RC_ASSERT(character.klass == CharClass::space);
      at += character.size;
    }
    RC_ASSERT(at == end);
  };
  for (std::uint32_t i = 0; i < out.tokens.size(); ++i) {
    const Token& token = out.tokens[i];
    RC_ASSERT(token.span.begin >= at);
    expect_space_until(token.span.begin);
    RC_ASSERT(token.span.end > token.span.begin);
    RC_ASSERT(token.hash == fold_hash(out.fold(i)));
    at = token.span.end;
  }
  expect_space_until(static_cast<std::uint32_t>(text.size()));
}

RC_GTEST_PROP(Tokenizer, covers_every_character_once, ()) {
  const std::string text = *tricky_text();
  expect_tokens_hold(text);
  for (const Token& token : tokenize(text).tokens) {
    RC_ASSERT(is_boundary(text, token.span.begin));
    RC_ASSERT(is_boundary(text, token.span.end));
  }
}

RC_GTEST_PROP(Tokenizer, holds_for_any_bytes, ()) { expect_tokens_hold(*any_bytes()); }

// But for '#', '@' and white space, the fold of a text is the folds of its tokens.
RC_GTEST_PROP(Tokenizer, folds_as_fold_does, ()) {
  const std::string text = *tricky_text();
  const TokenizedText out = tokenize(text);
  for (std::uint32_t i = 0; i < out.tokens.size(); ++i) {
    const TokenKind kind = out.tokens[i].kind;
    const bool signed_kind = kind == TokenKind::hashtag || kind == TokenKind::handle;
    const std::string_view written = slice(text, out.tokens[i].span).substr(signed_kind ? 1 : 0);
    RC_ASSERT(out.fold(i) == fold(written));
  }
}

}  // namespace
}  // namespace mercato
