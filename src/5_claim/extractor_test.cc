#include "5_claim/extractor.h"

#include <gtest/gtest.h>

#include "5_claim/claim_testing.h"

namespace mercato {
namespace {

class ExtractorTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.write("claims/interest.rules",
                  "rule vise\n match TO? vise|visent PERSON?\n"
                  " + [TO Norville] vise [PERSON Jan Marek].\n - Il pleut.\n"
                  "rule piste\n match piste\n set weak=yes\n + La piste.\n - Il pleut.\n"
                  "rule dossier\n match dossier\n set weak=document\n + Le dossier.\n - Il "
                  "pleut.\n");
    folder_.write("claims/bid.rules",
                  "rule offre\n match TO? offre pour PERSON?\n"
                  " + [TO Norville] offre pour [PERSON Jan Marek].\n - Il pleut.\n");
    folder_.write("claims/talks.rules",
                  "rule deux\n match TO et FROM négocient PERSON?\n"
                  " + [TO Norville] et [FROM Sudport] négocient [PERSON Jan Marek].\n - Il "
                  "pleut.\n");
    folder_.write("claims/none.rules",
                  "rule titre\n match vise le titre\n + Il vise le titre.\n - Il vise.\n");
    folder_.write("claims/stay.rules",
                  "rule reste\n match PERSON? reste\n + [PERSON Jan Marek] reste.\n - Il pleut.\n");
    folder_.write("modality/denied.rules", "rule pas\n match pas\n + Pas.\n - Oui.\n");
    folder_.write("modality/hedged.rules", "rule serait\n match serait\n + Serait.\n - Est.\n");
    auto languages = Languages::load(folder_.path());
    ASSERT_TRUE(languages) << languages.error().to_string();
    languages_ = *languages;
    auto lexicon = Lexicon::load(folder_.path(), languages_);
    ASSERT_TRUE(lexicon) << lexicon.error().to_string();
    lexicon_ = *lexicon;
    auto types = ClaimTypes::load(folder_.path());
    ASSERT_TRUE(types) << types.error().to_string();
    types_ = *types;
    auto extractor = Extractor::create(folder_.path(), languages_, lexicon_, types_);
    ASSERT_TRUE(extractor) << extractor.error().to_string();
    extractor_ = *extractor;
  }

  MarkedText text(std::string_view marked) const { return MarkedText(*languages_, marked); }

  // "interest Jan Marek Norville affirmed asserted", one for each statement, in order.
  std::vector<std::string> told(const MarkedText& text) {
    extractor_->extract(text.document, text.tokens, text.linked, claims_);
    std::vector<std::string> out;
    for (const Claim& claim : claims_) {
      out.push_back((*types_)[claim.type].name + " " + text.name(claim.person) + " " +
                    text.name(claim.to) + " " + text.name(claim.from) + " " +
                    std::string(to_string(claim.polarity)) + " " +
                    std::string(to_string(claim.certainty)));
    }
    return out;
  }

  using Told = std::vector<std::string>;
  RuleFolder folder_;
  std::shared_ptr<const Languages> languages_;
  std::shared_ptr<const Lexicon> lexicon_;
  std::shared_ptr<const ClaimTypes> types_;
  std::shared_ptr<const Extractor> extractor_;
  std::vector<Claim> claims_;
};

TEST_F(ExtractorTest, roles_become_person_and_clubs_with_the_words_as_evidence) {
  const MarkedText marked = text("Hier, [club Norville] vise [person Jan Marek] du [club Sudport].")
                                .hold("Jan Marek", "Sudport");
  EXPECT_EQ(told(marked), Told{"interest Jan Marek Norville Sudport affirmed asserted"});
  EXPECT_EQ(slice(marked.document.text, claims_[0].evidence[0].span), "Norville vise Jan Marek");
  EXPECT_EQ(claims_[0].evidence[0].language, "fr");
  EXPECT_EQ(claims_[0].source.kind, SourceKind::self);
  ASSERT_EQ(claims_[0].derivations.size(), 1u);
  EXPECT_EQ(claims_[0].derivations[0].rule, "fr/interest/vise");
}

TEST_F(ExtractorTest, words_that_are_no_claim_silence_what_overlaps_them) {
  EXPECT_EQ(told(text("[club Norville] vise le titre avec [person Jan Marek].")), Told{});
}

TEST_F(ExtractorTest, missing_person_is_the_one_spoken_of_before) {
  EXPECT_EQ(told(text("[person Jan Marek] joue.\n\n[club Norville] vise le joueur.")),
            Told{"interest Jan Marek Norville - affirmed asserted"});
  ASSERT_FALSE(claims_[0].derivations[0].notes.empty());
}

TEST_F(ExtractorTest, club_that_holds_the_person_is_no_suitor) {
  const auto marked =
      text("[club Sudport] : [person Jan Marek] visé ? On vise [person Jan Marek].");
  EXPECT_EQ(told(MarkedText(marked).hold("Jan Marek", "Sudport")), Told{});
}

TEST_F(ExtractorTest, claim_without_person_or_without_a_required_club_is_none) {
  EXPECT_EQ(told(text("[club Norville] vise haut.")), Told{});
  EXPECT_EQ(told(text("On vise [person Jan Marek].")), Told{});
}

TEST_F(ExtractorTest, type_that_has_no_suitor_keeps_the_club_as_owner) {
  const auto marked =
      text("[person Jan Marek] reste à [club Sudport].").hold("Jan Marek", "Sudport");
  EXPECT_EQ(told(marked), Told{"stay Jan Marek - Sudport affirmed asserted"});
}

TEST_F(ExtractorTest, denial_and_doubt_beside_the_cue_count) {
  EXPECT_EQ(told(text("[club Norville] : pas une offre pour [person Jan Marek].")),
            Told{"bid Jan Marek Norville - denied asserted"});
  EXPECT_EQ(told(text("[club Norville] serait à l'offre pour [person Jan Marek].")),
            Told{"bid Jan Marek Norville - affirmed hedged"});
}

TEST_F(ExtractorTest, coordination_claims_for_each_member) {
  EXPECT_EQ(told(text("[club Norville] et [club Westham] visent [person Jan Marek].")).size(), 2u);
  EXPECT_EQ(told(text("[club Norville] vise [person Jan Marek] et [person Ole Tynset].")).size(),
            2u);
}

TEST_F(ExtractorTest, club_that_holds_the_person_is_no_suitor_in_a_coordination_either) {
  const auto marked = text("[club Norville] et [club Sudport] visent [person Jan Marek].")
                          .hold("Jan Marek", "Sudport");
  EXPECT_EQ(told(marked), Told{"interest Jan Marek Norville Sudport affirmed asserted"});
}

TEST_F(ExtractorTest, weak_cue_speaks_only_where_nothing_else_is_claimed_of_the_person) {
  EXPECT_EQ(told(text("La piste [person Jan Marek] à [club Norville].")).size(), 1u);
  EXPECT_EQ(told(text("[club Norville], offre pour [person Jan Marek] sur cette piste.")),
            Told{"bid Jan Marek Norville - affirmed asserted"});
}

TEST_F(ExtractorTest, weakest_cue_speaks_only_where_the_document_says_nothing_else_of_the_person) {
  EXPECT_EQ(told(text("Le dossier [person Jan Marek] à [club Norville].")).size(), 1u);
  EXPECT_EQ(told(text("Le dossier [person Jan Marek] à [club Norville].\n\n[club Norville] offre "
                      "pour [person Jan Marek].")),
            Told{"bid Jan Marek Norville - affirmed asserted"});
}

TEST_F(ExtractorTest, nobody_wants_whom_somebody_is_to_replace) {
  EXPECT_EQ(
      told(text("Pour remplacer [person Ole Tynset], [club Norville] vise [person Jan Marek].")),
      Told{"interest Jan Marek Norville - affirmed asserted"});
  EXPECT_TRUE(told(text("[club Norville] vise vite pour remplacer [person Ole Tynset].")).empty());
}

TEST_F(ExtractorTest, undated_text_may_tell_of_the_time_before_the_reference) {
  auto marked = text("[club Norville] vise [person Jan Marek].");
  marked.hold("Jan Marek", "Norville");
  EXPECT_TRUE(told(marked).empty());
  Entity& person = marked.linked.entities[static_cast<std::size_t>(marked.find("Jan Marek"))];
  person.club_from_text = false;
  EXPECT_EQ(told(marked), Told{"interest Jan Marek Norville - affirmed asserted"});
  person.coach = true;
  EXPECT_TRUE(told(marked).empty());
}

TEST_F(ExtractorTest, no_country_gets_a_player) {
  auto marked = text("La [national_team France] vise [person Jan Marek].");
  Entity& person = marked.linked.entities[static_cast<std::size_t>(marked.find("Jan Marek"))];
  person.certain = true;
  EXPECT_TRUE(told(marked).empty());
  person.coach = true;
  EXPECT_EQ(told(marked), Told{"interest Jan Marek France - affirmed asserted"});
}

TEST_F(ExtractorTest, of_two_clubs_side_by_side_the_holder_sells) {
  auto marked = text("[club Sudport] et [club Norville] négocient [person Jan Marek].");
  EXPECT_EQ(told(marked.hold("Jan Marek", "Sudport")),
            Told{"talks Jan Marek Norville Sudport affirmed asserted"});
}

TEST_F(ExtractorTest, of_a_seller_and_a_buyer_the_holder_sells_whatever_the_rule_thinks) {
  folder_.write("claims/contact.rules",
                "rule discute\n match FROM discute avec TO pour PERSON\n"
                " + [FROM Sudport] discute avec [TO Norville] pour [PERSON Jan Marek].\n"
                " - Il pleut.\n");
  SetUp();
  auto marked = text("[club Norville] discute avec [club Sudport] pour [person Jan Marek].");
  EXPECT_EQ(told(marked), Told{"contact Jan Marek Sudport Norville affirmed asserted"});
  EXPECT_EQ(told(marked.hold("Jan Marek", "Sudport")),
            Told{"contact Jan Marek Norville Sudport affirmed asserted"});
}

TEST_F(ExtractorTest, cue_that_is_silenced_silences_nobody) {
  folder_.write("claims/contact.rules",
                "rule court\n match PERSON chez TO\n set weak=yes\n"
                " + [PERSON Jan Marek] chez [TO Norville]\n - Il pleut.\n");
  folder_.write("claims/offered.rules",
                "rule long\n match PERSON chez TO ..6 bientôt\n set weak=yes\n"
                " + [PERSON Jan Marek] chez [TO Norville] bientôt.\n - Il pleut.\n");
  folder_.write("claims/wants_out.rules",
                "rule part\n match PERSON part bientôt de FROM\n"
                " + [PERSON Jan Marek] part bientôt de [FROM Sudport].\n - Il pleut.\n");
  SetUp();
  const auto marked = text(
      "[person Jan Marek] chez [club Norville], [person Ole Tynset] part bientôt de [club "
      "Sudport].");
  const auto all = told(marked);
  EXPECT_EQ(std::count(all.begin(), all.end(), "contact Jan Marek Norville - affirmed asserted"),
            1);
}

TEST_F(ExtractorTest, money_belongs_to_the_nearest_claim_of_its_sentence) {
  EXPECT_EQ(told(text("[club Norville] offre pour [person Jan Marek] [money 5 millions d'euros].")),
            Told{"bid Jan Marek Norville - affirmed asserted"});
  ASSERT_EQ(claims_[0].money.size(), 1u);
  EXPECT_EQ(claims_[0].money[0].amount, 5e6);
  EXPECT_EQ(claims_[0].money[0].kind, MoneyKind::bid);
}

TEST_F(ExtractorTest, money_of_a_sentence_without_claim_goes_to_the_person_it_speaks_of) {
  told(
      text("[club Norville] offre pour [person Jan Marek]. Il pleut.\n\n[person Jan Marek] vaut "
           "[money 5 millions d'euros]."));
  ASSERT_EQ(claims_.size(), 1u);
  EXPECT_EQ(claims_[0].money.size(), 1u);
  told(
      text("[club Norville] offre pour [person Jan Marek]. [person Ole Tynset] vaut "
           "[money 5 millions d'euros]."));
  ASSERT_EQ(claims_.size(), 1u);
  EXPECT_TRUE(claims_[0].money.empty());
}

TEST_F(ExtractorTest, holder_said_once_holds_in_all_statements_of_the_person) {
  folder_.write("claims/wants_out.rules",
                "rule quitte\n match PERSON quitte FROM\n"
                " + [PERSON Jan Marek] quitte [FROM Sudport].\n - Il pleut.\n");
  SetUp();
  EXPECT_EQ(told(text("[club Norville] vise [person Jan Marek]. [person Jan Marek] quitte "
                      "[club Sudport].")),
            (Told{"interest Jan Marek Norville Sudport affirmed asserted",
                  "wants_out Jan Marek - Sudport affirmed asserted"}));
}

TEST_F(ExtractorTest, money_alone_in_the_first_sentence_or_behind_silence_makes_nothing) {
  EXPECT_EQ(told(text("[money 5 millions d'euros].")), Told{});
  EXPECT_EQ(told(text("Il pleut. [money 5 millions d'euros]. Il pleut.")), Told{});
}

TEST_F(ExtractorTest, metadata_blocks_make_no_claims) {
  MarkedText marked = text("[club Norville] vise [person Jan Marek].");
  marked.document.blocks[0].kind = BlockKind::metadata;
  EXPECT_EQ(told(marked), Told{});
}

TEST_F(ExtractorTest, unknown_type_and_unknown_attribute_fail_with_the_rule_named) {
  folder_.write("claims/rumour.rules", "rule x\n match rumeur\n + Rumeur.\n - Non.\n");
  auto made = Extractor::create(folder_.path(), languages_, lexicon_, types_);
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().to_string().find("rumour"), std::string::npos);
  std::filesystem::remove(folder_.path() / "languages/fr/claims/rumour.rules");
  folder_.write("claims/talks.rules",
                "rule y\n match discute\n set colour=red\n + Discute.\n - Non.\n");
  made = Extractor::create(folder_.path(), languages_, lexicon_, types_);
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().to_string().find("colour=red"), std::string::npos);
}

}  // namespace
}  // namespace mercato
