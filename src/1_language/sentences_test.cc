#include "1_language/sentences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "1_language/language_testing.h"

namespace mercato {
namespace {

using testing::ElementsAre;

std::vector<std::string> split(std::string_view tag, std::string text,
                               BlockKind kind = BlockKind::paragraph) {
  Document document;
  document.text = std::move(text);
  Block block;
  block.span = {0, static_cast<std::uint32_t>(document.text.size())};
  block.kind = kind;
  block.language = tag;
  document.blocks = {block};
  TokenizedText out;
  test_languages().tokenize(document, out);
  std::vector<std::string> sentences;
  for (const Sentence& sentence : out.sentences) {
    const Span span =
        cover(out.tokens[sentence.first_token].span, out.tokens[sentence.end_token - 1].span);
    sentences.emplace_back(slice(document.text, span));
  }
  return sentences;
}

TEST(Sentences, end_at_closing_marks) {
  EXPECT_THAT(split("fr", "Il part. Elle reste ! Vraiment ? Oui… Non... Bon."),
              ElementsAre("Il part.", "Elle reste !", "Vraiment ?", "Oui…", "Non...", "Bon."));
}

TEST(Sentences, go_on_before_lower_case) {
  EXPECT_THAT(split("fr", "« Quoi ? » demande-t-il. Puis… rien."),
              ElementsAre("« Quoi ? » demande-t-il.", "Puis… rien."));
}

TEST(Sentences, take_the_closing_quotes_with_them) {
  EXPECT_THAT(split("en", "He said \"no.\" She left (again.) They stayed."),
              ElementsAre("He said \"no.\"", "She left (again.)", "They stayed."));
  EXPECT_THAT(split("fr", "« Je reste. » Il sourit."), ElementsAre("« Je reste. »", "Il sourit."));
}

TEST(Sentences, go_on_after_initials_and_titles) {
  EXPECT_THAT(split("en", "Then A. Bcdefg and J.L. Klmnop met Mr. Qrstuv. They spoke."),
              ElementsAre("Then A. Bcdefg and J.L. Klmnop met Mr. Qrstuv.", "They spoke."));
  EXPECT_THAT(split("fr", "Selon M. Le Xyzzyx, rien. Et M. Dupont ?"),
              ElementsAre("Selon M. Le Xyzzyx, rien.", "Et M. Dupont ?"));
}

TEST(Sentences, keep_links_to_other_texts_apart) {
  const auto flattened =
      split("pt",
            "O clube quer Marek. + Sudport faz proposta por Piet Blom + Norville treina hoje A "
            "notícia foi dada ontem. Leia mais: + Veja a tabela do campeonato feminino e os jogos "
            "da rodada Marek falou.");
  EXPECT_THAT(
      flattened,
      ElementsAre("O clube quer Marek.", "+ Sudport faz proposta por Piet Blom",
                  "+ Norville treina hoje", "A notícia foi dada ontem.", "Leia mais:",
                  "+ Veja a tabela do campeonato feminino e os jogos da rodada", "Marek falou."));
  EXPECT_THAT(split("en", "He left. READ MORE: Norville wait for Marek The club said no."),
              ElementsAre("He left.", "READ MORE: Norville wait for Marek", "The club said no."));
  EXPECT_THAT(split("pt", "Foram 3 + 4 golos do Norville + 1 do Sudport."),
              ElementsAre("Foram 3 + 4 golos do Norville + 1 do Sudport."));
}

TEST(Sentences, end_after_a_league_that_ends_in_a_letter_or_number) {
  EXPECT_THAT(split("it", "Gioca in Serie A. Il club aspetta."),
              ElementsAre("Gioca in Serie A.", "Il club aspetta."));
  EXPECT_THAT(split("fr", "Il joue en Ligue 1. Nantes attend."),
              ElementsAre("Il joue en Ligue 1.", "Nantes attend."));
}

TEST(Sentences, end_after_abbreviations_only_before_a_beginning) {
  EXPECT_THAT(split("en", "It is Abcd Utd. Xyzzy who pays."),
              ElementsAre("It is Abcd Utd. Xyzzy who pays."));
  EXPECT_THAT(split("en", "He left Abcd Utd. The club agreed."),
              ElementsAre("He left Abcd Utd.", "The club agreed."));
  EXPECT_THAT(split("de", "Er kostet 15 Mio. Euro. Das ist viel."),
              ElementsAre("Er kostet 15 Mio. Euro.", "Das ist viel."));
}

TEST(Sentences, go_on_within_numbers_and_ordinals) {
  EXPECT_THAT(split("de", "Am 11. Juni kommt der 1. FC Xyz. Der Rest folgt."),
              ElementsAre("Am 11. Juni kommt der 1. FC Xyz.", "Der Rest folgt."));
  EXPECT_THAT(split("en", "It cost 2.5 million. In 2024. Nothing more."),
              ElementsAre("It cost 2.5 million.", "In 2024.", "Nothing more."));
}

TEST(Sentences, end_at_blank_lines_and_bullets) {
  EXPECT_THAT(split("en", "First part\n\nsecond part\n- third part\n* fourth"),
              ElementsAre("First part", "second part", "- third part", "* fourth"));
}

TEST(Sentences, end_at_line_breaks_of_short_texts) {
  EXPECT_THAT(split("en", "Deal done\nmedical today", BlockKind::post),
              ElementsAre("Deal done", "medical today"));
  EXPECT_THAT(split("en", "Deal done\nMedical today"), ElementsAre("Deal done", "Medical today"));
}

TEST(Sentences, go_on_across_wrapped_lines) {
  const std::string wrapped =
      "The club has been looking for a defender since the end of\nMay and will go on to look for "
      "one.";
  EXPECT_THAT(split("en", wrapped), ElementsAre(wrapped));
}

TEST(Sentences, end_at_line_breaks_after_closing_marks) {
  EXPECT_THAT(
      split("en",
            "The club has been looking for a defender for a long time (xyz)\nThe coach waits"),
      ElementsAre("The club has been looking for a defender for a long time (xyz)",
                  "The coach waits"));
}

TEST(Sentences, end_where_a_space_was_lost) {
  EXPECT_THAT(split("en", "Who pays?The club does. See Example.Com now"),
              ElementsAre("Who pays?", "The club does.", "See Example.Com now"));
  EXPECT_THAT(split("en", "On loan from Real Xyzzy.Lawyers met in 2021.Then “it is done.”The end"),
              ElementsAre("On loan from Real Xyzzy.", "Lawyers met in 2021.", "Then “it is done.”",
                          "The end"));
  EXPECT_THAT(
      split("en", "He plays in Serie A.It is late in St.Abcde.PQRST say 50m.He goes"),
      ElementsAre("He plays in Serie A.", "It is late in St.Abcde.", "PQRST say 50m.", "He goes"));
}

TEST(Sentences, go_on_within_addresses_and_initials_without_spaces) {
  for (const char* text : {"See Xyzzy.London today", "Ask J.L.Klmnop there", "To FC St.Abcde now",
                           "U.S.Xyzzy waits", "It is at Xyzzy.Org now"})
    EXPECT_THAT(split("en", text), ElementsAre(text));
}

TEST(Sentences, begin_at_pictograms_of_posts) {
  EXPECT_THAT(split("en", "The deal is done 🚨 Medical is on Monday", BlockKind::post),
              ElementsAre("The deal is done", "🚨 Medical is on Monday"));
  EXPECT_THAT(split("en", "The 🇫🇷 winger 🔥 signs", BlockKind::post),
              ElementsAre("The 🇫🇷 winger 🔥 signs"));
}

TEST(Sentences, are_bounded) {
  std::string text;
  for (std::uint32_t i = 0; i < 3 * kMaxSentenceTokens; ++i) text += "word ";
  EXPECT_EQ(split("en", text).size(), 3u);
}

// Blocks anywhere, also where none may be.
Document random_document(const std::string& text) {
  Document document;
  document.text = text;
  for (const auto& [begin, end] :
       *rc::gen::arbitrary<std::vector<std::pair<std::uint8_t, std::uint8_t>>>()) {
    Block block;
    block.span = {begin, end};
    block.kind = static_cast<BlockKind>(begin % 7);
    document.blocks.push_back(block);
  }
  return document;
}

void expect_sentences_partition(const std::string& text) {
  const Document document = random_document(text);
  TokenizedText out;
  test_languages().tokenize(document, out);
  std::uint32_t next = 0;
  for (const Sentence& sentence : out.sentences) {
    RC_ASSERT(sentence.first_token == next);
    RC_ASSERT(sentence.end_token > next);
    RC_ASSERT(sentence.block < out.block_language.size());
    next = sentence.end_token;
  }
  RC_ASSERT(next == out.tokens.size());
}

RC_GTEST_PROP(Sentences, partition_the_tokens, ()) { expect_sentences_partition(*tricky_text()); }
RC_GTEST_PROP(Sentences, partition_the_tokens_of_any_bytes, ()) {
  expect_sentences_partition(*any_bytes());
}

}  // namespace
}  // namespace mercato
