#include "6_attribute/attributor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "6_attribute/test_text.h"

namespace mercato {
namespace {

TestText read(std::string_view marked, std::string_view language, std::string_view outlet = "",
              std::string_view author = "") {
  TestText text(marked, language);
  text.document.outlet = outlet;
  text.document.author = author;
  text.attribute();
  return text;
}

TEST(AttributionRules, hold_their_own_examples) {
  for (const Problem& problem : TestWorld::get().attributor->rules().verify())
    ADD_FAILURE() << problem.to_string();
  EXPECT_GT(TestWorld::get().attributor->rules().rules().size(), 40u);
}

TEST(Attributor, names_the_source_behind_selon) {
  const auto text =
      read("Selon [outlet Le Canard Rond], [person Jean Valdor] intéresse [club Valmont].", "fr");
  EXPECT_EQ(text.says("Jean Valdor intéresse"), "outlet Le Canard Rond");
}

TEST(Attributor, gives_the_whole_sentence_to_a_source_named_at_its_end) {
  const auto text = read(
      "[club Valmont] are in talks with [person John Valder], according to [outlet Round Duck].",
      "en");
  EXPECT_EQ(text.says("are in talks with John Valder"), "outlet Round Duck");
  EXPECT_EQ(read("[club Valmont] want [person John Valder], [outlet Round Duck] reports.", "en")
                .says("want John Valder"),
            "outlet Round Duck");
  const auto split = read(
      "[club Valmont] are keen on [person John Valder], with talks planned soon, according to "
      "[outlet Round Duck].",
      "en");
  EXPECT_EQ(split.says("are keen on"), "self");
  EXPECT_EQ(split.says("talks planned soon"), "outlet Round Duck");
}

TEST(Attributor, goes_on_with_the_same_source) {
  const auto text = read(
      "Selon [outlet Le Canard Rond], [person Jean Valdor] intéresse [club Valmont]. Selon la même "
      "source, une offre arrive.",
      "fr");
  EXPECT_EQ(text.says("une offre arrive"), "outlet Le Canard Rond");
  EXPECT_EQ(read("Selon [outlet Le Canard Rond], [person Jean Valdor] intéresse [club Valmont]. "
                 "Selon une source proche du club, une offre arrive.",
                 "fr")
                .says("une offre arrive"),
            "club");
}

TEST(Attributor, knows_a_name_whose_article_looks_like_a_preposition) {
  EXPECT_EQ(
      read("Segundo o jornal [outlet A Roda], o [club Valmont] quer [person João Valdor].", "pt")
          .says("quer"),
      "outlet A Roda");
}

TEST(Attributor, leaves_the_documents_own_voice_alone) {
  const auto text =
      read("[person Jean Valdor] intéresse [club Valmont]. Il joue selon ses moyens.", "fr");
  EXPECT_EQ(text.says("intéresse"), "self");
  EXPECT_TRUE(text.attributions.empty());
}

// The shape of the seed: a reporter of an outlet, a pronoun that goes on, hearsay two sentences
// later.
TEST(Attributor, goes_on_with_a_reporter_by_pronoun_and_hearsay) {
  const auto text = read(
      "Plus qu'un sentiment, c'est une réalité selon le journaliste [nationality italien] de "
      "[outlet Radio Due] [journalist Gino "
      "Penna]. Sur X, [pronoun il] a révélé que [club Valmont] avait coché le nom de [person Jean "
      "Valdor]. Le club l'a vu de "
      "près. Les recruteurs miseraient sur lui dès cet été.\n\nL'agent de [person Jean Valdor] est "
      "absent.",
      "fr");
  EXPECT_EQ(text.says("c'est une réalité"), "journalist Gino Penna (Radio Due)");
  EXPECT_EQ(text.says("avait coché le nom"), "journalist Gino Penna (Radio Due)");
  EXPECT_EQ(text.says("miseraient sur lui"), "journalist Gino Penna (Radio Due)");
  EXPECT_EQ(text.says("est absent"), "self");
}

TEST(Attributor, goes_on_in_other_words_and_tenses) {
  const auto text = read(
      "C'est vrai d'après la reporter [nationality espagnole] de [outlet Radio Due] [journalist "
      "Ana Pluma]. Sur X, [pronoun elle] "
      "affirme que [club Valmont] a appelé [person Jean Valdor].",
      "fr");
  EXPECT_EQ(text.says("a appelé"), "journalist Ana Pluma (Radio Due)");
}

TEST(Attributor, goes_on_where_no_subject_is_written_or_linked) {
  const auto text = read(
      "Secondo il giornalista [journalist Gino Penna], è tutto vero. Ha aggiunto che [club "
      "Valmonte] chiama [person Gino Valdori].",
      "it");
  EXPECT_EQ(text.says("chiama"), "journalist Gino Penna");
  const auto unlinked = read(
      "C'est vrai selon [journalist Gino Penna]. Sur X, il a révélé que [club Valmont] a appelé "
      "[person Jean Valdor].",
      "fr");
  EXPECT_EQ(unlinked.says("a appelé"), "journalist Gino Penna");
}

TEST(Attributor, takes_an_unknown_name_at_a_cue_as_an_outlet) {
  EXPECT_EQ(read("[person Jean Valdor] va partir, selon Le Phénicien.", "fr").says("va partir"),
            "outlet Le Phénicien");
  EXPECT_EQ(read("[club Valmont] want [person John Valder], according to Zonal Sports.", "en")
                .says("want"),
            "outlet Zonal Sports");
  EXPECT_EQ(
      read("In particolare, riferisce il 'Merlo', il [club Valmonte] potrebbe muoversi.", "it")
          .says("potrebbe muoversi"),
      "outlet Merlo");
}

TEST(Attributor, gives_press_of_a_country_its_words) {
  const auto text = read(
      "La presse [nationality espagnole] assure que [person Jean Valdor] pourrait partir.", "fr");
  EXPECT_EQ(text.says("pourrait partir"), "outlet La presse espagnole");
}

TEST(Attributor, keeps_unnamed_reports_with_the_document_and_hedges_them) {
  auto text = read("[club Valmont] want [person John Valder], according to reports.", "en");
  std::vector<Claim> statements{text.statement("want")};
  TestWorld::get().attributor->attribute(text.document, text.tokens, text.linked, text.attributions,
                                         statements);
  EXPECT_EQ(statements[0].source.kind, SourceKind::self);
  EXPECT_EQ(statements[0].certainty, Certainty::hedged);
}

TEST(Attributor, knows_the_outlet_that_names_itself) {
  EXPECT_EQ(read("[outlet Canard Sport] understands [club Valmont] want [person John Valder].",
                 "en", "canardsport.example")
                .says("want"),
            "self");
  EXPECT_EQ(
      read("Selon nos informations, [club Valmont] veut [person Jean Valdor].", "fr").says("veut"),
      "self");
  EXPECT_EQ(read("Selon [outlet Canard Sport], [club Valmont] veut [person Jean Valdor].", "fr",
                 "Merle Sport")
                .says("veut"),
            "outlet Canard Sport");
}

TEST(Attributor, covers_only_the_clause_behind_a_verb_of_reporting) {
  const auto text = read(
      "[person Jean Valdor] joue ici ; [outlet Le Canard Rond] révèle que [club Valmont] le veut.",
      "fr");
  EXPECT_EQ(text.says("joue ici"), "self");
  EXPECT_EQ(text.says("le veut"), "outlet Le Canard Rond");
}

TEST(Attributor, finds_the_speaker_behind_and_before_a_quote) {
  EXPECT_EQ(read("« Je suis heureux ici et je reste », a déclaré [person Jean Valdor] hier.", "fr")
                .says("je reste"),
            "person Jean Valdor");
  EXPECT_EQ(
      read("[person John Valder] told [outlet Duck FM]: “I have decided to leave this club.”", "en")
          .says("decided to leave"),
      "person John Valder (Duck FM)");
  EXPECT_EQ(
      read("# [person Jean Valdor] sur un départ de [person Paul Mirond] : \"Tout peut arriver\"",
           "fr")
          .says("Tout peut arriver"),
      "person Jean Valdor");
}

TEST(Attributor, finds_the_speaker_a_sentence_away) {
  const auto text = read(
      "Le président [person Paul Mirond] a brièvement abordé le mercato. « Nous avons reçu une "
      "offre pour lui. »",
      "fr");
  EXPECT_EQ(text.says("reçu une offre"), "club Paul Mirond");
}

TEST(Attributor, calls_officials_club_and_agents_agent) {
  EXPECT_EQ(read("Selon l'agent [agent Max Ferman], [person Jean Valdor] veut partir.", "fr")
                .says("veut partir"),
            "agent Max Ferman");
  EXPECT_EQ(
      read("[club Valmont] manager [person Tom Gaffer] says that [person John Valder] will stay.",
           "en")
          .says("will stay"),
      "club Tom Gaffer");
  EXPECT_EQ(
      read("[club Valmont] a officialisé mardi la prolongation de [person Jean Valdor].", "fr")
          .says("la prolongation"),
      "club Valmont");
}

TEST(Attributor, follows_the_subject_over_an_apposition) {
  const auto text = read(
      "[person Paul Mirond], président de [club Valmont], club de D2, a affirmé que [person Jean "
      "Valdor] signera.",
      "fr");
  EXPECT_EQ(text.says("signera"), "club Paul Mirond");
}

TEST(Attributor, is_not_fooled_by_words_that_only_look_like_saying) {
  EXPECT_EQ(
      read("Annoncé proche du [club Valmont], [person Jean Valdor] plaît.", "fr").says("plaît"),
      "self");
  EXPECT_EQ(read("[person Gino Valdori] tra conferma e mercato: la scelta.", "it").says("mercato"),
            "self");
  EXPECT_EQ(read("[person John Valder] was told to leave [club Valmont].", "en").says("to leave"),
            "self");
  EXPECT_EQ(read("[club Valmont] are said to be interested in [person John Valder].", "en")
                .says("interested"),
            "self");
  EXPECT_EQ(read("[person John Valder] says goodbye to [club Valmont].", "en").says("goodbye"),
            "self");
  EXPECT_EQ(read("# Addio [person Valdori] - DIRETTA VIDEO", "it").says("Addio"), "self");
}

TEST(Attributor, gives_a_describing_subject_its_person) {
  const auto text = read(
      "[person Jean Valdor] est sous contrat, mais l'attaquant a toutefois assuré qu'il ne "
      "partirait pas.",
      "fr");
  EXPECT_EQ(text.says("il ne partirait pas"), "person Jean Valdor");
}

TEST(Attributor, leaves_the_clause_before_a_contrast_to_the_document) {
  const auto text = read(
      "[club Valmont] have made no offer yet, while [person John Valder] agreed terms as "
      "[journalist @roundduck] reports.",
      "en");
  EXPECT_EQ(text.says("have made no offer"), "self");
  EXPECT_EQ(text.says("agreed terms"), "journalist @roundduck");
}

TEST(Attributor, ends_a_sources_words_where_torn_text_lost_a_space) {
  const auto text = read(
      "[club Valmont] want [person John Valder], according to [outlet The Round Duck] today.The "
      "winger is under contract.",
      "en");
  EXPECT_EQ(text.says("want"), "outlet The Round Duck");
  EXPECT_EQ(text.says("under contract"), "self");
}

TEST(Attributor, keeps_who_passed_it_on) {
  const auto text = read(
      "Selon [outlet Le Canard Rond], relayé par [outlet Merle Sport], [person Jean Valdor] va "
      "signer.",
      "fr");
  EXPECT_EQ(text.says("va signer"), "outlet Le Canard Rond");
  EXPECT_EQ(text.source_of("va signer").relayed_by, "Merle Sport");
}

TEST(Attributor, reads_headline_labels) {
  EXPECT_EQ(read("# [outlet Penna Verde] - [club Valmonte], domani la firma. Poi le visite?", "it")
                .says("Poi le visite"),
            "outlet Penna Verde");
  EXPECT_EQ(
      read("# Mercato [club Valmonte], [journalist Pennini]: “Valdori aspetta la firma”", "it")
          .says("aspetta la firma"),
      "journalist Pennini");
  EXPECT_EQ(read("# [club Valmont] bid for [person Valder] - [journalist Paul Myrond]", "en")
                .says("bid for"),
            "journalist Paul Myrond");
}

TEST(Attributor, gives_a_post_to_its_author) {
  const auto text = read(
      "[person Jean Valdor] reste.\n\n> Gino Penna (@gpenna): [club Valmonte] su [person Jean "
      "Valdor].",
      "fr");
  const Source source = text.source_of("Valmonte su");
  EXPECT_EQ(source.kind, SourceKind::journalist);
  EXPECT_EQ(source.name, "Gino Penna");
  EXPECT_EQ(source.handle, "gpenna");
  EXPECT_EQ(source.post, 0);
}

TEST(Attributor, takes_an_authors_own_older_post_as_the_document) {
  const auto text =
      read("Signed.\n\n> Gino Penna (@gpenna): [club Valmonte] want [person Jean Valdor].", "en",
           "X", "@gpenna");
  EXPECT_EQ(text.source_of("want").kind, SourceKind::self);
}

TEST(Attributor, points_back_over_that_is_according_to) {
  const auto text = read(
      "[person John Valder] will sign a new deal. That is according to [outlet The Round Duck].",
      "en");
  EXPECT_EQ(text.says("will sign a new deal"), "outlet The Round Duck");
}

TEST(Attributor, lets_a_headline_follow_its_body) {
  auto text = read(
      "# [club Valmont] vise [person Jean Valdor]\n\nSelon [outlet Le Canard Rond], [club Valmont] "
      "veut [person Jean Valdor].",
      "fr");
  std::vector<Claim> statements{text.statement("vise"), text.statement("veut")};
  TestWorld::get().attributor->attribute(text.document, text.tokens, text.linked, text.attributions,
                                         statements);
  EXPECT_EQ(statements[0].source.name, "Le Canard Rond");
}

TEST(Attributor, lets_a_headline_without_a_suitor_take_the_one_of_its_body) {
  auto text = read(
      "# Offre pour [person Jean Valdor]\n\nSelon [outlet Le Canard Rond], [club Valmont] "
      "veut [person Jean Valdor].",
      "fr");
  std::vector<Claim> statements{text.statement("Offre"), text.statement("veut")};
  statements[1].to = 7;
  const auto attribute = [&] {
    TestWorld::get().attributor->attribute(text.document, text.tokens, text.linked,
                                           text.attributions, statements);
  };
  attribute();
  EXPECT_EQ(statements[0].source.name, "Le Canard Rond");
  EXPECT_EQ(statements[0].to, 7);
  statements[0] = text.statement("Offre");
  statements[0].to = 8;
  attribute();
  EXPECT_EQ(statements[0].source.kind, SourceKind::self);
}

// Whatever the text, contents and spans are slices of it.
RC_GTEST_PROP(Attributor, gives_only_spans_of_the_text, ()) {
  static const std::vector<std::string> kPieces = {"Selon ",
                                                   "[outlet Le Canard Rond]",
                                                   "[person Jean Valdor]",
                                                   "[club Valmont]",
                                                   " a déclaré ",
                                                   " que ",
                                                   "« ",
                                                   " »",
                                                   ", ",
                                                   ". ",
                                                   "\n\n",
                                                   "\"",
                                                   "“",
                                                   "”",
                                                   "‘",
                                                   "’",
                                                   " : ",
                                                   " - ",
                                                   "relayé par ",
                                                   "il a dit ",
                                                   "aurait ",
                                                   "[pronoun il]",
                                                   "la presse ",
                                                   "Il"};
  std::string marked;
  for (const auto index : *rc::gen::container<std::vector<std::size_t>>(
           rc::gen::inRange<std::size_t>(0, kPieces.size()))) {
    marked += kPieces[index];
  }
  const auto text = read(marked, "fr");
  for (const Attribution& attribution : text.attributions) {
    RC_ASSERT(attribution.content.begin <= attribution.content.end);
    RC_ASSERT(attribution.content.end <= text.document.text.size());
    RC_ASSERT(attribution.source.mention.end <= text.document.text.size());
    RC_ASSERT(attribution.source.cue.end <= text.document.text.size());
  }
}

}  // namespace
}  // namespace mercato
