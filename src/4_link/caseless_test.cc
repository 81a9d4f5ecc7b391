// Texts without any capital letter: words of an address, posts.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "4_link/linker_testing.h"

namespace mercato::link {
namespace {

LinkedDocument link(std::string text, std::string language = "en") {
  return SmallWorld::get().link(std::move(text), std::move(language), "2023-12-01");
}

TEST(Caseless, links_whole_names_and_clubs) {
  const auto doc = link("montelupo make bid for brevanne winger idris kombale");
  EXPECT_EQ(doc.at("idris kombale"), "Idris Kombalé");
  EXPECT_EQ(doc.at("montelupo", MentionKind::club), "AC Montelupo");
  EXPECT_EQ(doc.at("brevanne", MentionKind::club), "Olympique de Brévanne");
}

TEST(Caseless, links_surnames_whose_club_the_text_names) {
  EXPECT_EQ(link("brevanne turn down montelupo bid for kombale").at("kombale"), "Idris Kombalé");
  EXPECT_EQ(link("vardanelli cerca del montelupo pero el brevanne no vende", "es").at("vardanelli"),
            "Lucio Vardanelli");
}

TEST(Caseless, links_possessives_that_lost_their_apostrophe) {
  const auto doc = link("montelupo scouts watch brevannes kombale again");
  EXPECT_EQ(doc.at("brevanne", MentionKind::club), "Olympique de Brévanne");
  EXPECT_EQ(doc.at("kombale"), "Idris Kombalé");
}

TEST(Caseless, takes_ordinary_words_for_the_words) {
  EXPECT_EQ(link("montelupo are back in the market for a winger").count(MentionKind::person), 0);
  EXPECT_EQ(link("harwick sell uwe market to montelupo").at("uwe market"), "Uwe Market");
  EXPECT_EQ(link("Harwick Rovers sell Market to Montelupo").at("Market"), "Uwe Market");
}

TEST(Caseless, does_not_take_the_surname_behind_another_first_name) {
  const auto doc = link("montelupo want marko kombale on loan");
  EXPECT_EQ(doc.at("kombale"), "");
  EXPECT_EQ(doc.at("marko kombale"), "marko kombale") << "someone whom the reference lacks";
  EXPECT_FALSE(doc.entity("marko kombale")->certain);
  EXPECT_EQ(link("montelupo want idris kombale on loan").at("idris kombale"), "Idris Kombalé");
}

TEST(Caseless, is_not_meant_where_one_word_has_a_capital) {
  EXPECT_EQ(link("Montelupo make bid for kombale").at("kombale"), "");
  EXPECT_EQ(link("montelupo make bid for kombale EX43034").at("kombale"), "Idris Kombalé")
      << "a code is no word";
}

TEST(Caseless, is_not_tried_in_a_language_that_has_no_list_of_words) {
  const auto languages = std::filesystem::path(MERCATO_SOURCE_DIR) / "data" / "languages";
  for (const auto& entry : std::filesystem::directory_iterator(languages)) {
    const std::string tag = entry.path().filename();
    if (tag.starts_with('_') || std::filesystem::exists(entry.path() / "link" / "caseless.tsv"))
      continue;
    EXPECT_EQ(link("montelupo will kombale", tag).count(MentionKind::person), 0) << tag;
  }
}

TEST(Caseless, makes_no_names_of_words_that_the_reference_does_not_know) {
  const auto doc = link("midfielder ugo talabardou joins fc quervillem");
  EXPECT_EQ(doc.count(MentionKind::person), 0);
  EXPECT_EQ(doc.count(MentionKind::club), 0);
}

// Whatever is said in small letters: the reference's own names stay what they are.
RC_GTEST_PROP(Caseless, finds_a_whole_name_among_ordinary_words, ()) {
  static const std::vector<std::string> kWords = {"news", "deal",  "back", "win",   "title",
                                                  "live", "today", "on",   "talks", "market"};
  std::string text;
  const auto add = [&] {
    for (const int pick : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 10)))
      text += kWords[static_cast<std::size_t>(pick)] + " ";
  };
  add();
  text += "tom harrowgate ";
  add();
  const auto doc = link(text);
  RC_ASSERT(doc.at("tom harrowgate") == "Tom Harrowgate");
  RC_ASSERT(doc.count(MentionKind::person) == 1);
}

}  // namespace
}  // namespace mercato::link
